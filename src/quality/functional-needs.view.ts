import type { NeedCharacteristic } from './functional-needs.rules';
import type { NeedCharacteristicType } from './functional-needs.types';

export function askView({
  productGroupPrefix,
  oneOf,
  characteristic,
  atLeast,
  atMost,
  reason,
  dutchReason,
}: NeedCharacteristic): NeedCharacteristicType {
  return {
    productGroup: productGroupPrefix,
    characteristic,
    oneOf: oneOf && oneOf.map(String),
    atLeast,
    atMost,
    reason,
    dutchReason,
  };
}
