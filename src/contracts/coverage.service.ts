import type { Caller } from '../access/caller';
import type { ProductGroup } from '../catalogue/catalogue';
import { parseEmdn } from '../catalogue/emdn.rules';
import type { TravelSettings } from '../geography/distance.rules';
import { parsePc4, parsePostcode, pc4Of } from '../geography/postcode.rules';
import type { PostcodeArea } from '../geography/postcodes.snapshot';
import type { Insurer } from '../parties/parties.snapshot';
import { parseUzovi } from '../parties/uzovi.rules';
import { localDate } from '../platform/amsterdam-time';
import type { Queryable } from '../platform/database/statement';
import { InputProblems } from '../platform/invalid-input';
import { stockPointView } from '../supply/stock-point.view';
import { mayAskWhatIsHeld } from '../supply/stock-visibility.rules';
import type { StockPoint, StockPointsSnapshot } from '../supply/stock-points.snapshot';
import { read } from './contract.rules';
import { found, regionOf, subjectOf, type ReferenceData } from './contract.view';
import { bySuitability, nearest } from './coverage.rules';
import { selectCoverage, type CoverageTermRow } from './coverage.sql';
import type { CoverageTermsType, CoverageType, CoveringSupplierType } from './coverage.types';
import { referenceDataAt, type ContractSnapshots } from './reference-data';
import { rowsOf } from './rows-of-caller';

export interface CoverageSnapshots extends ContractSnapshots {
  readonly stockPoints: StockPointsSnapshot;
}

export interface CoverageQuestion {
  /** UZOVI. */
  readonly insurer: string;
  /** '3511 LX', or its four digits. */
  readonly postcode: string;
  /** EMDN code. */
  readonly productGroup: string;
  /** 'YYYY-MM-DD'; left out: today. */
  readonly on?: string;
}

interface CheckedQuestion {
  readonly insurer: Insurer;
  readonly area: PostcodeArea;
  readonly group: ProductGroup;
  readonly on: string;
}

/** Answers who is contracted for a product group at a postcode, and who has emergency stock near it. */
export class CoverageService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: CoverageSnapshots,
    private readonly travel: TravelSettings,
  ) {}

  /** @throws InvalidInput naming every argument that is wrong */
  async coverage(caller: Caller, question: CoverageQuestion, now: Date): Promise<CoverageType> {
    const { insurer, area, group, on } = await this.check(question, now);
    const [row] = await this.database.query(selectCoverage, [
      ...rowsOf(caller),
      insurer.uzovi,
      area.regionCode,
      group.code,
      on,
      localDate(now),
    ]);
    if (row === undefined) throw new Error('The coverage gave no row');
    const [data, stockPoints] = await Promise.all([
      referenceDataAt(this.snapshots, row.references),
      this.snapshots.stockPoints.atVersion(row.references),
    ]);
    // Before they are put in order: the place of a competitor would tell as much.
    const points = row.stockPointIds
      .map((id) => found(stockPoints.byId.get(id), 'stock point', id))
      .filter((point) => mayAskWhatIsHeld(caller, point));
    return {
      insurer,
      productGroup: subjectOf(group.code, null, data)[0],
      region: found(data.postcodes.regionByCode.get(area.regionCode), 'region', area.regionCode),
      place: area.place,
      on,
      suppliers: this.suppliers(row.terms, points, area, { ...data, now }),
    };
  }

  private suppliers(
    rows: readonly CoverageTermRow[],
    points: readonly StockPoint[],
    area: PostcodeArea,
    data: ReferenceData & { readonly now: Date },
  ): CoveringSupplierType[] {
    const bySupplier = new Map<string, CoverageTermRow[]>();
    for (const row of rows) {
      const known = bySupplier.get(row.supplier);
      if (known === undefined) bySupplier.set(row.supplier, [row]);
      else known.push(row);
    }
    return [...bySupplier]
      .map(([agb, terms]) => {
        const supplier = found(data.parties.supplierByAgb.get(agb), 'supplier', agb);
        const own = points.filter(({ supplierAgb }) => supplierAgb === agb);
        const near = nearest(own, area, this.travel);
        return {
          name: supplier.name,
          coversWholeGroup: terms.some(({ coversWholeGroup }) => coversWholeGroup),
          nearestKilometres: near[0]?.kilometres,
          view: {
            supplier,
            coversWholeGroup: terms.some(({ coversWholeGroup }) => coversWholeGroup),
            terms: terms.flatMap((term) => termsView(term, data)),
            emergencyStock: near.map(({ point, kilometres, minutes }) => ({
              stockPoint: stockPointView(point, data),
              distanceKm: kilometres.toFixed(2),
              travelMinutes: minutes,
            })),
          },
        };
      })
      .sort(bySuitability)
      .map(({ view }) => view);
  }

  private async check(question: CoverageQuestion, now: Date): Promise<CheckedQuestion> {
    const [parties, catalogue, postcodes] = await Promise.all([
      this.snapshots.parties.current(),
      this.snapshots.catalogue.current(),
      this.snapshots.postcodes.current(),
    ]);
    const problems = new InputProblems();
    const uzovi = read(question.insurer, parseUzovi, 'insurer', problems);
    const insurer = uzovi === undefined ? undefined : parties.insurerByUzovi.get(uzovi);
    problems.require(
      uzovi === undefined || insurer !== undefined,
      'insurer',
      'must be an insurer: see insurers',
    );
    const digits = parsePc4(question.postcode);
    const postcode = digits.ok
      ? digits.value
      : read(question.postcode, parsePostcode, 'postcode', problems);
    const area = postcode === undefined ? undefined : postcodes.byPc4.get(pc4Of(postcode));
    problems.require(
      postcode === undefined || area !== undefined,
      'postcode',
      'must be a postcode that is in use',
    );
    const code = read(question.productGroup, parseEmdn, 'productGroup', problems);
    const group = code === undefined ? undefined : catalogue.groups.get(code);
    problems.require(
      code === undefined || group !== undefined,
      'productGroup',
      'must be a product group: see productGroups',
    );
    problems.throwIfAny();
    if (insurer === undefined || area === undefined || group === undefined) {
      throw new Error('Every argument that is missing is a problem');
    }
    return { insurer, area, group, on: question.on ?? localDate(now) };
  }
}

function termsView(
  { coversWholeGroup, terms }: CoverageTermRow,
  data: ReferenceData,
): CoverageTermsType[] {
  if (terms === null) return [];
  const { groupCode, articleId, regionCode, ...agreed } = terms;
  const [productGroup, article] = subjectOf(groupCode, articleId, data);
  const region = regionOf(regionCode, data);
  return [{ ...agreed, coversWholeGroup, productGroup, article, region }];
}
