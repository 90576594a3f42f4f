import { argument } from '../platform/database/argument';
import { statement } from '../platform/database/statement';
import { callerIsParty, isShown, references, treeOf, type ContractsRow } from './contract.sql';
import { signedAt, versionAsKnown } from './life/terms.sql';

const knownAt = argument(5, 'timestamptz');

/** How far `v` was at the moment. */
const statusThen = `CASE
         WHEN v.closed_at <= ${knownAt} THEN v.status
         WHEN v.in_force_from <= ${knownAt} THEN 'IN_FORCE'
         WHEN ${signedAt('v')} <= ${knownAt} THEN
           -- Loaded as in force elsewhere: it began on its day.
           CASE WHEN v.in_force_from IS NULL AND v.held_since IS NULL AND v.status IN ('IN_FORCE', 'ENDED')
               AND contract_first_moment(lower(v.valid)) <= ${knownAt} THEN 'IN_FORCE' ELSE 'SIGNED' END
         ELSE coalesce((
           SELECT CASE e.kind WHEN 'OFFER' THEN 'OFFERED' ELSE 'NEGOTIATING' END FROM contract_negotiation_entry e
           WHERE e.contract_version_id = v.id AND e.at <= ${knownAt} AND e.kind IN ('OFFER', 'PROPOSAL', 'PEN_PASSED')
           ORDER BY e.sequence DESC LIMIT 1), 'DRAFT') END`;

/** The text of `v` that lay on the table then. A draft's own is kept as it last was alone. */
const textThen = `(SELECT k.content FROM contract_negotiation_entry e
         JOIN contract_text k USING (contract_version_id, content_hash)
         WHERE e.contract_version_id = v.id AND e.at <= ${knownAt} ORDER BY e.sequence DESC LIMIT 1)`;

/** When a party had signed the text of then with as many as it takes. */
const signedThen = (side: 'insurer' | 'supplier'): string => `coalesce(
         CASE WHEN v.signed_by_${side}_at <= ${knownAt} THEN v.signed_by_${side}_at END,
         (SELECT g.signed_at FROM contract_signature g
          WHERE g.contract_version_id = v.id AND g.side = '${side.toUpperCase()}' AND g.signed_at <= ${knownAt}
            AND g.content_hash = (
              SELECT e.content_hash FROM contract_negotiation_entry e
              WHERE e.contract_version_id = v.id AND e.at <= ${knownAt} AND e.content_hash IS NOT NULL
              ORDER BY e.sequence DESC LIMIT 1)
          ORDER BY g.id OFFSET coalesce(v.${side}_signatures_needed, 1) - 1 LIMIT 1))`;

const termThen = `v.version, known.status,
       coalesce((known.text ->> 'validFrom')::date, lower(v.valid)) AS "validFrom",
       CASE WHEN known.text IS NULL THEN upper(v.valid) - 1 ELSE (known.text ->> 'validUntil')::date END AS "validUntil",
       coalesce(known.text ->> 'paymentForm', v.payment_form) AS "paymentForm",
       coalesce((known.text ->> 'emergencyClause')::boolean, v.emergency_clause) AS "emergencyClause",
       ${signedThen('insurer')} AS "signedByInsurerAt", ${signedThen('supplier')} AS "signedBySupplierAt",
       CASE WHEN v.in_force_from <= ${knownAt} THEN v.in_force_from END AS "inForceFrom",
       CASE WHEN known.status = 'SIGNED' AND v.held_since <= ${knownAt} THEN v.held_since END AS "heldSince"`;

/** Who drew it up: the pen has not moved before the first offer. */
const drafter = `coalesce((SELECT e.party FROM contract_negotiation_entry e
         WHERE e.contract_version_id = v.id AND e.kind = 'OFFER' ORDER BY e.sequence LIMIT 1), v.pen_holder)`;

/** What was there, and was to be seen by the caller. What was loaded as signed was there when it was signed. */
const wasShown = `least(v.created_at, v.signed_by_insurer_at, v.signed_by_supplier_at) <= ${knownAt} AND ${isShown('v')}
         AND (known.status <> 'DRAFT' OR ${argument(1, 'text')} <> 'AUTHORITY' AND coalesce(${drafter} = ${argument(1, 'text')}, true))`;

/**
 * The version that holds on a day as was known at a moment, and all as it was then: nothing that came after.
 * $1 and $2 the caller, $3 contract, $4 day, $5 moment. No row: none that the caller may see.
 */
export const selectContractAsKnown = statement<ContractsRow>(
  'contracts.contract-as-known',
  `SELECT json_build_array(${treeOf(
    termThen,
    wasShown,
    `(SELECT ${statusThen} AS status, ${textThen} AS text) known`,
  )}) AS contracts, ${references} AS "references"
   FROM contract c
   CROSS JOIN LATERAL (${versionAsKnown(argument(4, 'date'), knownAt)}) v
   WHERE c.id = $3::int AND ${callerIsParty}`,
);
