import type { Characteristic, CharacteristicValue } from './catalogue';

/** Whether a device of the value given does for who asked another: it is that one, or stands in for it. */
export function doesFor(
  { standIns }: Pick<Characteristic, 'standIns'>,
  given: CharacteristicValue | null | undefined,
  asked: CharacteristicValue,
): boolean {
  return given === asked || standIns.some((one) => one.value === given && one.for.includes(asked));
}

/** Every value that could be asked and be met by a device of this one: itself first. */
export function metBy(
  { standIns }: Pick<Characteristic, 'standIns'>,
  given: CharacteristicValue,
): CharacteristicValue[] {
  return [given, ...standIns.flatMap((one) => (one.value === given ? one.for : []))];
}
