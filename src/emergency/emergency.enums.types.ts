import { registerEnumType } from 'type-graphql';
import { ARTICLE_MATCHES, SUBSTITUTION_WISHES } from '../catalogue/substitution.rules';
import { enumOf } from '../platform/graphql/refusal.types';
import { CANCEL_REASONS } from './clock-and-cancel.service';
import { DECLINE_REASONS } from './fulfilment.service';
import { PROOF_METHODS, RECEIVER_KINDS } from './handover';
import { NOT_HANDED_OVER_REASONS } from './not-handed-over.rules';
import { PRESCRIPTIONS, URGENCY_REASONS } from './place-input.rules';
import { PART_STATES, REQUEST_STATES } from './request-state.rules';
import { ROUTING_VERDICTS } from './routing.rules';
import { HANDOVERS } from './timing.rules';

/** The enums of the emergency room, each registered once. */
function register<Value extends string>(
  name: string,
  values: readonly Value[],
  description: string,
  words: Partial<Record<Value, string>> = {},
): Record<Value, Value> {
  const made = enumOf(values);
  const valuesConfig: Partial<Record<Value, { description: string }>> = {};
  for (const value of values) {
    const text = words[value];
    if (text !== undefined) valuesConfig[value] = { description: text };
  }
  registerEnumType(made, { name, description, valuesConfig });
  return made;
}

export const RequestStateEnum = register(
  'EmergencyRequestState',
  REQUEST_STATES,
  'How far a request is: as far as the part that is least far.',
  {
    UNASSIGNED: 'No stock point can serve all of it; the clock runs, and it is tried again.',
    RESERVED: 'Stock is reserved; the stock point has still to accept.',
    HANDED_OVER: 'All of it was handed over (overhandigd).',
    CLOSED_UNFULFILLED: 'It ended without any stock point having served it.',
  },
);
export const PartStateEnum = register(
  'RequestPartState',
  PART_STATES,
  'How far a stock point is with its part of a request.',
  {
    PASSED_OVER:
      'It declined, did not accept in time, could not hand it over, or would have been late where another is not; the request moved on.',
  },
);
export const UrgencyReasonEnum = register(
  'UrgencyReason',
  URGENCY_REASONS,
  'Why waiting would harm the patient (reden van spoed). Proposal of this project, no published list.',
);
export const PrescriptionEnum = register(
  'Prescription',
  PRESCRIPTIONS,
  'First prescription of the device, or a repeat (herhaalrecept).',
);
export const SubstitutionEnum = register(
  'SubstitutionWish',
  SUBSTITUTION_WISHES,
  'Whether something else may be given; hard characteristics are kept in any case.',
  {
    ALLOWED: 'Another article that serves the same function may be given.',
    ONLY_EQUIVALENT: 'Only an equivalent article may be given instead.',
    NOT_ALLOWED: 'Only what is asked.',
  },
);
export const HandoverEnum = register('Handover', HANDOVERS, 'How the patient gets the device.', {
  DELIVERY: 'Brought to the patient (bezorgen).',
  PICKUP: 'Fetched at the stock point (afhalen).',
});
export const MatchEnum = register(
  'ArticleMatch',
  ARTICLE_MATCHES,
  'How what is given relates to what was asked.',
);
export const RoutingVerdictEnum = register(
  'RoutingVerdict',
  ROUTING_VERDICTS,
  'Why a stock point was taken or not: the first thing in which it falls short of what was best.',
  {
    FEWER_LINES: 'In time, but for fewer of the lines.',
    LESS_EXACT: 'What it has is less like what was asked.',
    LATER: 'In time, but later.',
    NOT_CONTRACTED: 'As good and as soon; another one has a contract with the insurer.',
    LESS_STOCK: 'As good and as soon; another one has more of it.',
    LESS_GOOD:
      'As good in everything: one had to be taken. Of before this was told apart: less good.',
    TOO_LATE: 'After the deadline.',
  },
);
export const DeclineReasonEnum = register(
  'DeclineReason',
  DECLINE_REASONS,
  'Why a stock point declines a request.',
  {
    NOT_REALLY_IN_STOCK:
      'It is not there, whatever the figures say; asked again once some of it came in.',
    STOCK_DAMAGED: 'What is there can not be given; asked again once some of it came in.',
  },
);
export const NotHandedOverReasonEnum = register(
  'NotHandedOverReason',
  NOT_HANDED_OVER_REASONS,
  'Why what had left, or lay ready, did not reach the patient. Proposal of this project, no published list.',
  {
    NOBODY_HOME: 'Nobody was home (niemand thuis); the goods are back on the shelf.',
    NOT_FETCHED:
      'Nobody came for it (niet afgehaald); the goods are back on the shelf, and a clock that had stopped stays so.',
    REFUSED:
      'The patient did not take it (geweigerd); the goods are back on the shelf, and a clock that had stopped stays so.',
    TRANSPORT_FAILED: 'It could not be brought; the goods are back on the shelf.',
    DAMAGED: 'It was damaged (beschadigd); the goods are written off.',
    LOST: 'It was lost (zoekgeraakt); the goods are written off.',
  },
);
export const CancelReasonEnum = register(
  'CancelReason',
  CANCEL_REASONS,
  'Why a prescriber takes a request back.',
);
export const ProofMethodEnum = register(
  'HandoverProofMethod',
  PROOF_METHODS,
  'How the handover was proved.',
);
export const ReceiverKindEnum = register(
  'ReceiverKind',
  RECEIVER_KINDS,
  'What kind of person took the device; never who.',
);
