import type { Catalogue, CharacteristicValue, ProductGroup } from '../catalogue/catalogue';
import { characteristicValueOf, checkAskedDevice } from '../catalogue/asked-device.rules';
import { ofStartAssortment } from '../catalogue/start-assortment.rules';
import {
  acceptableArticles,
  type AskedDevice,
  type MatchingArticle,
} from '../catalogue/substitution.rules';
import { missingCharacteristics, notDisw, nothingFits } from './line-refusals.rules';
import type { PlaceLine } from './place-input.rules';
import type { Refusal } from '../platform/refusal';
import type { RoutableLine } from './router';

/** A line that the catalogue knows: what was asked, and what may be given for it. */
export interface KnownLine {
  readonly lineNumber: number;
  readonly pieces: number;
  readonly device: AskedDevice;
  /** Best first. */
  readonly matching: readonly MatchingArticle[];
  /** Whether nothing else may be given, as its prescriber may prescribe of the start assortment only. */
  readonly startAssortmentOnly: boolean;
}

/** A line of which the product group is known, and more only where all of it is. */
export interface LineOfGroup {
  readonly lineNumber: number;
  readonly group: ProductGroup;
  readonly known: KnownLine | undefined;
}

/**
 * Looks the lines up. What the catalogue does not know, what is not said and must be, and what nothing
 * could ever be given for comes back as refusals, all at once.
 * @returns lines for DISW of which the product group is known; each of them whole where there is no refusal
 */
export function lookUpLines(
  lines: readonly PlaceLine[],
  catalogue: Catalogue,
): { readonly found: readonly LineOfGroup[]; readonly refusals: readonly Refusal[] } {
  const found: LineOfGroup[] = [];
  const refusals: Refusal[] = [];
  for (const line of lines) {
    const { lineNumber, pieces } = line;
    const path = `input.lines.${lineNumber - 1}`;
    const checked = checkAskedDevice(
      { ...line, characteristics: typed(line, catalogue) },
      catalogue,
      path,
    );
    const group = checked.ok ? checked.group : catalogue.groups.get(line.productGroup ?? '');
    const other = group === undefined ? undefined : notDisw(group, path);
    if (other !== undefined) {
      refusals.push(other);
      continue;
    }
    if (!checked.ok) {
      for (const problem of checked.problems) {
        const message = `${problem.path} ${problem.message}`;
        refusals.push({ code: 'NOT_IN_CATALOGUE', message, path: problem.path });
      }
    }
    if (group !== undefined && line.productGroup !== null) {
      refusals.push(...missingCharacteristics(line, group, catalogue, path));
    }
    const device = checked.ok ? checked.device : checked.rest;
    const known =
      device && knownLine({ lineNumber, pieces, device, startAssortmentOnly: false }, catalogue);
    if (known?.matching.length === 0) {
      refusals.push(...nothingFits(known.device, line, catalogue, path));
    }
    if (group !== undefined) {
      found.push({ lineNumber, group, known: checked.ok ? known : undefined });
    }
  }
  return { found, refusals };
}

/** A line as it was stored, looked up again in the catalogue of now. */
export function knownLine(
  { lineNumber, pieces, device, startAssortmentOnly }: Omit<KnownLine, 'matching'>,
  catalogue: Catalogue,
): KnownLine {
  if (!catalogue.groups.has(device.productGroupCode)) {
    throw new Error(`Product group ${device.productGroupCode} has left the catalogue`);
  }
  const acceptable = acceptableArticles(device, catalogue);
  const matching = startAssortmentOnly ? ofStartAssortment(acceptable, catalogue) : acceptable;
  return { lineNumber, pieces, device, matching, startAssortmentOnly };
}

export function routable(line: KnownLine): RoutableLine {
  return {
    lineNumber: line.lineNumber,
    pieces: line.pieces,
    acceptable: line.matching.map(({ article, match }) => ({
      articleId: article.id,
      match,
      qualification: article.group.supplierQualification,
      minimumRemainingDays: article.minimumRemainingDays,
    })),
  };
}

/** Characteristics come as texts; the catalogue says which are numbers and which are yes or no. */
function typed(
  { productGroup, characteristics }: PlaceLine,
  catalogue: Catalogue,
): { code: string; value: CharacteristicValue }[] {
  const group = productGroup === null ? undefined : catalogue.groups.get(productGroup);
  return characteristics.map(({ code, value }) => {
    const characteristic = group?.characteristics.get(code);
    return {
      code,
      value: characteristic === undefined ? value : characteristicValueOf(characteristic, value),
    };
  });
}
