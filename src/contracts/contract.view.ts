import type { Catalogue } from '../catalogue/catalogue';
import { articleView, productGroupView } from '../catalogue/catalogue.view';
import type { Postcodes } from '../geography/postcodes.snapshot';
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
    currency,
    insurer: found(data.parties.insurerByUzovi.get(tree.insurer), 'insurer', tree.insurer),
    supplier: found(data.parties.supplierByAgb.get(tree.supplier), 'supplier', tree.supplier),
    version: {
      version: version.version,
      status: version.status,
      validFrom: version.validFrom,
      validUntil: version.validUntil,
      paymentForm: version.paymentForm,
      emergencyClause: version.emergencyClause,
      signedByInsurerAt: version.signedByInsurerAt,
      signedBySupplierAt: version.signedBySupplierAt,
      lines: version.lines.map((line) => lineView(line, currency, data)),
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
  currency: string,
  data: ReferenceData,
): ContractLineType {
  return {
    lineNumber,
    ...covered(groupCode, articleId, regionCode, data),
    tariff: { kind, amount, currency, unit },
    deliveryHours,
    emergencyDeliveryMinutes,
  };
}

/** What a line is about; one of group and article is given. */
export function covered(
  groupCode: string | null,
  articleId: number | null,
  regionCode: string | null,
  { catalogue, postcodes }: ReferenceData,
): Pick<ContractLineType, 'productGroup' | 'article' | 'region'> {
  const article =
    articleId === null ? null : found(catalogue.articleById.get(articleId), 'article', articleId);
  const group = article?.group ?? found(catalogue.groups.get(groupCode ?? ''), 'group', groupCode);
  return {
    productGroup: productGroupView(group),
    article: article === null ? null : articleView(article),
    region:
      regionCode === null
        ? null
        : found(postcodes.regionByCode.get(regionCode), 'region', regionCode),
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
