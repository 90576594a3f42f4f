import type { Caller } from '../../access/caller';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import type { Clock } from '../../platform/clock';
import type { Queryable } from '../../platform/database/statement';
import { InvalidInput } from '../../platform/invalid-input';
import { concentrationOf } from './assessment.rules';
import type { InsurerCoverageService } from './insurer-coverage.service';
import { selectSuppliedPieces } from './assessment.sql';

export interface Sourcing {
  readonly productGroupCode: string;
  readonly regionCode: string;
  readonly supplierAgbs: readonly string[];
  /** Different makers of the articles of the group. */
  readonly makers: number;
  /** Share of the largest supplier in what was handed over in the last year, 0..100; null: nothing was. */
  readonly largestShare: number | null;
  /** Herfindahl-Hirschman index over the same, 0..10000; null: nothing was. */
  readonly concentration: number | null;
  readonly secondSource: boolean;
}

const YEAR_MILLISECONDS = 365 * 86_400_000;

/** On how many an insurer's insured depend, per product group and region. */
export class SourcingService {
  constructor(
    private readonly database: Queryable,
    private readonly coverage: InsurerCoverageService,
    private readonly catalogue: CatalogueSnapshot,
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
    const [supplied, catalogue] = await Promise.all([
      this.database.query(selectSuppliedPieces, [uzovi, since]),
      this.catalogue.current(),
    ]);
    const pieces = new Map<string, number[]>();
    for (const row of supplied) {
      const cell = `${row.productGroupCode} ${row.regionCode}`;
      pieces.set(cell, [...(pieces.get(cell) ?? []), row.pieces]);
    }
    return matrix.map((cell) => {
      const amounts = pieces.get(`${cell.productGroupCode} ${cell.regionCode}`) ?? [];
      const total = amounts.reduce((sum, amount) => sum + amount, 0);
      const articles = catalogue.articlesByGroup.get(cell.productGroupCode) ?? [];
      return {
        ...cell,
        makers: new Set(articles.filter(({ active }) => active).map(({ maker }) => maker)).size,
        largestShare: total === 0 ? null : (100 * Math.max(...amounts)) / total,
        concentration: concentrationOf(amounts),
        secondSource: cell.supplierAgbs.length >= 2,
      };
    });
  }
}
