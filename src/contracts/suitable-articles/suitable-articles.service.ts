import type { ProductGroup } from '../../catalogue/catalogue';
import { articleView, productGroupView } from '../../catalogue/catalogue.view';
import { parseEmdn } from '../../catalogue/emdn.rules';
import { parsePc4, parsePostcode, pc4Of } from '../../geography/postcode.rules';
import type { Region } from '../../geography/postcodes.snapshot';
import type { Insurer } from '../../parties/parties.snapshot';
import { parseUzovi } from '../../parties/uzovi.rules';
import { localDate } from '../../platform/amsterdam-time';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import {
  checkNeeds,
  icfCodeOf,
  requiredCharacteristics,
  type RequiredCharacteristic,
} from '../../quality/functional-needs.rules';
import type { Quality, QualitySnapshot } from '../../quality/quality.snapshot';
import { read } from '../contract.rules';
import { found, type ReferenceData } from '../contract.view';
import type { ContractSnapshots } from '../reference-data';
import { suitable, whyItFits } from './suitable-articles.rules';
import { selectContracted, type ContractedRow } from './suitable-articles.sql';
import type {
  ContractedForArticleType,
  RequiredCharacteristicType,
  SuitableArticlesType,
} from './suitable-articles.types';

export interface SuitableQuestion {
  /** ICF codes, with or without qualifiers. */
  readonly needs: readonly string[];
  /** EMDN code. */
  readonly productGroup: string;
  /** UZOVI. */
  readonly insurer?: string | null;
  /** '3511 LX', or its four digits. */
  readonly postcode?: string | null;
}

interface Checked {
  readonly needs: readonly string[];
  readonly group: ProductGroup;
  readonly insurer: Insurer | undefined;
  readonly region: Region | undefined;
}

/** Finds the articles that fit what a person needs to be able to do, and who is contracted for them. */
export class SuitableArticlesService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: ContractSnapshots & { readonly quality: QualitySnapshot },
  ) {}

  /** @throws InvalidInput naming every argument that is wrong */
  async find(question: SuitableQuestion, now: Date): Promise<SuitableArticlesType> {
    const [parties, catalogue, postcodes, quality] = await Promise.all([
      this.snapshots.parties.current(),
      this.snapshots.catalogue.current(),
      this.snapshots.postcodes.current(),
      this.snapshots.quality.current(),
    ]);
    const data: ReferenceData = { parties, catalogue, postcodes };
    const { needs, group, insurer, region } = check(question, data, quality);
    const required = requiredCharacteristics(needs, group.code, quality.needCharacteristics);
    const rows =
      insurer === undefined
        ? undefined
        : await this.database.query(selectContracted, [
            insurer.uzovi,
            localDate(now),
            group.code,
            region?.code ?? null,
          ]);
    const asked = new Set(required.flatMap(({ because }) => because.map((one) => one.needCode)));
    const articles = suitable(catalogue.articlesByGroup.get(group.code) ?? [], required).map(
      (article) => {
        const contracted = rows && contractedFor(article.id, rows, data);
        return {
          article: articleView(article),
          why: whyItFits(article, required, quality.needByCode),
          contracted: contracted ?? null,
          inNoContract: contracted === undefined ? null : contracted.length === 0,
        };
      },
    );
    return {
      productGroup: productGroupView(group),
      insurer: insurer ?? null,
      region: region ?? null,
      required: required.map(requiredView),
      needsAskingNothing: needs.filter((need) => !asked.has(need)),
      // The sort is stable: those of a kind stay by name.
      articles: articles.sort(
        (one, other) => Number(one.inNoContract ?? 0) - Number(other.inNoContract ?? 0),
      ),
    };
  }
}

/** A contract for the whole group and one for the article may both be there: where either holds counts. */
function contractedFor(
  articleId: number,
  rows: readonly ContractedRow[],
  { parties, postcodes }: ReferenceData,
): ContractedForArticleType[] {
  const regionsBySupplier = new Map<string, readonly string[] | null>();
  for (const row of rows) {
    if (row.articleId !== null && row.articleId !== articleId) continue;
    if (row.excluded?.includes(articleId) === true) continue;
    const known = regionsBySupplier.get(row.supplier);
    const regions =
      known === undefined
        ? row.regions
        : known === null || row.regions === null
          ? null
          : [...new Set([...known, ...row.regions])].sort();
    regionsBySupplier.set(row.supplier, regions);
  }
  return [...regionsBySupplier]
    .map(([agb, regions]) => ({
      supplier: found(parties.supplierByAgb.get(agb), 'supplier', agb),
      regions:
        regions?.map((code) => found(postcodes.regionByCode.get(code), 'region', code)) ?? null,
    }))
    .sort((one, other) => one.supplier.name.localeCompare(other.supplier.name, 'nl'));
}

function check(question: SuitableQuestion, data: ReferenceData, quality: Quality): Checked {
  const problems = new InputProblems();
  checkNeeds(question.needs, quality.needByCode, 'needs', problems);
  const code = read(question.productGroup, parseEmdn, 'productGroup', problems);
  const group = code === undefined ? undefined : data.catalogue.groups.get(code);
  problems.require(
    code === undefined || group !== undefined,
    'productGroup',
    'must be a product group: see productGroups',
  );
  const uzovi = read(question.insurer, parseUzovi, 'insurer', problems);
  const insurer = uzovi === undefined ? undefined : data.parties.insurerByUzovi.get(uzovi);
  problems.require(
    uzovi === undefined || insurer !== undefined,
    'insurer',
    'must be an insurer: see insurers',
  );
  const region = checkPostcode(question.postcode, data, problems);
  problems.throwIfAny();
  if (group === undefined) throw new Error('Every argument that is missing is a problem');
  const needs = [...new Set(question.needs.flatMap((text) => icfCodeOf(text) ?? []))];
  return { needs, group, insurer, region };
}

function checkPostcode(
  given: string | null | undefined,
  { postcodes }: ReferenceData,
  problems: InputProblems,
): Region | undefined {
  if (given == null) return undefined;
  const digits = parsePc4(given);
  const pc4 = digits.ok ? digits.value : undefined;
  const postcode = pc4 ?? read(given, parsePostcode, 'postcode', problems);
  if (postcode === undefined) return undefined;
  const area = postcodes.byPc4.get(pc4Of(postcode));
  problems.require(area !== undefined, 'postcode', 'must be a postcode that is in use');
  return area && postcodes.regionByCode.get(area.regionCode);
}

function requiredView(one: RequiredCharacteristic): RequiredCharacteristicType {
  return {
    characteristic: one.characteristic,
    oneOf: one.oneOf && one.oneOf.map(String),
    atLeast: one.atLeast,
    atMost: one.atMost,
    because: one.because.map(({ needCode, reason, dutchReason }) => ({
      need: needCode,
      reason,
      dutchReason,
    })),
  };
}
