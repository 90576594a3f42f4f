import type { Queryable } from '../../platform/database/statement';
import type { ContractTerms, TermLine } from '../../quality/contract-terms';
import { selectTerms, selectTermsOfVersions, type LineColumns, type TermsRow } from './terms.sql';

export interface TermsWanted {
  readonly insurerUzovi?: string;
  readonly contractId?: number;
  /** 'YYYY-MM-DD': the version of each contract that holds on that day, if one does. */
  readonly on?: string;
  /** With `on`: by what had been signed and broken off at that moment. */
  readonly asKnownAt?: Date;
  /** These versions alone, signed or not; in the order of their ids. */
  readonly versionIds?: readonly number[];
}

/**
 * The terms of contracts, as the rules of the quality modules take them; in the order of the contracts.
 * Without a day or a version: of each contract the version in force, else the newest. One statement.
 */
export async function loadTerms(
  queryable: Queryable,
  { insurerUzovi, contractId, on, asKnownAt, versionIds }: TermsWanted,
): Promise<ContractTerms[]> {
  if (versionIds !== undefined) {
    return (await queryable.query(selectTermsOfVersions, [versionIds])).map(termsOf);
  }
  if (on === undefined && asKnownAt !== undefined)
    throw new Error('Known at a moment: for which day?');
  const question = on === undefined ? 'BEST' : asKnownAt === undefined ? 'HOLDS' : 'AS_KNOWN';
  const rows = await queryable.query(selectTerms[question], [
    insurerUzovi ?? null,
    contractId ?? null,
    on ?? null,
    asKnownAt ?? null,
  ]);
  return rows.map(termsOf);
}

function termsOf({ agreed, ...head }: TermsRow): ContractTerms {
  return { ...head, ...agreed, lines: linesOf(agreed.lines) };
}

function linesOf(columns: LineColumns): TermLine[] {
  const limit = limitReader(columns);
  const replacement = replacementReader(columns);
  const lines: TermLine[] = [];
  for (let at = 0; at < columns.count; at += 1) {
    lines.push({
      lineNumber: columns.lineNumber === null ? at + 1 : valueAt(columns.lineNumber, at, 0),
      productGroupCode: valueAt(columns.productGroupCode, at, null),
      articleId: valueAt(columns.articleId, at, null),
      regionCode: valueAt(columns.regionCode, at, null),
      tariffKind: valueAt(columns.tariffKind, at, ''),
      quantityLimit: limit(at),
      deliveryHours: valueAt(columns.deliveryHours, at, null),
      emergencyMinutes: valueAt(columns.emergencyMinutes, at, null),
      patientProfile: valueAt(columns.patientProfile, at, null),
      replacement: replacement(at),
    });
  }
  return lines;
}

function valueAt<Value>(column: readonly Value[] | null, at: number, none: Value): Value {
  if (column === null) return none;
  return column[column.length === 1 ? 0 : at] ?? none;
}

type Reader<Part> = (at: number) => Part;

function limitReader({ limitMaximum, limitPer, limitDeviation }: LineColumns) {
  return shared([limitMaximum, limitPer, limitDeviation], (at): TermLine['quantityLimit'] => {
    const maximum = valueAt(limitMaximum, at, null);
    if (maximum === null) return null;
    const per = valueAt(limitPer, at, null) ?? 'YEAR';
    return { maximum, per, motivatedDeviation: valueAt(limitDeviation, at, null) ?? false };
  });
}

function replacementReader({ replacementGrounds, usageTermMonths, cheaperFirst }: LineColumns) {
  const parts = [replacementGrounds, usageTermMonths, cheaperFirst];
  return shared(parts, (at): TermLine['replacement'] => {
    const grounds = valueAt(replacementGrounds, at, null);
    if (grounds === null) return null;
    const months = valueAt(usageTermMonths, at, null);
    return {
      grounds,
      usageTermMonths: months,
      cheaperFirst: valueAt(cheaperFirst, at, null) ?? false,
    };
  });
}

/** Where all lines have the same, they share it. */
function shared<Part>(
  columns: readonly (readonly unknown[] | null)[],
  read: Reader<Part>,
): Reader<Part> {
  if (columns.some((column) => column !== null && column.length > 1)) return read;
  const same = read(0);
  return () => same;
}
