import { statement } from '../../platform/database/statement';
import type { ContractStatus } from '../contract';

/** $1 number */
export const selectNewest = statement<{
  contractId: number;
  versionId: number;
  status: ContractStatus;
}>(
  'contracts.newest-version',
  `SELECT c.id AS "contractId", v.id AS "versionId", v.status
   FROM contract c JOIN contract_version v ON v.contract_id = c.id
   WHERE c.number = $1 ORDER BY v.version DESC LIMIT 1`,
);

/** $1 number */
export const lockContractByNumber = statement<{ id: number }>(
  'contracts.lock-by-number',
  `SELECT id FROM contract WHERE number = $1 FOR NO KEY UPDATE`,
);

/** Which of the two is not known. $1 UZOVI, $2 AGB */
export const selectUnknownParties = statement<{ path: string }>(
  'contracts.unknown-parties',
  `SELECT 'insurer' AS path WHERE NOT EXISTS (SELECT FROM insurer WHERE uzovi = $1)
   UNION ALL SELECT 'supplier' WHERE NOT EXISTS (SELECT FROM supplier WHERE agb = $2)`,
);

/** For the lines of a file: what their codes stand for. */
export const selectLineCodes = statement<{
  kind: 'GROUP' | 'ARTICLE' | 'REGION';
  code: string;
  id: number;
}>(
  'contracts.line-codes',
  `SELECT 'GROUP' AS kind, code, 0 AS id FROM product_group
   UNION ALL SELECT 'ARTICLE', gtin, id FROM article
   UNION ALL SELECT 'REGION', code, 0 FROM region`,
);

const COLUMNS = `line_number, product_group_code, article_id, region_code, tariff_kind, tariff, unit, delivery_hours,
  emergency_delivery_minutes, quantity_limit_maximum, quantity_limit_per, motivated_deviation, patient_profile,
  replacement_grounds, usage_term_months, cheaper_first`;

/** For the owner: the application makes no tables. */
export const createImportedLines = statement<never>(
  'contracts.create-imported-lines',
  `CREATE TEMPORARY TABLE imported_contract_line ON COMMIT DROP AS SELECT ${COLUMNS} FROM contract_line WITH NO DATA`,
);

export const COPY_IMPORTED_LINES = `COPY imported_contract_line (${COLUMNS}) FROM STDIN`;

/** Whether any line is another than the version has. $1 version */
export const selectDiffers = statement<{ differs: boolean }>(
  'contracts.imported-lines-differ',
  `SELECT EXISTS (
     (SELECT ${COLUMNS} FROM imported_contract_line EXCEPT SELECT ${COLUMNS} FROM contract_line WHERE contract_version_id = $1)
     UNION ALL
     (SELECT ${COLUMNS} FROM contract_line WHERE contract_version_id = $1 EXCEPT SELECT ${COLUMNS} FROM imported_contract_line)
   ) AS differs`,
);

/** $1 version */
export const deleteLines = statement<never>(
  'contracts.delete-lines',
  `DELETE FROM contract_line WHERE contract_version_id = $1`,
);

/** $1 version */
export const insertImportedLines = statement<never>(
  'contracts.insert-imported-lines',
  `INSERT INTO contract_line (contract_version_id, ${COLUMNS})
   SELECT $1, ${COLUMNS} FROM imported_contract_line ORDER BY line_number`,
);

/** What was signed of the lines before no longer counts. $1 version */
export const clearSignatures = statement<never>(
  'contracts.clear-signatures',
  `UPDATE contract_version SET signed_by_insurer_at = NULL, signed_by_supplier_at = NULL WHERE id = $1`,
);
