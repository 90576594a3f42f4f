import type { Caller } from '../access/caller';
import { articleView } from '../catalogue/catalogue.view';
import { parseEmdn } from '../catalogue/emdn.rules';
import { parseAgb } from '../parties/agb.rules';
import { parseUzovi } from '../parties/uzovi.rules';
import { epochDayOf, firstInstantAt, startOfLocalDate } from '../platform/amsterdam-time';
import type { PageRequest } from '../platform/cursor';
import type { Queryable } from '../platform/database/statement';
import { InputProblems } from '../platform/invalid-input';
import { read } from './contract.rules';
import { found, type ReferenceData } from './contract.view';
import type { PayerBasis } from './payer-basis';
import { referenceDataAt, type ContractSnapshots } from './reference-data';
import { ownOf, rowsOf } from './rows-of-caller';
import { selectSettlements, type SettlementCondition, type SettlementRow } from './settlement.sql';
import type { SettlementType } from './settlement.types';

export interface SettlementFilter {
  /** First and last day in Amsterdam, 'YYYY-MM-DD', both inclusive. */
  readonly from?: string | null;
  readonly until?: string | null;
  readonly basis?: PayerBasis | null;
  readonly insurer?: string | null;
  readonly supplier?: string | null;
  readonly productGroup?: string | null;
  /** Also those that another one took the place of; left out: only those that stand. */
  readonly withCorrected?: boolean | null;
}

const NARROWED_BY: readonly SettlementCondition[] = [
  'insurer',
  'supplier',
  'basis',
  'productGroup',
];

/** Reads who pays for what was given: an insurer its own, a supplier its own, the authority all. */
export class SettlementService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: ContractSnapshots,
  ) {}

  /**
   * @returns newest first, one more than asked for when there are more
   * @throws InvalidInput naming everything in the filter that is wrong
   */
  async list(
    caller: Caller,
    filter: SettlementFilter,
    { first, after }: PageRequest<readonly [string, string]>,
  ): Promise<SettlementType[]> {
    const problems = new InputProblems();
    const insurer = read(filter.insurer, parseUzovi, 'filter.insurer', problems);
    const supplier = read(filter.supplier, parseAgb, 'filter.supplier', problems);
    const productGroup = read(filter.productGroup, parseEmdn, 'filter.productGroup', problems);
    problems.require(
      filter.from == null || filter.until == null || filter.from <= filter.until,
      'filter.until',
      'must not be before from',
    );
    problems.throwIfAny();
    const own = ownOf(caller, { insurer, supplier });
    if (own === undefined) return [];
    const wanted = { ...own, basis: filter.basis ?? undefined, productGroup };
    const conditions = NARROWED_BY.filter((condition) => wanted[condition] !== undefined);
    const select = selectSettlements(conditions, filter.withCorrected === true);
    const [row] = await this.database.query(select, [
      ...rowsOf(caller),
      filter.from == null ? '-infinity' : startOfLocalDate(filter.from),
      ...endOf(filter.until, after),
      first + 1,
      ...conditions.map((condition) => wanted[condition]),
    ]);
    if (row === undefined || row.settlements.length === 0) return [];
    const data = await referenceDataAt(this.snapshots, row.references);
    return row.settlements.map((settlement) => settlementView(settlement, data));
  }
}

/** The place before which the list goes on: the cursor, or the end of the period if that is earlier. */
function endOf(
  until: string | null | undefined,
  after: readonly [string, string] | undefined,
): readonly [string | Date, string] {
  const end = until == null ? undefined : new Date(firstInstantAt(epochDayOf(until) + 1, 0));
  if (after !== undefined && !(end !== undefined && Date.parse(after[0]) >= end.getTime())) {
    return after;
  }
  return [end ?? 'infinity', '0'];
}

function settlementView(
  { articleId, insurer, supplier, ...row }: SettlementRow,
  { catalogue, parties }: ReferenceData,
): SettlementType {
  return {
    ...row,
    article: articleView(found(catalogue.articleById.get(articleId), 'article', articleId)),
    insurer:
      insurer === null ? null : found(parties.insurerByUzovi.get(insurer), 'insurer', insurer),
    supplier: found(parties.supplierByAgb.get(supplier), 'supplier', supplier),
  };
}
