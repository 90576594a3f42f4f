import { registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/refusal.types';
import { VERDICTS } from './clock.rules';
import { URGENCIES } from './urgency';

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
    EXCLUDED: { description: 'Does not count: cancelled before the deadline.' },
  },
});
