import { AGB, FIRST, GTIN, UZOVI } from './growing-rows.sql';

const each = '(SELECT generate_series($1::int, $2::int) i) each';
const first = `(SELECT v.* FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = '${FIRST.contract}') v`;
const HASH = `'${'0'.repeat(64)}'`;

/** A version of each of these contracts; one that is signed holds until 2040, others are talked about for 2027. */
const versions = (contract: string, status: string): string => {
  const isSigned = status === 'IN_FORCE';
  return `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause, offered, signed_by_insurer_at, signed_by_supplier_at, in_effect, talks_year, content_hash)
   SELECT id, 1, insurer_uzovi, supplier_agb, lot, '${status}', '[2026-01-01,2040-01-01)', 'PIECE', true, true,
     ${isSigned ? `'2025-11-01Z', '2025-11-01Z', '[2026-01-01,2040-01-01)', NULL` : 'NULL, NULL, NULL, 2027'}, ${HASH}
   FROM ${each}, contract WHERE number = ${contract}`;
};

const line = (contract: string): string =>
  `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit,
     replacement_grounds, cheaper_first)
   SELECT v.id, 1, 'A1001', 'PIECE', 1, 'piece', '{WORN_OUT}', false
   FROM ${each}, contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = ${contract}`;

/** What each contract in force has one of. */
const PARTS: Readonly<Record<string, string>> = {
  contract_activity: `1, 'FITTING', NULL, 'INCLUDED', NULL, NULL, NULL`,
  contract_authorisation_item: `'A1001'`,
  contract_certificate: `'SEMH', '2020-01-01', NULL`,
  contract_clause: `'ESCALATION', '{"days": 5}', 'Text'`,
  contract_complete_profile: `'A1001'`,
  contract_kpi: `'CALLS', 1, 'day', 'Text'`,
  contract_module_pin: `'${FIRST.module}', 1`,
  contract_subcontractor: `'76000002', '2026-01-01', true`,
};

const findings = (
  code: string,
  verdict: string,
): string => `jsonb_build_array(jsonb_build_object('module', '${FIRST.module}/1',
  'findings', jsonb_build_array(jsonb_build_object('code', ${code}, 'verdict', ${verdict}, 'missing', '["A clause."]'::jsonb,
    'mend', '["Put it in."]'::jsonb,
    'evidence', '[{"contractNumber": "${FIRST.contract}", "lineNumbers": [1], "clauses": ["ESCALATION"]}]'::jsonb))))`;

/** Requirements of the versions of a module that fit; what they say changes with the version. */
const requirements = (module: string, code: string, version: string, binding: string): string =>
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level,
     rule_kind, rule_parameters)
   SELECT v.id, i * 10 + ascii('${code}') - 64, '${code}' || i, 'Version ' || v.version, 'Versie', 'test', 'PROPOSED', 'BINDING',
     '${binding}', 'CLAUSE_PRESENT', '{"clause": "INNOVATION"}'
   FROM ${each}, quality_module_version v WHERE v.module_code = '${module}' AND v.version ${version}`;

const newModule = (code: string, groups = '{}'): string =>
  `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source, product_groups)
   VALUES ('${code}', 'Module', 'Module', false, '{}', 'test', '${groups}')`;

const moduleVersion = (code: string, version: number, status: string, from: string): string =>
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified, registered_on)
   VALUES ('${code}', ${version}, '${status}', 'Title', '${from}', 'test', false, ${status === 'DRAFT' ? 'NULL' : `'2020-01-01'`})`;

/** Led by an insurer that takes part in it itself. */
const framework = (number: string, from: string): string =>
  `WITH made AS (
     INSERT INTO contract_framework (number, name, led_by, opened_at, supplier_agb)
     SELECT '9001-' || ${number}, 'Framework', '9001', '2026-01-01Z', '76000001' FROM ${from} RETURNING id)
   INSERT INTO contract_framework_insurer (framework_id, insurer_uzovi) SELECT id, '9001' FROM made`;

