import { registerEnumType } from 'type-graphql';
import { ARTICLE_MATCHES, SUBSTITUTION_WISHES } from '../catalogue/substitution.rules';
import { enumOf } from '../platform/graphql/refusal.types';
import { REQUEST_EVENT_KINDS } from '../timeliness/event-kind';
import { DECLINE_REASONS } from './decline.rules';
import {
  FORMER_PROOF_METHOD,
  FORMER_RECEIVER_KIND,
  PROOF_METHODS,
  RECEIVER_KINDS,
} from './handover-proof.rules';
import { INSURANCE_OUTCOMES } from './insurance-check';
import { NOT_HANDED_OVER_REASONS } from './not-handed-over.rules';
import { CANCEL_REASONS, CLOSE_REASONS, PASS_OVER_REASONS, ROUTING_OCCASIONS } from './reasons';
import { PRESCRIPTIONS, URGENCY_REASONS } from './place-input.rules';
import { PART_STATES, REQUEST_STATES } from './request-state.rules';
import { ROUTING_VERDICTS } from './routing.rules';
import { HANDOVERS } from './timing.rules';

/**
 * The enums of the emergency room, each registered once.
 * @param former values that are only shown, of before, and why
 */
function register<Value extends string>(
  name: string,
  values: readonly Value[],
  description: string,
  words: Partial<Record<Value, string>> = {},
  former: Partial<Record<Value, string>> = {},
): Record<Value, Value> {
  const made = enumOf(values);
  const valuesConfig: Partial<Record<Value, { description?: string; deprecationReason?: string }>> =
    {};
  for (const value of values) {
    valuesConfig[value] = { description: words[value], deprecationReason: former[value] };
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
    CANCELLED:
      'The prescriber took it back (ingetrokken); what was on its way has still to come back, as its part says.',
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
  {
    EXACT:
      'What was asked, also where a value of it stands in for the one asked (see standIns of productGroups).',
  },
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
      'It is not there, whatever the figures say: what was reserved is written off as LOST. Asked again once some of it came in.',
    STOCK_DAMAGED:
      'What is there can not be given: what was reserved is written off as DAMAGED. Asked again once some of it came in.',
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
    CANCELLED:
      'The request was cancelled meanwhile (ingetrokken); the goods are back on the shelf. For such a request alone.',
  },
);
export const CancelReasonEnum = register(
  'CancelReason',
  CANCEL_REASONS,
  'Why a prescriber takes a request back.',
);
export const ProofMethodEnum = register(
  'HandoverProofMethod',
  [...PROOF_METHODS, FORMER_PROOF_METHOD],
  'How the handover was proved.',
  {},
  { PICKUP_CODE: 'No longer taken: no code is given out that could be checked.' },
);
export const ReceiverKindEnum = register(
  'ReceiverKind',
  [...RECEIVER_KINDS, FORMER_RECEIVER_KIND],
  'What kind of person took the device; never who.',
  {
    PATIENT: 'The patient (patiënt).',
    REPRESENTATIVE: 'Who acts for the patient (vertegenwoordiger).',
    PROFESSIONAL: 'The professional who asked for it (aanvrager).',
  },
  { NEIGHBOUR: 'No longer taken: with a neighbour it has not reached the patient.' },
);
export const CloseReasonEnum = register(
  'CloseReason',
  CLOSE_REASONS,
  'Why a request ended otherwise than by handover (reden van beëindiging).',
  {
    NO_LONGER_NEEDED: 'The prescriber took it back: no longer needed (niet meer nodig).',
    SUPPLIED_OTHERWISE: 'The prescriber took it back: supplied otherwise (anders geleverd).',
    PATIENT_ADMITTED: 'The prescriber took it back: the patient was admitted (opgenomen).',
    PATIENT_DIED: 'The prescriber took it back: the patient died (overleden).',
    ASKED_BY_MISTAKE: 'The prescriber took it back: asked by mistake (vergissing).',
    OTHER: 'The prescriber took it back for another reason (anders).',
    NO_STOCK_POINT: 'No stock point could serve it in all that time (geen voorraadpunt).',
  },
);
const PASSED_OVER = {
  DECLINED: 'The stock point declined it (geweigerd).',
  NOT_ACCEPTED_IN_TIME: 'The stock point did not accept it in time (niet op tijd aanvaard).',
  NOT_HANDED_OVER: 'It left, or lay ready, and did not reach the patient (niet overhandigd).',
};
export const PassOverReasonEnum = register(
  'PassOverReason',
  PASS_OVER_REASONS,
  'Why a request left a stock point that had it (reden van overslaan).',
  {
    ...PASSED_OVER,
    EXPECTED_LATE:
      'It was expected late, and another one turned out to be in time (te laat verwacht).',
  },
);
export const RoutingOccasionEnum = register(
  'RoutingOccasion',
  ROUTING_OCCASIONS,
  'What made somebody look who hands over (aanleiding).',
  {
    ...PASSED_OVER,
    PLACED: 'The request was placed (geplaatst).',
    TRIED_AGAIN:
      'Stock or a stock point came up, or one that is in time was looked for (opnieuw geprobeerd).',
  },
);
export const InsuranceOutcomeEnum = register(
  'InsuranceCheckOutcome',
  INSURANCE_OUTCOMES,
  'What came of the insurance check (controle op verzekeringsrecht).',
  {
    FOUND: 'The insurer is known (verzekerd).',
    NOT_FOUND: 'No insurer was found; that never keeps anybody from help (niet gevonden).',
    UNAVAILABLE: 'The check could not be asked, and is asked again (niet bereikbaar).',
  },
);
export const RequestEventKindEnum = register(
  'EmergencyRequestEventKind',
  REQUEST_EVENT_KINDS,
  'What happened to a request (gebeurtenis).',
  {
    PLACED: 'It was placed, and its clock started (geplaatst).',
    ASSIGNED: 'A stock point was found for lines that had none (toegewezen).',
    UNASSIGNED: 'No stock point could serve all of it (niet toegewezen).',
    ACCEPTED: 'A stock point accepted its part (aanvaard).',
    DECLINED: 'A stock point declined its part (geweigerd).',
    NOT_ACCEPTED_IN_TIME: 'A stock point let its time to accept pass (niet op tijd aanvaard).',
    DISPATCHED: 'A part left for the patient (verzonden).',
    READY_FOR_PICKUP: 'A part lay ready (klaar om af te halen).',
    NOT_HANDED_OVER: 'A part came back (niet overhandigd).',
    HANDED_OVER: 'A part reached the patient (overhandigd).',
    CLOCK_SUSPENDED: 'The clock was stopped for a reason that the norm allows (opgeschort).',
    CLOCK_RESUMED: 'The clock went on (hervat).',
    SUSPENSION_APPROVED: 'A second person agreed to a suspension by force majeure (goedgekeurd).',
    CANCELLED: 'The prescriber took it back (ingetrokken).',
    CLOSED_UNFULFILLED: 'It ended without anybody having served it (onvervuld gesloten).',
    INSURANCE_CHECKED: 'The insurance check answered afterwards (verzekering gecontroleerd).',
  },
);
