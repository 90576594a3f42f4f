import type {
  Article,
  Catalogue,
  CharacteristicValue,
  CharacteristicValues,
  GroupCharacteristic,
  ProductGroup,
} from './catalogue';
import type { AskedDevice, SubstitutionWish } from './substitution.rules';

/** A line as a caller sends it, not yet checked. */
export interface DeviceAsked {
  readonly productGroup?: string | null;
  /** GTIN, 14 digits. */
  readonly gtin?: string | null;
  readonly characteristics?:
    readonly { readonly code: string; readonly value: CharacteristicValue }[] | null;
  readonly substitution: SubstitutionWish;
}

/** One thing that is wrong: where, and what it must be. Never repeats what was sent. */
export interface DeviceProblem {
  readonly path: string;
  readonly message: string;
}

export type CheckedDevice =
  | {
      readonly ok: true;
      readonly device: AskedDevice;
      readonly group: ProductGroup;
      /** When one was asked for. */
      readonly article: Article | undefined;
    }
  | {
      readonly ok: false;
      readonly problems: readonly DeviceProblem[];
      /** What is left of it without what is wrong, where it names a product group: more can be said of that. */
      readonly rest?: AskedDevice;
    };

/**
 * Checks what is asked for against the catalogue; all problems at once.
 * @param path where the line stands in the input, such as 'input.lines.0'
 */
export function checkAskedDevice(
  asked: DeviceAsked,
  catalogue: Catalogue,
  path: string,
): CheckedDevice {
  const { productGroup, gtin, substitution } = asked;
  const characteristics = asked.characteristics ?? [];
  if ((productGroup == null) === (gtin == null)) {
    return refused({ path, message: 'must have either productGroup or gtin, and not both' });
  }
  if (gtin != null) {
    const article = catalogue.articleByGtin.get(gtin);
    const problems: DeviceProblem[] = [];
    if (article === undefined) {
      problems.push({
        path: `${path}.gtin`,
        message: 'must be the GTIN (14 digits) of an article of the catalogue: see articles',
      });
    }
    if (characteristics.length > 0) {
      problems.push({
        path: `${path}.characteristics`,
        message: 'must be left out beside gtin: the characteristics of the article hold',
      });
    }
    if (article === undefined || problems.length > 0) return { ok: false, problems };
    return {
      ok: true,
      device: {
        productGroupCode: article.group.code,
        requiredCharacteristics: {},
        articleId: article.id,
        substitution,
      },
      group: article.group,
      article,
    };
  }
  const group = catalogue.groups.get(productGroup ?? '');
  if (group === undefined) {
    return refused({
      path: `${path}.productGroup`,
      message: 'must be the EMDN code of a product group of the catalogue: see productGroups',
    });
  }
  const { values, problems } = readCharacteristics(characteristics, group, path);
  const device: AskedDevice = {
    productGroupCode: group.code,
    requiredCharacteristics: values,
    articleId: null,
    substitution,
  };
  if (problems.length > 0) return { ok: false, problems, rest: device };
  return { ok: true, device, group, article: undefined };
}

function readCharacteristics(
  given: readonly { readonly code: string; readonly value: CharacteristicValue }[],
  group: ProductGroup,
  path: string,
): { values: CharacteristicValues; problems: DeviceProblem[] } {
  const values: Record<string, CharacteristicValue> = {};
  const problems: DeviceProblem[] = [];
  given.forEach(({ code, value }, index) => {
    const at = `${path}.characteristics.${index}`;
    const characteristic = group.characteristics.get(code);
    if (characteristic === undefined) {
      const known = [...group.characteristics.keys()].join(', ');
      problems.push({
        path: `${at}.code`,
        message:
          known === ''
            ? `must be left out: ${group.code} has no characteristics`
            : `must be a characteristic of ${group.code}: ${known}`,
      });
      return;
    }
    if (Object.hasOwn(values, code)) {
      problems.push({ path: `${at}.code`, message: 'must not be given twice' });
      return;
    }
    const message = valueProblem(characteristic, value);
    if (message === undefined) values[code] = value;
    else problems.push({ path: `${at}.value`, message });
  });
  return { values, problems };
}

/** @returns what the value must be, when it is not */
export function valueProblem(
  { valueType, unit, choices }: Pick<GroupCharacteristic, 'valueType' | 'unit' | 'choices'>,
  value: unknown,
): string | undefined {
  switch (valueType) {
    case 'NUMBER':
      return typeof value === 'number' && Number.isFinite(value)
        ? undefined
        : `must be a number${unit === null ? '' : ` in ${unit}`}`;
    case 'BOOLEAN':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'CHOICE':
      return typeof value === 'string' && (choices ?? []).includes(value)
        ? undefined
        : `must be one of ${(choices ?? []).join(', ')}`;
  }
}

/** Reads a value that was sent as text; one that does not fit comes back so that `valueProblem` refuses it. */
export function characteristicValueOf(
  { valueType }: Pick<GroupCharacteristic, 'valueType'>,
  text: string,
): CharacteristicValue {
  const trimmed = text.trim();
  switch (valueType) {
    case 'NUMBER':
      return /^-?\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
    case 'BOOLEAN':
      return trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed;
    case 'CHOICE':
      return trimmed;
  }
}

function refused(problem: DeviceProblem): CheckedDevice {
  return { ok: false, problems: [problem] };
}
