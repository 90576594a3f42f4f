import type { Caller } from '../../access/caller';
import type { Clock } from '../../platform/clock';
import type { Queryable } from '../../platform/database/statement';
import { InvalidInput } from '../../platform/invalid-input';
import type { MatrixCell } from './assessment.rules';
import { selectSuppliedPieces } from './assessment.sql';
import type { InsurerCoverageService } from './insurer-coverage.service';
import { concentrationOf, type Concentration } from './sourcing.rules';

export interface Sourcing extends MatrixCell, Concentration {
  readonly secondSource: boolean;
}

const YEAR_MILLISECONDS = 365 * 86_400_000;

/**
 * On how many an insurer's insured depend, per product group and region. Every supplier with an AGB code of
 * its own counts as independent: there are no data about which of them belong to one group.
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
    const { matrix } = await this.coverage.coverage(uzovi, moduleCode, regionCode, null);
    const since = new Date(this.clock.now().getTime() - YEAR_MILLISECONDS);
    const pieces = new Map<string, number[]>();
    for (const row of await this.database.query(selectSuppliedPieces, [uzovi, since])) {
      const cell = `${row.productGroupCode} ${row.regionCode}`;
      pieces.set(cell, [...(pieces.get(cell) ?? []), row.pieces]);
    }
    return matrix.map((cell) => ({
      ...cell,
      ...concentrationOf(
        pieces.get(`${cell.productGroupCode} ${cell.regionCode}`) ?? [],
        cell.supplierAgbs.length,
      ),
      secondSource: cell.supplierAgbs.length >= 2,
    }));
  }
}
