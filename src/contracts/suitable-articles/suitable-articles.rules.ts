import type { Article } from '../../catalogue/catalogue';
import {
  unmetBy,
  type FunctionalNeed,
  type RequiredCharacteristic,
} from '../../quality/functional-needs.rules';
import { characteristicWords, sentence } from '../../quality/words';

/** Articles that can be supplied and meet everything, by name. */
export function suitable(
  articles: readonly Article[],
  required: readonly RequiredCharacteristic[],
): Article[] {
  return articles
    .filter(
      ({ active, characteristics }) => active && unmetBy(characteristics, required).length === 0,
    )
    .sort((one, other) => one.name.localeCompare(other.name, 'nl') || one.id - other.id);
}

/**
 * Why an article that meets everything does, per characteristic and need: 'Form: spray, for somebody who
 * has a weak or unsteady grip (d440). A spray needs no grip: wiping does.'
 */
export function whyItFits(
  { characteristics, group }: Article,
  required: readonly RequiredCharacteristic[],
  needs: ReadonlyMap<string, FunctionalNeed>,
): string[] {
  return required.flatMap(({ characteristic, because }) => {
    const known = group.characteristics.get(characteristic);
    const value = characteristics[characteristic];
    if (known === undefined || value === undefined) return [];
    const what = sentence(characteristicWords(known, value));
    return because.map(
      ({ needCode, reason }) =>
        `${what}, for somebody who ${needs.get(needCode)?.name ?? 'needs it'} (${needCode}). ${reason}`,
    );
  });
}
