import { LEDGER_COLUMNS } from '../supply/ledger-rows';

/** Everything that the history is made of, in an order in which each row finds those it refers to. */
export const HISTORY_COLUMNS = {
  stock_lot: 'id, stock_point_id, article_id, lot_number, expires_on, on_hand, reserved',
  emergency_request:
    'id, organisation_agb, request_key, content_hash, prescriber_agb, patient_id, insurer_uzovi, insurance_check, ' +
    'urgency, urgency_reason, prescription, category, handover, pc4, region_code, contact_sealed, contact_key_id, ' +
    'state, placed_at, norm_rule_id, deadline_at, suspended_milliseconds, stopped_at, closed_at, close_reason',
  emergency_request_line:
    'id, request_id, line_number, product_group_code, article_id, required_characteristics, pieces, substitution, ' +
    'start_assortment_only',
  emergency_request_part:
    'id, request_id, part_number, stock_point_id, state, assigned_at, accept_by, starts_at, on_call, ' +
    'preparation_minutes, travel_minutes, distance_km, expected_at, accepted_at, dispatched_at, ready_at, ' +
    'handed_over_at, proof_method, received_by, pass_over_reason',
  allocation:
    'id, line_id, part_id, article_id, pieces, match, differences, pays, contract_line_id, live',
  allocation_lot: 'allocation_id, stock_lot_id, pieces',
  routing_decision: 'id, request_id, decided_at, occasion, considered',
  clock_suspension:
    'id, request_id, reason, suspended_at, resumed_at, suspended_by_role, suspended_by, stock_point_id',
  emergency_request_event:
    'id, request_id, sequence, occurred_at, kind, actor_role, actor, details, previous_hash, hash',
  stock_ledger: LEDGER_COLUMNS,
  settlement:
    'id, allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis, contract_line_id, tariff, ' +
    'amount, currency, handed_over_at',
} as const;

export type HistoryTable = keyof typeof HISTORY_COLUMNS;
export const HISTORY_TABLES = Object.keys(HISTORY_COLUMNS) as HistoryTable[];
