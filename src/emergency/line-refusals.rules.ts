import type {
  Article,
  Catalogue,
  CharacteristicValue,
  GroupCharacteristic,
  ProductGroup,
} from '../catalogue/catalogue';
import { deviceCategoryWords, isDisw } from '../catalogue/device-category';
import { doesFor, metBy } from '../catalogue/stand-ins.rules';
import { acceptableArticles, type AskedDevice } from '../catalogue/substitution.rules';
import type { Refusal } from '../platform/refusal';
import type { PlaceLine } from './place-input.rules';

/** Whether an emergency may be asked for such devices at all. @returns why not */
export function notDisw({ code, category }: ProductGroup, path: string): Refusal | undefined {
  if (isDisw(category)) return undefined;
  const message =
    `${path}: ${code} is of the ${deviceCategoryWords[category]}. An emergency request is for devices for ` +
    'diabetes, incontinence, stoma or wounds (DISW); ask a supplier for others.';
  return { code: 'NOT_A_DISW_DEVICE', message, path };
}

/** What a line must say and does not: one refusal for each characteristic, with what it can be. */
export function missingCharacteristics(
  { characteristics }: PlaceLine,
  group: ProductGroup,
  catalogue: Catalogue,
  path: string,
): Refusal[] {
  const said = new Set(characteristics.map(({ code }) => code));
  const supplied = suppliedOf(group.code, catalogue);
  return [...group.characteristics.values()]
    .filter(({ code, mustBeAsked }) => mustBeAsked && !said.has(code))
    .map((characteristic): Refusal => {
      const { code, name } = characteristic;
      const possible = possibleValues(characteristic, supplied);
      const message = `${path}.characteristics must name ${code} (${name.toLowerCase()}): ${possible}`;
      return { code: 'CHARACTERISTIC_MISSING', message, path: `${path}.characteristics` };
    });
}

/**
 * Why no article of the register could ever be given for a line that has none; never names what was sent.
 * @param line as it was sent, to name the place of what does not fit
 */
export function nothingFits(
  device: AskedDevice,
  line: PlaceLine,
  catalogue: Catalogue,
  path: string,
): Refusal[] {
  const refusal = (where: string, words: string): Refusal => ({
    code: 'NOTHING_FITS',
    message: `${where}: ${words}`,
    path: where,
  });
  const { productGroupCode } = device;
  if (device.articleId !== null) {
    const others = acceptableArticles({ ...device, substitution: 'ALLOWED' }, catalogue);
    const instead = others.length > 0 ? 'allow substitution, or ask' : 'ask';
    return [
      refusal(
        `${path}.gtin`,
        `this article is no longer supplied, and nothing may be given in its place; ${instead} by product group ${productGroupCode}`,
      ),
    ];
  }
  const group = catalogue.groups.get(productGroupCode);
  const supplied = suppliedOf(productGroupCode, catalogue);
  if (group === undefined || supplied.length === 0) {
    return [
      refusal(`${path}.productGroup`, `no article of ${productGroupCode} is supplied any more`),
    ];
  }
  // What is soft may differ where anything is allowed; then it is not what nothing fits.
  const asked = Object.entries(device.requiredCharacteristics);
  const binding = asked.flatMap(([code, value]): Binding[] => {
    const characteristic = group.characteristics.get(code);
    return characteristic !== undefined &&
      (characteristic.hard || device.substitution !== 'ALLOWED')
      ? [{ characteristic, value }]
      : [];
  });
  const isHeardOf = (one: Binding): boolean => supplied.some((article) => meets(article, one));
  const unheardOf = binding.filter((one) => !isHeardOf(one));
  const refusals = unheardOf.map(({ characteristic }) => {
    const { code } = characteristic;
    const index = line.characteristics.findIndex((one) => one.code === code);
    return refusal(
      `${path}.characteristics.${index}.value`,
      `no article of ${productGroupCode} has this ${code}; it can be ${possibleValues(characteristic, supplied)}`,
    );
  });
  // What is heard of, and yet not together, is to be said beside what is not.
  const others = binding.filter(isHeardOf);
  if (supplied.some((article) => others.every((one) => meets(article, one)))) return refusals;
  const words = notTogether(others, supplied);
  return [
    ...refusals,
    refusal(`${path}.characteristics`, `no article of ${productGroupCode} has these ${words}`),
  ];
}

/** "CHARRIERE, TERM_OF_USE together; with the others as they are there is ..." */
function notTogether(binding: readonly Binding[], supplied: readonly Article[]): string {
  const ways = binding.flatMap(({ characteristic }) => {
    const others = binding.filter((one) => one.characteristic !== characteristic);
    const fitting = supplied.filter((article) => others.every((one) => meets(article, one)));
    const { code } = characteristic;
    return fitting.length === 0 ? [] : [`${code} ${possibleValues(characteristic, fitting)}`];
  });
  const together = binding.map(({ characteristic }) => characteristic.code).join(', ');
  const instead =
    ways.length === 0
      ? 'see articles for what there is'
      : `with the others as they are there is ${ways.join('; or ')}`;
  return `${together} together; ${instead}`;
}

function suppliedOf(productGroupCode: string, catalogue: Catalogue): Article[] {
  return (catalogue.articlesByGroup.get(productGroupCode) ?? []).filter(({ active }) => active);
}

interface Binding {
  readonly characteristic: GroupCharacteristic;
  readonly value: CharacteristicValue;
}

function meets({ characteristics }: Article, { characteristic, value }: Binding): boolean {
  return doesFor(characteristic, characteristics[characteristic.code], value);
}

/** "12, 14 or 16 CH": what the articles do for; where there are none, what the characteristic allows. */
function possibleValues(characteristic: GroupCharacteristic, articles: readonly Article[]): string {
  const { code, valueType, unit, choices } = characteristic;
  const possible = new Set(
    articles.flatMap(({ characteristics }) => {
      const stated = characteristics[code];
      return stated === undefined ? [] : metBy(characteristic, stated);
    }),
  );
  const values = [...possible].sort((one, other) =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : String(one).localeCompare(String(other), 'en'),
  );
  const unitWords = unit === null ? '' : ` ${unit}`;
  if (values.length === 0) {
    if (valueType === 'NUMBER') return `a number${unit === null ? '' : ` in ${unit}`}`;
    return (choices ?? ['true', 'false']).join(' or ');
  }
  const last = String(values.at(-1));
  const before = values.slice(0, -1).map(String).join(', ');
  return `${before === '' ? last : `${before} or ${last}`}${unitWords}`;
}
