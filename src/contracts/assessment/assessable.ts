import type { Caller } from '../../access/caller';
import type { Queryable } from '../../platform/database/statement';
import { statement } from '../../platform/database/statement';
import { InvalidInput } from '../../platform/invalid-input';
import type { ContractStatus } from '../contract';
import { contractIdOf } from '../contract.rules';
import { callerSeesVersion, meantFirst } from '../contract.sql';
import { rowsOf } from '../rows-of-caller';

export interface AssessableVersion {
  readonly contractId: number;
  readonly number: string;
  readonly versionId: number;
  readonly version: number;
  readonly status: ContractStatus;
  /** YYYY-MM-DD: its first day. */
  readonly validFrom: string;
  /** YYYY-MM-DD: its last day, as agreed or as it is broken off; null: no end. */
  readonly lastDay: string | null;
}

/** The one that is meant when none is named first. $1 and $2 the caller, $3 number, $4 id or NULL */
const selectAssessable = statement<AssessableVersion>(
  'contracts.assessable',
  `SELECT c.id AS "contractId", c.number, v.id AS "versionId", v.version, v.status,
     lower(v.valid)::text AS "validFrom", (least(upper(v.valid), v.ended_on) - 1)::text AS "lastDay"
   FROM contract c JOIN contract_version v ON v.contract_id = c.id
   WHERE (c.number = $3 OR c.id = $4::int) AND ${callerSeesVersion}
   ORDER BY ${meantFirst}`,
);

/**
 * The versions of a contract that the caller may have assessed, first the one that is meant when none is
 * named: the newest that is not over. The contract is named by its number, or by its id where the caller has
 * more than one of that number. Of another's: none, as where there is none.
 * @throws InvalidInput under `path` when several have the number
 */
export async function assessableVersions(
  source: Queryable,
  caller: Caller,
  name: string,
  path: string,
): Promise<readonly AssessableVersion[]> {
  const values = [...rowsOf(caller), name, contractIdOf(name) ?? null];
  const rows = await source.query(selectAssessable, values);
  const numbered = rows.filter(({ number }) => number === name);
  const meant = numbered.length > 0 ? numbered : rows;
  if (new Set(meant.map(({ contractId }) => contractId)).size > 1) {
    const message = 'is the number of several contracts: give the id of the one that is meant';
    throw new InvalidInput([{ path, message }]);
  }
  return meant;
}

/** A version is judged as of the day on which it begins to bind; one that has begun, as of today. */
export function judgingDayOf({ validFrom }: { readonly validFrom: string }, today: string): string {
  return validFrom > today ? validFrom : today;
}
