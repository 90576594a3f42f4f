import type { Queryable } from '../../platform/database/statement';
import type { ContractTerms, TermLine } from '../../quality/contract-terms';
import { selectTerms, selectTermsOfVersion, type LineColumns, type TermsRow } from './terms.sql';

export interface TermsWanted {
  readonly insurerUzovi?: string;
  readonly contractId?: number;
  /** 'YYYY-MM-DD': the version of each contract that holds on that day, if one does. */
  readonly on?: string;
  /** With `on`: by what had been signed and broken off at that moment. */
  readonly asKnownAt?: Date;
  /** This version alone, signed or not. */
  readonly versionId?: number;
}

/**
 * The terms of contracts, as the rules of the quality modules take them; in the order of the contracts.
 * Without a day or a version: of each contract the version in force, else the newest. One statement.
 */
export async function loadTerms(
  queryable: Queryable,
  { insurerUzovi, contractId, on, asKnownAt, versionId }: TermsWanted,
): Promise<ContractTerms[]> {
  if (versionId !== undefined) {
    return (await queryable.query(selectTermsOfVersion, [versionId])).map(termsOf);
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

function termsOf({ lines, ...terms }: TermsRow): ContractTerms {
  return {
    ...terms,
    lines: lines.lineNumber.map((lineNumber, at) => lineOf(lines, lineNumber, at)),
  };
}

function lineOf(columns: LineColumns, lineNumber: number, at: number): TermLine {
  const maximum = columns.limitMaximum?.[at] ?? null;
  const grounds = columns.replacementGrounds?.[at] ?? null;
  return {
    lineNumber,
    productGroupCode: columns.productGroupCode[at] ?? null,
    articleId: columns.articleId[at] ?? null,
    regionCode: columns.regionCode[at] ?? null,
    tariffKind: columns.tariffKind[at] ?? '',
    quantityLimit:
      maximum === null
        ? null
        : {
            maximum,
            per: columns.limitPer?.[at] ?? 'YEAR',
            motivatedDeviation: columns.limitDeviation?.[at] ?? false,
          },
    deliveryHours: columns.deliveryHours[at] ?? null,
    emergencyMinutes: columns.emergencyMinutes[at] ?? null,
    patientProfile: columns.patientProfile?.[at] ?? null,
    replacement:
      grounds === null
        ? null
        : {
            grounds,
            usageTermMonths: columns.usageTermMonths?.[at] ?? null,
            cheaperFirst: columns.cheaperFirst?.[at] ?? false,
          },
  };
}
