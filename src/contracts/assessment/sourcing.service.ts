import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Queryable } from '../../platform/database/statement';
import { InvalidInput } from '../../platform/invalid-input';
import { isEnough } from '../../quality/second-source.rules';
import { selectSuppliedPieces } from './assessment.sql';
import type { InsurerCoverageService } from './insurer-coverage.service';
import type { MatrixCell } from './matrix.rules';
import { bySource, concentrationOf, type Concentration, type Supplied } from './sourcing.rules';

export interface Sourcing extends MatrixCell, Concentration {
  /** Null: no framework in force says what one is. */
  readonly secondSource: boolean | null;
}

const YEAR_MILLISECONDS = 365 * 86_400_000;

/**
 * On how many an insurer's insured depend, per product group and region. Of suppliers that the contracts there
 * tie by subcontracting one counts; there are no data about other ties between them.
 */
export class SourcingService {
  constructor(
    private readonly database: Queryable,
    private readonly coverage: InsurerCoverageService,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput when an insurer asks for another's, or an argument is not known */
  async sourcing(
    uzovi: string,
    moduleCode: string,
    regionCode: string | null,
    caller: Caller,
  ): Promise<Sourcing[]> {
    if (caller.role === 'INSURER' && caller.uzovi !== uzovi) {
      throw new InvalidInput([{ path: 'insurer', message: 'must be your own UZOVI code' }]);
    }
    const question = { moduleCode, regionCode };
    const { matrix, secondSourceAsked: asked } = await this.coverage.coverage(uzovi, question);
    const since = new Date(this.clock.now().getTime() - YEAR_MILLISECONDS);
    const supplied = new Map<string, (Supplied & { readonly supplierAgb: string })[]>();
    for (const row of await this.database.query(selectSuppliedPieces, [uzovi, since])) {
      const cell = `${row.productGroupCode} ${row.regionCode}`;
      supplied.set(cell, [...(supplied.get(cell) ?? []), row]);
    }
    return matrix.map((cell) => {
      const { group, regionCode: region, sources } = cell;
      const there = supplied.get(`${group.code} ${region}`) ?? [];
      return {
        ...cell,
        ...concentrationOf(bySource(there, sources), sources.length),
        secondSource: asked && (cell.hasStandIn || isEnough(group, cell, asked)),
      };
    });
  }
}
