import { registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/refusal.types';
import { CORRECTION_REASONS, PAYER_BASES } from './payer-basis';

export const PayerBasisEnum = enumOf(PAYER_BASES);
registerEnumType(PayerBasisEnum, {
  name: 'PayerBasis',
  description:
    'On what basis it is paid; settled after the stock point was chosen, never a condition for it.',
  valuesConfig: {
    CONTRACT: { description: "By the contract of the patient's insurer with the supplier." },
    EMERGENCY_EXCEPTION: {
      description:
        "By the insurer's exception for emergencies: it has no contract with the supplier.",
    },
    INSURER_UNKNOWN: {
      description: 'The insurer was not found, or the check could not be asked and is asked again.',
    },
  },
});

export const CorrectionReasonEnum = enumOf(CORRECTION_REASONS);
registerEnumType(CorrectionReasonEnum, {
  name: 'SettlementCorrectionReason',
  description: 'Why a settlement takes the place of another one.',
  valuesConfig: {
    INSURER_FOUND: { description: 'The insurance check answered afterwards.' },
  },
});
