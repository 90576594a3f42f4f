import { isLive } from '../../src/emergency/request-state.rules';
import { CopyBuffer } from '../copy-buffer';
import { LEDGER_COLUMNS } from '../supply/ledger-rows';
import type { HistoryLine } from './history-route';
import type { HistoryLot, LotPieces } from './history-stock';
import type { Step, Story, StoryGift, StoryPart, Suspension } from './story';

/** Everything that the history is made of, in an order in which each row finds those it refers to. */
export const HISTORY_COLUMNS = {
  stock_lot: 'id, stock_point_id, article_id, lot_number, expires_on, on_hand, reserved',
  emergency_request:
    'id, organisation_agb, request_key, content_hash, prescriber_agb, patient_id, insurer_uzovi, insurance_check, ' +
    'urgency, urgency_reason, prescription, category, handover, pc4, region_code, contact_sealed, contact_key_id, ' +
    'state, placed_at, norm_rule_id, deadline_at, suspended_milliseconds, stopped_at, closed_at, close_reason',
  emergency_request_line:
    'id, request_id, line_number, product_group_code, article_id, required_characteristics, pieces, substitution',
  emergency_request_part:
    'id, request_id, part_number, stock_point_id, state, assigned_at, accept_by, starts_at, on_call, ' +
    'preparation_minutes, travel_minutes, distance_km, expected_at, accepted_at, dispatched_at, ready_at, ' +
    'handed_over_at, proof_method, received_by, pass_over_reason',
  allocation:
    'id, line_id, part_id, article_id, pieces, match, differences, pays, contract_line_id, live',
  allocation_lot: 'allocation_id, stock_lot_id, pieces',
  routing_decision: 'id, request_id, decided_at, occasion, considered',
  clock_suspension: 'id, request_id, reason, suspended_at, resumed_at',
  emergency_request_event:
    'id, request_id, sequence, occurred_at, kind, actor_role, actor, details, previous_hash, hash',
  stock_ledger: LEDGER_COLUMNS,
  settlement:
    'id, allocation_id, request_id, insurer_uzovi, supplier_agb, article_id, pieces, basis, contract_line_id, tariff, ' +
    'amount, currency, handed_over_at',
} as const;

export type HistoryTable = keyof typeof HISTORY_COLUMNS;
export const HISTORY_TABLES = Object.keys(HISTORY_COLUMNS) as HistoryTable[];

export type HistoryBuffers = Readonly<Record<HistoryTable, CopyBuffer>>;

export function historyBuffers(): HistoryBuffers {
  return Object.fromEntries(
    HISTORY_TABLES.map((table) => [table, new CopyBuffer()]),
  ) as unknown as HistoryBuffers;
}

export function writeLot(rows: CopyBuffer, lot: HistoryLot): void {
  rows.row(7);
  rows.integer(lot.id);
  rows.integer(lot.stockPointId);
  rows.integer(lot.articleId);
  rows.text(lot.lotNumber);
  rows.date(lot.expiresAt);
  rows.integer(lot.onHand);
  rows.integer(lot.reserved);
}

export function writeRequest(
  rows: CopyBuffer,
  id: number,
  requestKey: string,
  contentHash: string,
  story: Story,
): void {
  rows.row(25);
  rows.bigint(id);
  const { intake } = story;
  rows.text(intake.prescriber.organisationAgb);
  rows.text(requestKey);
  rows.latin1(contentHash);
  rows.text(intake.prescriber.agb);
  rows.bigint(intake.patient.id);
  rows.text(intake.uzovi);
  rows.text(intake.insuranceCheck);
  rows.text(intake.urgency);
  rows.text(intake.urgencyReason);
  rows.text(intake.prescription);
  rows.text(intake.category);
  rows.text(intake.handover);
  rows.text(intake.patient.area.pc4);
  rows.text(intake.patient.area.regionCode);
  rows.bytea(intake.patient.contact);
  rows.text(intake.patient.contactKeyId);
  rows.text(story.state);
  rows.timestamp(intake.placedAt);
  rows.integer(intake.normRuleId);
  rows.timestamp(intake.deadlineAt);
  rows.bigint(story.suspendedMilliseconds);
  rows.timestamp(story.stoppedAt);
  rows.timestamp(story.closedAt);
  rows.text(story.closeReason);
}

