import { registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/refusal.types';
import { EXCLUSION_REASONS, SUSPENSION_REASONS, VERDICTS } from './clock.rules';
import { NORM_STATUSES, NORM_STOP_EVENTS } from './norm.rules';
import { REPORT_DIMENSIONS } from './report-dimension';
import { SEALED_LOGS } from './seal.sql';
import { URGENCIES } from './urgency';
import { FINDING_KINDS } from './verification.rules';

export const UrgencyEnum = enumOf(URGENCIES);
registerEnumType(UrgencyEnum, {
  name: 'Urgency',
  description: 'How soon a device is needed.',
  valuesConfig: {
    EMERGENCY: { description: 'Damage to health is expected without it (spoed).' },
    ACCELERATED: { description: 'Needed before the next moment of care (versneld).' },
    REGULAR: { description: 'Stable use (regulier).' },
  },
});

export const VerdictEnum = enumOf(VERDICTS);
registerEnumType(VerdictEnum, {
  name: 'TimelinessVerdict',
  description: 'Whether a request met its norm; derived from its events, never entered.',
  valuesConfig: {
    ON_TIME: { description: 'The clock stopped at or before the deadline (tijdig).' },
    LATE: { description: 'After the deadline, cancelled after it, or never served (te laat).' },
    RUNNING: { description: 'Not yet handed over, before the deadline.' },
    OVERDUE: { description: 'Not yet handed over, after the deadline.' },
    EXCLUDED: {
      description:
        'Does not count: cancelled before the deadline (ingetrokken); reports say whether a pick had begun.',
    },
  },
});

export const ExclusionReasonEnum = enumOf(EXCLUSION_REASONS);
registerEnumType(ExclusionReasonEnum, {
  name: 'ExclusionReason',
  description: 'Why a request does not count for the norm (uitgesloten).',
  valuesConfig: {
    CANCELLED_BEFORE_PICK: {
      description: 'Cancelled before its deadline, and before a stock point began to pick for it.',
    },
    CANCELLED_AFTER_PICK_BEGAN: {
      description:
        'Cancelled before its deadline, after a stock point had accepted it or a part of it.',
    },
  },
});

export const SuspensionReasonEnum = enumOf(SUSPENSION_REASONS);
registerEnumType(SuspensionReasonEnum, {
  name: 'SuspensionReason',
  description: 'The closed list of reasons that may suspend the clock; being out of stock is none.',
  valuesConfig: {
    PATIENT_UNREACHABLE: { description: 'The patient cannot be reached.' },
    PATIENT_ASKS_DELAY: { description: 'The patient asks for a later handover.' },
    PRESCRIBER_CHANGES: { description: 'The prescriber is changing the request.' },
    CLINICALLY_POSTPONED: { description: 'Care is postponed for the sake of the patient.' },
    FORCE_MAJEURE: {
      description: 'Force majeure (overmacht); counts with a second approval only.',
    },
  },
});

export const NormStatusEnum = enumOf(NORM_STATUSES);
registerEnumType(NormStatusEnum, {
  name: 'NormStatus',
  description: 'How far a version of a norm is.',
  valuesConfig: {
    DRAFT: { description: 'Being written (concept).' },
    CONSULTED: { description: 'Put to patients (voorgelegd aan patiënten).' },
    ADOPTED: { description: 'Adopted (vastgesteld); never changes any more.' },
    WITHDRAWN: {
      description: 'Withdrawn (ingetrokken); still holds for requests it was applied to.',
    },
  },
});

export const NormStopEventEnum = enumOf(NORM_STOP_EVENTS);
registerEnumType(NormStopEventEnum, {
  name: 'NormStopEvent',
  description: 'What stops the clock.',
  valuesConfig: {
    HANDED_OVER: { description: 'The last part is handed over (overhandigd).' },
    HANDED_OVER_OR_READY_FOR_PICKUP: {
      description: 'That, or ready for pickup (afhaalklaar) if pickup was chosen.',
    },
  },
});

export const ReportDimensionEnum = enumOf(REPORT_DIMENSIONS);
registerEnumType(ReportDimensionEnum, {
  name: 'TimelinessDimension',
  description: 'What a timeliness report can be grouped by.',
  valuesConfig: {
    REGION: { description: 'Care-office region of the patient (zorgkantoorregio).' },
    CATEGORY: {
      description:
        'Category of the devices; of several, that of the norm that holds, else of the first line.',
    },
    INSURER: { description: 'Insurer of the patient (zorgverzekeraar).' },
    SUPPLIER: {
      description:
        'Supplier (leverancier) of the stock point that handed over last, or still has to; a request of several parts counts for the supplier of its last part.',
    },
    URGENCY: { description: 'How soon the device is needed.' },
    MONTH: { description: 'Month of placing, in Europe/Amsterdam.' },
  },
});

export const SealedLogEnum = enumOf(SEALED_LOGS);
registerEnumType(SealedLogEnum, {
  name: 'SealedLog',
  description: 'A log that is only ever added to, and sealed.',
  valuesConfig: {
    emergency_request_event: { description: 'Events of requests (gebeurtenissen).' },
    stock_ledger: { description: 'Changes of stock (voorraadmutaties).' },
    access_log: { description: 'Who saw or changed what (inzagelogging, NEN 7513).' },
  },
});

export const FindingKindEnum = enumOf(FINDING_KINDS);
registerEnumType(FindingKindEnum, {
  name: 'EvidenceFindingKind',
  description: 'What does not agree.',
  valuesConfig: {
    ROW_CHANGED: { description: 'A row is not what it was when it was written.' },
    ROW_BEFORE_MISSING: { description: 'The row before it in its chain is gone.' },
    ROW_BEFORE_DIFFERS: { description: 'The row before it in its chain is another one.' },
    ROW_BACKDATED: {
      description: 'A row was written after a seal and says that it is from before it.',
    },
    SEAL_DIFFERS: { description: 'Rows under a seal were changed, taken out or slipped in.' },
    SEAL_OUT_OF_LINE: { description: 'A seal does not follow the one before it.' },
    SEAL_UNKNOWN: { description: 'A seal that the caller had noted is not there.' },
    REQUEST_DIFFERS: { description: 'A request does not agree with its events.' },
  },
});