/** What there is one of, whatever grows. */
export const CONTRACTS_BEFORE: readonly string[] = [
  `UPDATE timeliness_norm_version SET status = 'ADOPTED'`,
  newModule(FIRST.module, '{T04}'),
  moduleVersion(FIRST.module, 1, 'REGISTERED', '2020-01-01'),
  newModule('DIFF'),
  moduleVersion('DIFF', 1, 'SUPERSEDED', '2036-01-01'),
  moduleVersion('DIFF', 2, 'REGISTERED', '2037-01-01'),
  newModule('IMPACT'),
  moduleVersion('IMPACT', 1, 'SUPERSEDED', '2035-01-01'),
  moduleVersion('IMPACT', 2, 'DRAFT', '2036-01-01'),
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot) VALUES
     ('TALKS', '9001', '76000001', 'Talks'), ('VERSIONS', '9001', '76000001', 'Versions')`,
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause, offered, pen_holder, talks_year, content_hash)
   SELECT id, 1, insurer_uzovi, supplier_agb, lot, 'NEGOTIATING', '[2050-01-01,2051-01-01)', 'PIECE', true, true, 'INSURER', 2050, ${HASH}
   FROM contract`,
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level,
     rule_kind, rule_parameters)
   SELECT v.id, 1, 'A1', 'Statement', 'Stelling', 'test', 'PROPOSED', 'BINDING', 'CONTRACT', 'CLAUSE_PRESENT', '{"clause": "INNOVATION"}'
   FROM quality_module_version v WHERE v.module_code = 'IMPACT' AND v.version = 2`,
  framework(`'JOINT'`, '(SELECT) one'),
  `INSERT INTO dispute (insurer_uzovi, supplier_agb, opened_by, subject, opened_at)
   VALUES ('9001', '76000001', 'SUPPLIER', 'What it is about', '2026-01-01Z')`,
  `INSERT INTO functional_need (code, name, dutch_name, perspective, source, verified)
   VALUES ('d1', 'Need', 'Behoefte', 'LIMITATION', 'test', false)`,
  `INSERT INTO authorisation (insurer_uzovi, asked_by_role, asked_by_agb, request_key, product_group_code, functional_needs,
     module_version_id, phase, bsn_hash, sealed, key_id, submitted_at)
   SELECT '9001', 'SUPPLIER', '76000001', 'first', 'T04', '{d1}', v.id, 'PLAN', sha256('p'), 'sealed', 'k', '2026-01-01Z'
   FROM quality_module_version v WHERE v.module_code = '${FIRST.module}'`,
  `INSERT INTO dispute_step (dispute_id, sequence, level, kind, party, actor, occurred_at, words)
   SELECT id, 1, 'INDIVIDUAL', 'OPENED', 'SUPPLIER', 'one', '2026-01-01Z', 'Words' FROM dispute`,
  `INSERT INTO authorisation_step (authorisation_id, sequence, kind, actor, occurred_at)
   SELECT id, 1, 'SUBMITTED', 'one', '2026-01-01Z' FROM authorisation`,
];

/** Each with the numbers of the first and the last row that come in, as $1 and $2. */
export const CONTRACT_GROWTH: readonly string[] = [
  `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
   SELECT 'LATER_' || i, 'Module', 'Module', false, '{}', 'test' FROM ${each}`,
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified, registered_on)
   SELECT 'LATER_' || i, 1, 'REGISTERED', 'Title', '2031-01-01', 'test', false, '2020-01-01' FROM ${each}`,
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level, judged_by)
   SELECT v.id, 1, 'X1', 'Statement', 'Stelling', 'test', 'PROPOSED', 'ADVISORY', 'CONTRACT', 'people'
   FROM ${each}, quality_module_version v WHERE v.module_code = 'LATER_' || i`,
  `INSERT INTO quality_module_review (module_code, year, outcome, note, noted_by)
   SELECT 'LATER_' || i, 2025, 'UPDATE', 'Note', 'nza' FROM ${each}`,
  requirements(FIRST.module, 'G', '= 1', 'CONTRACT'),
  requirements(FIRST.module, 'H', '= 1', 'INSURER'),
  requirements('DIFF', 'A', '= 1', 'CONTRACT'),
  requirements('DIFF', 'B', '= 2', 'CONTRACT'),
  requirements('DIFF', 'C', '> 0', 'CONTRACT'),

  // With each supplier a contract, and talks about the next; of each insurer a contract.
  framework('i', each),
  `INSERT INTO contract_framework_insurer (framework_id, insurer_uzovi)
   SELECT f.id, ${UZOVI} FROM ${each}, contract_framework f WHERE f.number IN ('9001-JOINT', '9001-' || i)`,
  `INSERT INTO contract (number, insurer_uzovi, supplier_agb, lot, framework_id)
   SELECT 'G-' || i, '9001', ${AGB}, 'Lot ' || i, f.id FROM ${each}, contract_framework f WHERE f.number = '9001-' || i
   UNION ALL SELECT 'N-' || i, '9001', ${AGB}, 'Next ' || i, NULL FROM ${each}
   UNION ALL SELECT 'I-' || i, ${UZOVI}, '76000001', 'Lot ' || i, NULL FROM ${each}`,
  versions(`'G-' || i`, 'IN_FORCE'),
  versions(`'N-' || i`, 'NEGOTIATING'),
  versions(`'I-' || i`, 'IN_FORCE'),
  ...['G', 'N', 'I'].map((letter) => line(`'${letter}-' || i`)),
  ...Object.entries(PARTS).map(
    ([table, values]) => `INSERT INTO ${table} SELECT v.id, ${values}
     FROM ${each}, contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = 'G-' || i`,
  ),
  `INSERT INTO contract_exclusion SELECT v.id, 1, 'A1002', NULL, 'Ground', true
   FROM ${each}, contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = 'G-' || i`,
  `INSERT INTO contract_signature (contract_version_id, side, signer, content_hash, signed_at)
   SELECT v.id, 'INSURER', 'signer ' || i, ${HASH}, '2026-01-01Z'
   FROM ${each}, contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number IN ('G-' || i, 'TALKS')`,
  // To the first of them there is more and more.
  `INSERT INTO contract_line (contract_version_id, line_number, article_id, tariff_kind, tariff, unit, region_code)
   SELECT v.id, i + 1, a.id, 'PIECE', 1, 'piece', 'ZK' || lpad((i - 1)::text, 2, '0') FROM ${each}, ${first}, article a WHERE a.gtin = ${GTIN}`,
  `INSERT INTO contract_line_in_force (contract_line_id, contract_number, insurer_uzovi, supplier_agb, valid, article_id,
     region_code, tariff_kind, tariff, unit)
   SELECT l.id, '${FIRST.contract}', v.insurer_uzovi, v.supplier_agb, v.valid, l.article_id, l.region_code, l.tariff_kind,
     l.tariff, l.unit
   FROM ${each}, ${first} JOIN contract_line l ON l.contract_version_id = v.id WHERE l.line_number = i + 1`,
  `INSERT INTO contract_assessment (contract_version_id, sequence, assessed_at, judged_on, module_versions, judged_hash,
     binding_unmet, findings)
   SELECT v.id, s + 1, '2026-11-01Z', '2026-11-01', '{${FIRST.module}/1}', sha256('h'), 1,
     ${findings(`'G1'`, `CASE WHEN s % 2 = 1 THEN 'MET' ELSE 'NOT_MET' END`)}
   FROM ${each}, generate_series(CASE i WHEN 1 THEN 0 ELSE i END, i) s, ${first}`,
  `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid, payment_form,
     emergency_clause, offered, signed_by_insurer_at, signed_by_supplier_at, closed_at, in_effect)
   SELECT id, i + 1, insurer_uzovi, supplier_agb, lot, 'ENDED', '[2024-01-01,2025-01-01)', 'PIECE', true, true,
     '2023-11-01Z', '2023-11-01Z', '2025-01-01Z', 'empty'
   FROM ${each}, contract WHERE number = 'VERSIONS'`,
  `INSERT INTO contract_negotiation_entry (contract_version_id, sequence, party, actor, kind, words, at, due_at, changed_lines,
     changed_clauses, changed_parts)
   SELECT v.id, 2 * i + s, CASE s WHEN 0 THEN 'INSURER' ELSE 'SUPPLIER' END, 'one', 'REVISED', 'Words',
     '2026-01-01Z'::timestamptz + i * interval '1 day', '2025-12-01Z', '{}', '{}', '{lot}'
   FROM ${each}, generate_series(0, 1) s, contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = 'TALKS'`,
  // The others were judged once.
  `INSERT INTO contract_assessment (contract_version_id, sequence, assessed_at, judged_on, module_versions, judged_hash,
     binding_unmet, findings)
   SELECT v.id, 1, '2026-11-01Z', '2026-11-01', '{${FIRST.module}/1}', sha256('h'), 1, ${findings(`'G1'`, `'NOT_MET'`)}
   FROM ${each}, contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = 'I-' || i`,
  `INSERT INTO insurer_assessment (id, insurer_uzovi, sequence, assessed_at, judged_on, module_versions, contract_version_ids,
     judged_hash, binding_unmet, findings)
   SELECT nextval('contract_assessment_id_seq'), '9001', i, '2026-11-01Z', '2026-11-01', '{${FIRST.module}/1}', ARRAY[v.id],
     sha256('h'), 1, ${findings(`'H1'`, `'NOT_MET'`)}
   FROM ${each}, ${first}`,
  `INSERT INTO contract_waiver (contract_version_id, module_code, module_version_id, requirement_code, reason, valid_until,
     granted_by, granted_at)
   SELECT v.id, q.module_code, q.id, 'G1', 'A reason of twenty characters', '2027-01-01', 'buyer', '2026-10-01Z'
   FROM ${each}, quality_module_version q, contract_version v JOIN contract c ON c.id = v.contract_id
   WHERE q.module_code = '${FIRST.module}' AND c.number = 'G-' || i`,

  `INSERT INTO dispute (insurer_uzovi, supplier_agb, opened_by, subject, opened_at, contract_id)
   SELECT '9001', ${AGB}, 'SUPPLIER', 'What it is about', '2026-11-01Z', c.id FROM ${each}, contract c WHERE c.number = 'G-' || i`,
  `INSERT INTO dispute_step (dispute_id, sequence, level, kind, party, actor, occurred_at, words)
   SELECT d.id, i + 1, 'INDIVIDUAL', 'OPENED', 'SUPPLIER', 'one', '2026-11-01Z', 'Words' FROM ${each}, dispute d
   WHERE d.contract_id = (SELECT id FROM contract WHERE number = 'G-' || i) OR d.contract_id IS NULL`,
  `INSERT INTO authorisation (insurer_uzovi, asked_by_role, asked_by_agb, request_key, product_group_code, article_id,
     functional_needs, module_version_id, phase, bsn_hash, sealed, key_id, submitted_at)
   SELECT ${UZOVI}, 'SUPPLIER', '76000001', 'key ' || i, 'T04', a.id, '{d1}', v.id, 'PLAN', sha256('p'), 'sealed', 'k', '2026-11-01Z'
   FROM ${each}, quality_module_version v, article a WHERE v.module_code = '${FIRST.module}' AND a.gtin = ${GTIN}`,
  `INSERT INTO authorisation_step (authorisation_id, sequence, kind, actor, occurred_at, words, reason_code, requirement_id)
   SELECT a.id, i + 1, 'REJECTED', 'one', '2026-11-02Z', 'Words of at least twenty characters', 'NEED_NOT_SHOWN', q.id
   FROM ${each}, authorisation a, quality_requirement q
   WHERE a.request_key IN ('first', 'key ' || i) AND q.code = 'G1'`,
  `INSERT INTO season_milestone (insurer_uzovi, year, kind, met_on, url, recorded_at, recorded_by)
   SELECT ${UZOVI}, 2027, 'POLICY_PUBLISHED', '2026-03-01', 'https://example.org/', '2026-03-01Z', 'one' FROM ${each}`,
];
