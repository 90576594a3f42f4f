import { localDate } from '../../src/platform/amsterdam-time';
import { statement, type Queryable } from '../../src/platform/database/statement';

/** A contract line of a version that is in force or was. */
export interface PayingLine {
  readonly id: number;
  readonly uzovi: string;
  readonly supplierAgb: string;
  /** 'YYYY-MM-DD': from the first, up to but not including the second. */
  readonly from: string;
  readonly until: string;
  readonly productGroupCode: string | null;
  readonly articleId: number | null;
  readonly regionCode: string | null;
  readonly tariffKind: string;
  /** Ten-thousandths of a euro. */
  readonly tariff: number;
}

/** The most specific first, as the product weighs them (contracts.contracted-lines). */
const selectPayingLines = statement<PayingLine>(
  'seeds.paying-lines',
  `SELECT l.id, v.insurer_uzovi AS uzovi, v.supplier_agb AS "supplierAgb",
     lower(v.valid)::text AS "from", coalesce(upper(v.valid)::text, '9999-12-31') AS "until",
     l.product_group_code AS "productGroupCode", l.article_id AS "articleId", l.region_code AS "regionCode",
     l.tariff_kind AS "tariffKind", (l.tariff * 10000)::float8 AS tariff
   FROM contract_version v
   JOIN contract_line l ON l.contract_version_id = v.id
   WHERE v.status IN ('IN_FORCE', 'ENDED') AND v.valid && daterange($1::date, $2::date, '[]')
   ORDER BY l.article_id IS NULL, length(l.product_group_code) DESC, l.region_code NULLS LAST,
     l.tariff_kind <> 'PIECE', l.id`,
);

/** The lines of contracts that held at some time between the two. */
export async function loadPayingLines(
  database: Queryable,
  from: Date,
  until: Date,
): Promise<PayingLine[]> {
  return database.query(selectPayingLines, [localDate(from), localDate(until)]);
}

/** All lines between an insurer and a supplier, and those of them that hold for an article, by its id. */
interface PartiesLines {
  readonly all: PayingLine[];
  readonly byArticle: (readonly PayingLine[] | undefined)[];
}

/** Under which contract line an insurer pays a supplier, at any moment of the history. */
export class Payers {
  private readonly byParties = new Map<string, Map<string, PartiesLines>>();

  /** @param lines the most specific first */
  constructor(lines: readonly PayingLine[]) {
    for (const line of lines) {
      const bySupplier = this.byParties.get(line.uzovi) ?? new Map<string, PartiesLines>();
      this.byParties.set(line.uzovi, bySupplier);
      const known = bySupplier.get(line.supplierAgb);
      if (known === undefined) bySupplier.set(line.supplierAgb, { all: [line], byArticle: [] });
      else known.all.push(line);
    }
  }

  /** @param on 'YYYY-MM-DD' */
  lineFor(
    uzovi: string,
    supplierAgb: string,
    article: { readonly id: number; readonly group: { readonly code: string } },
    regionCode: string,
    on: string,
  ): PayingLine | undefined {
    const between = this.byParties.get(uzovi)?.get(supplierAgb);
    if (between === undefined) return undefined;
    const lines = (between.byArticle[article.id] ??= between.all.filter(
      ({ articleId, productGroupCode }) =>
        articleId === article.id ||
        (productGroupCode !== null && isWithin(article.group.code, productGroupCode)),
    ));
    for (const line of lines) {
      const here = line.regionCode === null || line.regionCode === regionCode;
      if (here && line.from <= on && on < line.until) return line;
    }
    return undefined;
  }
}

/** EMDN codes have a letter and two digits per level. */
function isWithin(code: string, group: string): boolean {
  return code === group || (code.startsWith(group) && group.length % 2 === 1);
}
