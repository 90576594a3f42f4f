import type { Article } from '../../catalogue/catalogue';
import { unmetBy, type RequiredCharacteristic } from '../../quality/functional-needs.rules';

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

/** Why an article that meets everything does: a sentence per characteristic and need. */
export function whyItFits(
  { characteristics }: Article,
  required: readonly RequiredCharacteristic[],
): string[] {
  return required.flatMap(({ characteristic, because }) =>
    because.map(
      ({ needCode, reason }) =>
        `${characteristic} is ${String(characteristics[characteristic])}, for ${needCode}: ${reason}`,
    ),
  );
}
