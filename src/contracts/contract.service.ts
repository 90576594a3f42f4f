import type { Caller } from '../access/caller';
import type { PageRequest } from '../platform/cursor';
import type { Queryable } from '../platform/database/statement';
import { selectContractAsKnown } from './as-known.sql';
import type { ContractFilter } from './contract';
import { contractIdOf } from './contract.rules';
import {
  selectContract,
  selectContracts,
  type ContractsLead,
  type ContractsRow,
} from './contract.sql';
import type { ContractType } from './contract.types';
import { contractView } from './contract.view';
import { referenceDataAt, type ContractSnapshots } from './reference-data';
import { ownOf, rowsOf } from './rows-of-caller';

/** Reads contracts: an insurer its own, a supplier its own, the authority all. One statement each. */
export class ContractService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: ContractSnapshots,
  ) {}

  /**
   * @param version its number; left out, the one in force, else the newest
   * @returns null when there is none, or none that the caller may see: which of the two is not told
   */
  async byId(caller: Caller, id: string, version?: number): Promise<ContractType | null> {
    const number = contractIdOf(id);
    if (number === undefined) return null;
    const rows = await this.database.query(selectContract, [
      ...rowsOf(caller),
      number,
      version ?? null,
    ]);
    return (await this.views(rows))[0] ?? null;
  }

  /**
   * The contract with the version that held, holds or will hold on a day, as was known at a moment: how far each
   * version was, who had signed and what was held back then.
   */
  async asOf(caller: Caller, id: string, on: string, at: Date): Promise<ContractType | null> {
    const values = [...rowsOf(caller), contractIdOf(id) ?? 0, on, at];
    return (await this.views(await this.database.query(selectContractAsKnown, values)))[0] ?? null;
  }

  /** @returns one more than asked for when there are more, in the order of their ids */
  async list(
    caller: Caller,
    filter: ContractFilter,
    { first, after }: PageRequest<readonly [string]>,
  ): Promise<ContractType[]> {
    const own = ownOf(caller, filter);
    if (own === undefined) return [];
    const { insurer, supplier } = own;
    const lead: ContractsLead =
      insurer !== undefined ? 'insurer' : supplier !== undefined ? 'supplier' : 'none';
    const rows = await this.database.query(selectContracts[lead], [
      ...rowsOf(caller),
      insurer ?? null,
      supplier ?? null,
      filter.lot ?? null,
      filter.number ?? null,
      filter.status ?? null,
      filter.validOn ?? null,
      filter.productGroup ?? null,
      after?.[0] ?? 0,
      first + 1,
      filter.framework ?? null,
      filter.segment ?? null,
    ]);
    return this.views(rows);
  }

  private async views([row]: readonly ContractsRow[]): Promise<ContractType[]> {
    if (row === undefined || row.contracts.length === 0) return [];
    const data = await referenceDataAt(this.snapshots, row.references);
    return row.contracts.map((tree) => contractView(tree, data));
  }
}
