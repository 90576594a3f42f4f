import type { Catalogue } from '../catalogue/catalogue';
import type { ArticleType, ProductGroupType } from '../catalogue/catalogue.types';
import { articleView, productGroupView } from '../catalogue/catalogue.view';
import type { Postcodes, Region } from '../geography/postcodes.snapshot';
import type { Parties } from '../parties/parties.snapshot';
import type { ContractLineType, ContractType } from './contract.types';
import type { ContractTree, LineRow } from './contract.sql';

/** What the codes in the rows of an answer stand for, as it was when the rows were read. */
export interface ReferenceData {
  readonly parties: Parties;
  readonly catalogue: Catalogue;
  readonly postcodes: Postcodes;
}

/** A contract as the API shows it. Decimals, dates and instants stay the texts of the database. */
export function contractView(tree: ContractTree, data: ReferenceData): ContractType {
  const { version, currency } = tree;
  return {
    id: tree.id,
    number: tree.number,
    lot: tree.lot,
    segment: tree.segment,
    currency,
    insurer: found(data.parties.insurerByUzovi.get(tree.insurer), 'insurer', tree.insurer),
    supplier: found(data.parties.supplierByAgb.get(tree.supplier), 'supplier', tree.supplier),
    framework: tree.framework,
    version: {
      versionId: version.versionId,
      version: version.version,
      status: version.status,
      validFrom: version.validFrom,
      validUntil: version.validUntil,
      paymentForm: version.paymentForm,
      emergencyClause: version.emergencyClause,
      signedByInsurerAt: version.signedByInsurerAt,
      signedBySupplierAt: version.signedBySupplierAt,
      inForceFrom: version.inForceFrom,
      heldSince: version.heldSince,
      lines: version.lines.map((line) => lineView(line, version.versionId, currency, data)),
    },
    versions: tree.versions,
  };
}

function lineView(
  [
    lineNumber,
    groupCode,
    articleId,
    regionCode,
    kind,
    amount,
    unit,
    deliveryHours,
    emergencyDeliveryMinutes,
  ]: LineRow,
  versionId: number,
  currency: string,
  data: ReferenceData,
): ContractLineType {
  const [productGroup, article] = subjectOf(groupCode, articleId, data);
  return {
    versionId,
    lineNumber,
    productGroup,
    article,
    region: regionOf(regionCode, data),
    tariff: { kind, amount, currency, unit },
    deliveryHours,
    emergencyDeliveryMinutes,
  };
}

/** What a line is about: a product group, or an article with the group it is in. */
export function subjectOf(
  groupCode: string | null,
  articleId: number | null,
  data: Pick<ReferenceData, 'catalogue'>,
): readonly [ProductGroupType, ArticleType | null] {
  if (articleId !== null) {
    const article = found(data.catalogue.articleById.get(articleId), 'article', articleId);
    return [viewOfGroup(article.group), viewOfArticle(article)];
  }
  const group = found(data.catalogue.groups.get(groupCode ?? ''), 'product group', groupCode);
  return [viewOfGroup(group), null];
}

export function regionOf(code: string | null, { postcodes }: ReferenceData): Region | null {
  return code === null ? null : found(postcodes.regionByCode.get(code), 'region', code);
}

/** A page has the same few groups and articles over and over; their views hold nothing of a request. */
const viewOfArticle = remembered(articleView);
const viewOfGroup = remembered(productGroupView);

function remembered<Thing extends object, View>(
  view: (thing: Thing) => View,
): (thing: Thing) => View {
  const views = new WeakMap<Thing, View>();
  return (thing) => {
    let known = views.get(thing);
    if (known === undefined) {
      known = view(thing);
      views.set(thing, known);
    }
    return known;
  };
}

/** @throws Error: rows refer to what is there, so this is a fault of ours */
export function found<Value>(
  value: Value | undefined,
  what: string,
  key: string | number | null,
): Value {
  if (value === undefined) throw new Error(`Reference data lacks ${what} ${String(key)}`);
  return value;
}
