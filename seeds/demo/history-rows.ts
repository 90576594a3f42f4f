import { isLive } from '../../src/emergency/request-state.rules';
import { CopyBuffer } from '../copy-buffer';
import type { HistoryLine } from './history-route';
import { HISTORY_TABLES, type HistoryTable } from './history-table';
import type { HistoryLot, LotPieces } from './history-stock';
import type { Step, Story, StoryGift, StoryPart, Suspension } from './story';

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
  rows.row(9);
  rows.bigint(id);
  rows.bigint(requestId);
  rows.smallint(lineNumber);
  rows.text(ask.productGroupCode);
  rows.integer(ask.articleId);
  rows.jsonb(ask.required);
  rows.integer(pieces);
  rows.text(ask.substitution);
  rows.boolean(ask.startAssortmentOnly);
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
  { reason, from, until, actor, part }: Suspension,
): void {
  rows.row(8);
  rows.bigint(id);
  rows.bigint(requestId);
  rows.text(reason);
  rows.timestamp(from);
  rows.timestamp(until);
  rows.text(actor.role);
  rows.text(actor.name);
  rows.integer(part?.offer.timing.neighbour.point.point.id ?? null);
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