export function writeLine(
  rows: CopyBuffer,
  id: number,
  requestId: number,
  { lineNumber, ask, pieces }: HistoryLine,
): void {
  rows.row(8);
  rows.bigint(id);
  rows.bigint(requestId);
  rows.smallint(lineNumber);
  rows.text(ask.productGroupCode);
  rows.integer(ask.articleId);
  rows.jsonb(ask.required);
  rows.integer(pieces);
  rows.text(ask.substitution);
}

export function writePart(rows: CopyBuffer, id: number, requestId: number, part: StoryPart): void {
  const { neighbour, startsAt, onCall, expectedAt } = part.offer.timing;
  rows.row(20);
  rows.bigint(id);
  rows.bigint(requestId);
  rows.smallint(part.number);
  rows.integer(neighbour.point.point.id);
  rows.text(part.state);
  rows.timestamp(part.assignedAt);
  rows.timestamp(part.acceptBy);
  rows.timestamp(startsAt);
  rows.boolean(onCall);
  rows.integer(neighbour.point.point.preparationMinutes);
  rows.integer(neighbour.travelMinutes);
  rows.numeric(Math.round(neighbour.distanceKm * 100), 2);
  rows.timestamp(expectedAt);
  rows.timestamp(part.acceptedAt);
  rows.timestamp(part.dispatchedAt);
  rows.timestamp(part.readyAt);
  rows.timestamp(part.handedOverAt);
  rows.text(part.proof?.method ?? null);
  rows.text(part.proof?.receivedBy ?? null);
  rows.text(part.passOverReason);
}

export function writeAllocation(
  rows: CopyBuffer,
  id: number,
  lineId: number,
  partId: number,
  { line, gift, pays, contractLine }: StoryGift,
  { state }: StoryPart,
): void {
  rows.row(10);
  rows.bigint(id);
  rows.bigint(lineId);
  rows.bigint(partId);
  rows.integer(gift.article.id);
  rows.integer(line.pieces);
  rows.text(gift.match);
  rows.jsonb(gift.differences);
  rows.text(pays);
  rows.integer(contractLine?.id ?? null);
  rows.boolean(isLive(state));
}

export function writeAllocationLot(
  rows: CopyBuffer,
  allocationId: number,
  { lot, pieces }: LotPieces,
): void {
  rows.row(3);
  rows.bigint(allocationId);
  rows.integer(lot.id);
  rows.integer(pieces);
}

export function writeDecision(
  rows: CopyBuffer,
  id: number,
  requestId: number,
  { at, occasion, considered }: Step,
): void {
  rows.row(5);
  rows.bigint(id);
  rows.bigint(requestId);
  rows.timestamp(at);
  rows.text(occasion ?? null);
  rows.jsonb(considered ?? '[]');
}

export function writeSuspension(
  rows: CopyBuffer,
  id: number,
  requestId: number,
  { reason, from, until }: Suspension,
): void {
  rows.row(5);
  rows.bigint(id);
  rows.bigint(requestId);
  rows.text(reason);
  rows.timestamp(from);
  rows.timestamp(until);
}

/** As the product settles (`emergency.settle-part`): a price per piece is multiplied, others are claimed apart. */
export function writeSettlement(
  rows: CopyBuffer,
  id: number,
  allocationId: number,
  requestId: number,
  story: Story,
  { line, gift, pays, contractLine }: StoryGift,
  { offer }: StoryPart,
  at: number,
): void {
  let tariff: number | null = gift.listTariff;
  if (contractLine !== undefined) {
    const { tariffKind } = contractLine;
    const perPiece = tariffKind === 'PIECE' || tariffKind === 'CATEGORY_FIXED';
    tariff = perPiece ? contractLine.tariff : null;
  }
  rows.row(13);
  rows.bigint(id);
  rows.bigint(allocationId);
  rows.bigint(requestId);
  rows.text(story.intake.uzovi);
  rows.text(offer.timing.neighbour.point.point.supplierAgb);
  rows.integer(gift.article.id);
  rows.integer(line.pieces);
  rows.text(pays);
  rows.integer(contractLine?.id ?? null);
  rows.numeric(tariff, 4);
  rows.numeric(tariff === null ? null : tariff * line.pieces, 4);
  rows.text('EUR');
  rows.timestamp(at);
}
