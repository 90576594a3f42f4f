import { parseEmdn } from '../catalogue/emdn.rules';
import { parseAgb } from '../parties/agb.rules';
import { parseUzovi } from '../parties/uzovi.rules';
import type { InputProblems } from '../platform/invalid-input';
import type { Parsed } from '../platform/parsed';
import type { ContractFilter } from './contract';

const LONGEST_LOT = 80;
const LONGEST_NUMBER = 40;

type Given<T> = { readonly [Key in keyof T]?: T[Key] | null };

/**
 * Brings the codes of a filter into the form in which they are stored, and notes all that is wrong. A
 * code of the right form that nobody has is no problem: it gives an empty list.
 */
export function readContractFilter(
  given: Given<ContractFilter>,
  problems: InputProblems,
): ContractFilter {
  return {
    status: given.status ?? undefined,
    validOn: given.validOn ?? undefined,
    insurer: read(given.insurer, parseUzovi, 'filter.insurer', problems),
    supplier: read(given.supplier, parseAgb, 'filter.supplier', problems),
    productGroup: read(given.productGroup, parseEmdn, 'filter.productGroup', problems),
    lot: text(given.lot, LONGEST_LOT, 'filter.lot', problems),
    number: text(given.number, LONGEST_NUMBER, 'filter.number', problems),
    segment: given.segment ?? undefined,
    framework: text(given.framework, LONGEST_NUMBER, 'filter.framework', problems),
  };
}

/** @param parse what reads it; its problem is told under `path` */
export function read(
  given: string | null | undefined,
  parse: (input: string) => Parsed<string>,
  path: string,
  problems: InputProblems,
): string | undefined {
  if (given == null) return undefined;
  const parsed = parse(given);
  if (parsed.ok) return parsed.value;
  problems.add(path, `is not usable. ${parsed.problem}`);
  return undefined;
}

function text(
  given: string | null | undefined,
  longest: number,
  path: string,
  problems: InputProblems,
): string | undefined {
  if (given == null) return undefined;
  const trimmed = given.trim().replace(/[ \u00a0]+/g, ' ');
  problems.require(
    trimmed.length >= 1 && trimmed.length <= longest,
    path,
    `must have 1 to ${longest} characters`,
  );
  return trimmed;
}

const LARGEST_INTEGER = 2_147_483_647;

/** @returns undefined for what cannot be the id of a contract */
export function contractIdOf(id: string): number | undefined {
  if (!/^[1-9]\d{0,9}$/.test(id)) return undefined;
  const number = Number(id);
  return number <= LARGEST_INTEGER ? number : undefined;
}
