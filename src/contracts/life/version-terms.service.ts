import type { Caller } from '../../access/caller';
import type { Queryable, Statement } from '../../platform/database/statement';
import type { QuantityLimit, ReplacementTerms } from '../../quality/contract-terms';
import { rowsOf } from '../rows-of-caller';
import {
  selectAgreed,
  selectLineTerms,
  selectSignatures,
  type Agreed,
  type LineTermsRow,
  type OfVersion,
  type SignatureRow,
} from './version-terms.sql';

/** What is agreed of a line beside what it covers, its tariff and its delivery. */
export interface LineTerms {
  readonly quantityLimit: QuantityLimit | null;
  readonly patientProfile: string | null;
  readonly replacement: ReplacementTerms | null;
}

export const NO_LINE_TERMS: LineTerms = {
  quantityLimit: null,
  patientProfile: null,
  replacement: null,
};

/** Reads what stands in versions of contracts, of any number of them in one statement. */
export class VersionTermsService {
  constructor(private readonly database: Queryable) {}

  agreed(caller: Caller, versionIds: readonly number[]): Promise<Map<number, Agreed>> {
    return this.read(selectAgreed, caller, versionIds);
  }

  signatures(
    caller: Caller,
    versionIds: readonly number[],
  ): Promise<Map<number, readonly SignatureRow[]>> {
    return this.read(selectSignatures, caller, versionIds);
  }

  /** Of each version by the number of the line; a line that has none is left out. */
  async lineTerms(
    caller: Caller,
    versionIds: readonly number[],
  ): Promise<Map<number, ReadonlyMap<number, LineTerms>>> {
    const rows = await this.read(selectLineTerms, caller, versionIds);
    return new Map([...rows].map(([id, lines]) => [id, new Map(lines.map(lineTermsOf))]));
  }

  private async read<Value>(
    asked: Statement<OfVersion<Value>>,
    caller: Caller,
    versionIds: readonly number[],
  ): Promise<Map<number, Value>> {
    const rows = await this.database.query(asked, [...rowsOf(caller), versionIds]);
    return new Map(rows.map(({ versionId, value }) => [versionId, value]));
  }
}

function lineTermsOf([
  lineNumber,
  maximum,
  per,
  motivatedDeviation,
  patientProfile,
  grounds,
  usageTermMonths,
  cheaperFirst,
]: LineTermsRow): [number, LineTerms] {
  const terms = {
    quantityLimit:
      maximum === null || per === null || motivatedDeviation === null
        ? null
        : { maximum, per, motivatedDeviation },
    patientProfile,
    replacement:
      grounds === null || cheaperFirst === null ? null : { grounds, usageTermMonths, cheaperFirst },
  };
  return [lineNumber, terms];
}
