import { accessLogInsert } from '../access/access-log.service';
import type { ReferenceVersions } from '../platform/database/snapshot';
import { statement } from '../platform/database/statement';
import { reservation } from '../supply/stock.sql';
import { expectedLateMessage } from './expected-late.sql';
import { storedParts } from './stored-parts.sql';

export interface PrescriberRow {
  readonly professionCode: string;
  readonly careProviderAgb: string;
  readonly active: boolean;
}

export interface AskingContextRow {
  readonly versions: ReferenceVersions;
  readonly prescriber: PrescriberRow | null;
}

export interface PlacingContextRow extends AskingContextRow {
  readonly existing: { readonly id: string; readonly sameContent: boolean } | null;
}

/** $1 prescriber's AGB */
const ASKING_CONTEXT = `
     (SELECT jsonb_object_agg(room, version::text) FROM reference_version) AS versions,
     (SELECT jsonb_build_object('professionCode', p.profession_code, 'careProviderAgb', p.care_provider_agb,
                                'active', p.active)
      FROM practitioner p WHERE p.agb = $1) AS prescriber`;

/** All that options have to know before they are looked for, in one round trip. $1 prescriber's AGB */
export const selectAskingContext = statement<AskingContextRow>(
  'emergency.asking-context',
  `SELECT ${ASKING_CONTEXT}`,
);

/**
 * All that placing has to know before it routes, in one round trip.
 * $1 prescriber's AGB, $2 organisation's AGB, $3 request key, $4 hash of the content
 */
export const selectPlacingContext = statement<PlacingContextRow>(
  'emergency.placing-context',
  `SELECT ${ASKING_CONTEXT},
     (SELECT jsonb_build_object('id', r.id::text, 'sameContent', r.content_hash = $4)
      FROM emergency_request r WHERE r.organisation_agb = $2 AND r.request_key = $3) AS existing`,
);

/** Finds the patient by the keyed hash, or keeps a new one. $1 hash, $2 sealed BSN, $3 key id */
const PATIENT = `
  known AS (SELECT id FROM patient WHERE bsn_hash = $1),
  added AS (
    INSERT INTO patient (bsn_hash, sealed, key_id)
    SELECT $1, $2, $3 FROM enough WHERE NOT EXISTS (SELECT FROM known)
    -- A row added by another transaction meanwhile is not visible here: touching it gives its id.
    ON CONFLICT (bsn_hash) DO UPDATE SET key_id = patient.key_id
    RETURNING id
  ),
  patient_row AS (SELECT id FROM known UNION ALL SELECT id FROM added)`;

export interface StoredRequestRow {
  readonly id: string;
}

/**
 * Reserves the stock and stores the request with all that belongs to it, in one statement: lines, parts,
 * allocations, lots, ledger, routing decision, event, outbox and access log. No row: some of the stock
 * is no longer there, and nothing was changed.
 *
 * $1-$3 patient; $4 a JSON object with the request's own columns; $5 content hash; $6 sealed contact;
 * $7 lines; $8 parts; $9 allocations; $10 lots per allocation; $11 pieces per lot; $12 considered stock points;
 * $13 details of the first event; $14 entry of the access log.
 */
export const insertRequest = statement<StoredRequestRow>(
  'emergency.insert-request',
  `WITH ${reservation('$11')}, ${PATIENT},
  r AS (
    INSERT INTO emergency_request (organisation_agb, request_key, content_hash, prescriber_agb, patient_id,
      insurer_uzovi, insurance_check, urgency, urgency_reason, prescription, category, handover, pc4, region_code,
      contact_sealed, contact_key_id, state, placed_at, norm_rule_id, deadline_at, insurance_ask_at)
    SELECT q."organisationAgb", q."requestKey", $5, q."prescriberAgb", patient_row.id,
      q."insurerUzovi", q."insuranceCheck", q.urgency, q."urgencyReason", q.prescription, q.category, q.handover,
      q.pc4, q."regionCode", $6, q."contactKeyId", q.state, q."placedAt", q."normRuleId", q."deadlineAt",
      q."insuranceAskAt"
    FROM enough, patient_row, jsonb_to_record($4::jsonb) AS q ("organisationAgb" text, "requestKey" text,
      "prescriberAgb" text, "insurerUzovi" text, "insuranceCheck" text, urgency text, "urgencyReason" text,
      prescription text, category text, handover text, pc4 text, "regionCode" text, "contactKeyId" text,
      state text, "placedAt" timestamptz, "normRuleId" int, "deadlineAt" timestamptz,
      "insuranceAskAt" timestamptz, actor text, "actorRole" text)
    RETURNING id, placed_at, state, region_code, category, deadline_at
  ),
  actor AS (SELECT q.actor, q."actorRole" FROM jsonb_to_record($4::jsonb) AS q (actor text, "actorRole" text)),
  l AS (
    INSERT INTO emergency_request_line (request_id, line_number, product_group_code, article_id,
      required_characteristics, pieces, substitution, start_assortment_only)
    SELECT r.id, x."lineNumber", x."productGroupCode", x."articleId", x.required, x.pieces, x.substitution,
      x."startAssortmentOnly"
    FROM r, jsonb_to_recordset($7::jsonb) AS x ("lineNumber" int, "productGroupCode" text, "articleId" int,
      required jsonb, pieces int, substitution text, "startAssortmentOnly" boolean)
    RETURNING id, line_number
  ),
  ${storedParts({ request: 'r.id', at: 'r.placed_at', from: 'r,', parts: '$8', allocations: '$9', lots: '$10' })},
  ledger AS (
    INSERT INTO stock_ledger (stock_lot_id, occurred_at, kind, on_hand_delta, reserved_delta, actor, request_id)
    SELECT demand.lot, r.placed_at, 'RESERVED', 0, demand.pieces, actor.actor, r.id
    FROM r, actor, demand
  ),
  decision AS (
    INSERT INTO routing_decision (request_id, decided_at, occasion, considered)
    SELECT r.id, r.placed_at, 'PLACED', $12::jsonb FROM r
  ),
  event AS (
    INSERT INTO emergency_request_event (request_id, sequence, occurred_at, kind, actor_role, actor, details)
    SELECT r.id, 1, r.placed_at, 'PLACED', actor."actorRole", actor.actor, $13::jsonb FROM r, actor
  ),
  message AS (
    INSERT INTO outbox (occurred_at, topic, payload)
    SELECT r.placed_at,
      CASE r.state WHEN 'UNASSIGNED' THEN 'emergency-request.unassigned' ELSE 'emergency-request.placed' END,
      jsonb_build_object('request', r.id::text, 'region', r.region_code, 'category', r.category, 'state', r.state,
                         'deadlineAt', r.deadline_at)
    FROM r
    UNION ALL
    ${expectedLateMessage({ request: 'r', parts: '$8', deadline: 'r.deadline_at', at: 'r.placed_at' })}
  ),
  access AS (${accessLogInsert('$14', 'r', 'r.id')})
  SELECT id::text AS id FROM r`,
);

/** What was answered when the request was placed. $1 request id */
export const selectFirstAnswer = statement<{ details: unknown; sequence: number }>(
  'emergency.first-answer',
  `SELECT details, sequence FROM emergency_request_event WHERE request_id = $1 AND sequence = 1`,
);

/** $1 keyed hash of the BSN, $2 date */
export const selectInsuredPerson = statement<{ uzovi: string }>(
  'emergency.insured-person',
  `SELECT uzovi FROM insured_person
   WHERE bsn_hash = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)`,
);
