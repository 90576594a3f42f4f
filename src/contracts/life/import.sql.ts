import { statement } from '../../platform/database/statement';
import type { DeviceCategory } from '../../catalogue/device-category';
import type { ContractStatus } from '../contract';
import type { Side } from '../side';
import type { ContentLine } from './contract-content';
import { LINE_COLUMNS } from './content.sql';

export interface NewestRow {
  readonly contractId: number;
  readonly versionId: number;
  readonly version: number;
  readonly number: string;
  readonly status: ContractStatus;
  readonly penHolder: Side | null;
  /** Whether it was ever put to the other party. */
  readonly offered: boolean;
  readonly segment: DeviceCategory | null;
}

/** The newest that was not given up before it was signed, if there is one. $1 id of the contract */
export const selectNewest = statement<NewestRow>(
  'contracts.newest-version',
  `SELECT v.contract_id AS "contractId", v.id AS "versionId", v.version, c.number, v.status, v.pen_holder AS "penHolder",
     v.offered, c.segment
   FROM contract_version v JOIN contract c ON c.id = v.contract_id
   WHERE v.contract_id = $1
   ORDER BY v.status = 'TERMINATED' AND num_nulls(v.signed_by_insurer_at, v.signed_by_supplier_at) > 0, v.version DESC
   LIMIT 1`,
);

/** A number is one of two parties. With the joint procurement it is under. $1 number, $2 UZOVI, $3 AGB */
export const lockContractOfParties = statement<{ id: number; framework: string | null }>(
  'contracts.lock-of-parties',
  `SELECT c.id, (SELECT f.number FROM contract_framework f WHERE f.id = c.framework_id) AS framework
   FROM contract c WHERE c.number = $1 AND c.insurer_uzovi = $2 AND c.supplier_agb = $3 FOR NO KEY UPDATE`,
);

/** The file that it was last imported from. $1 id of the contract */
export const selectLastImport = statement<{ fileHash: string }>(
  'contracts.last-import',
  `SELECT file_hash AS "fileHash" FROM contract_import WHERE contract_id = $1`,
);

/** $1 id of the contract, $2 hash of the file, $3 now */
export const rememberImport = statement<never>(
  'contracts.remember-import',
  `INSERT INTO contract_import (contract_id, file_hash, imported_at) VALUES ($1, $2, $3)
   ON CONFLICT (contract_id) DO UPDATE SET file_hash = excluded.file_hash, imported_at = excluded.imported_at`,
);

export interface NamedContractRow {
  readonly id: number;
  readonly number: string;
  readonly insurer: string;
  readonly supplier: string;
}

/** Those that an operator may mean. $1 number, $2 id or NULL */
export const selectNamed = statement<NamedContractRow>(
  'contracts.named',
  `SELECT id, number, insurer_uzovi AS insurer, supplier_agb AS supplier
   FROM contract WHERE number = $1 OR id = $2 ORDER BY id`,
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
  category: DeviceCategory | null;
}>(
  'contracts.line-codes',
  `SELECT 'GROUP' AS kind, code, 0 AS id, category FROM product_group
   UNION ALL SELECT 'ARTICLE', a.gtin, a.id, g.category FROM article a JOIN product_group g ON g.code = a.product_group_code
   UNION ALL SELECT 'REGION', code, 0, NULL FROM region`,
);

export const COPY_IMPORTED_LINES = `COPY contract_line_import (import, ${LINE_COLUMNS}) FROM STDIN`;

/** Longer than a whole file may be on its way. */
export const LONGEST_STATEMENT_MILLISECONDS = '150000';

/** A file comes as fast as its sender sends it: within this transaction, where time is limited. $1 milliseconds */
export const allowTime = statement<{ setting: string }>(
  'contracts.allow-time-for-a-file',
  `SELECT set_config('statement_timeout', $1, true) AS setting WHERE current_setting('statement_timeout') <> '0'`,
);

/** Whether any line is another than the version has. $1 version, $2 import */
export const selectDiffers = statement<{ differs: boolean }>(
  'contracts.imported-lines-differ',
  `SELECT EXISTS (
     (SELECT ${LINE_COLUMNS} FROM contract_line_import WHERE import = $2
      EXCEPT SELECT ${LINE_COLUMNS} FROM contract_line WHERE contract_version_id = $1)
     UNION ALL
     (SELECT ${LINE_COLUMNS} FROM contract_line WHERE contract_version_id = $1
      EXCEPT SELECT ${LINE_COLUMNS} FROM contract_line_import WHERE import = $2)
   ) AS differs`,
);

/** $1 version */
export const deleteLines = statement<never>(
  'contracts.delete-lines',
  `DELETE FROM contract_line WHERE contract_version_id = $1`,
);

/** $1 version, $2 import */
export const insertImportedLines = statement<never>(
  'contracts.insert-imported-lines',
  `INSERT INTO contract_line (contract_version_id, ${LINE_COLUMNS})
   SELECT $1, ${LINE_COLUMNS} FROM contract_line_import WHERE import = $2 ORDER BY line_number`,
);

/** In the order of their numbers, as in a content. $1 import */
export const selectImportedLines = statement<{ line: ContentLine }>(
  'contracts.imported-lines',
  `SELECT json_build_object(
     'lineNumber', l.line_number, 'productGroup', l.product_group_code, 'gtin', a.gtin, 'region', l.region_code,
     'tariffKind', l.tariff_kind, 'tariff', l.tariff::text, 'unit', l.unit, 'deliveryHours', l.delivery_hours,
     'emergencyDeliveryMinutes', l.emergency_delivery_minutes,
     'quantityLimitMaximum', l.quantity_limit_maximum, 'quantityLimitPer', l.quantity_limit_per,
     'motivatedDeviation', l.motivated_deviation, 'patientProfile', l.patient_profile,
     'replacementGrounds', l.replacement_grounds, 'usageTermMonths', l.usage_term_months,
     'cheaperFirst', l.cheaper_first) AS line
   FROM contract_line_import l LEFT JOIN article a ON a.id = l.article_id WHERE l.import = $1 ORDER BY l.line_number`,
);

/** Leaves nothing behind. $1 import */
export const forgetImportedLines = statement<never>(
  'contracts.forget-imported-lines',
  `DELETE FROM contract_line_import WHERE import = $1`,
);

/** What was signed of the lines before no longer counts. $1 version */
export const clearSignatures = statement<never>(
  'contracts.clear-signatures',
  `UPDATE contract_version SET signed_by_insurer_at = NULL, signed_by_supplier_at = NULL WHERE id = $1`,
);
