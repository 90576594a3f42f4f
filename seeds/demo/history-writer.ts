import { hash } from 'node:crypto';
import { FOR_WANT_OF_STOCK, type DeclineReason } from '../../src/emergency/decline.rules';
import type { AdjustmentReason } from '../../src/supply/adjustment.rules';
import { eventDetails } from './event-details';
import {
  writeAllocation,
  writeAllocationLot,
  writeDecision,
  writeLine,
  writePart,
  writeRequest,
  writeSettlement,
  writeSuspension,
  type HistoryBuffers,
} from './history-rows';
import type { HistoryStock, LotPieces } from './history-stock';
import type { Ids } from './ids';
import { StepQueue } from './step-queue';
import type { Step, Story, StoryGift, StoryPart } from './story';

/** Longer than the details of any event. */
const SCRATCH_BYTES = 64 * 1024;

export const REQUEST_KEY_PREFIX = 'invented-';

interface KeptPart {
  readonly part: StoryPart;
  readonly allocations: readonly { readonly id: number; readonly gift: StoryGift }[];
  readonly lots: readonly LotPieces[];
}

interface OpenStory {
  readonly story: Story;
  readonly requestId: number;
  readonly lineIds: readonly number[];
  readonly parts: KeptPart[];
  nextStep: number;
  /** A character per byte. */
  lastHash: string | null;
}

/**
 * Turns stories into rows. Steps of all requests are written in the order in which they happened, so
 * that stock is never handed out before it came, and both chains of hashes run on as time did.
 */
export class HistoryWriter {
  private readonly queue = new StepQueue<OpenStory>();
  private readonly scratch = Buffer.alloc(SCRATCH_BYTES);

  constructor(
    private readonly buffers: HistoryBuffers,
    private readonly stock: HistoryStock,
    private readonly ids: Ids,
  ) {}

  /** @param story placed no earlier than the one before */
  add(story: Story): void {
    const { intake } = story;
    this.happenUntil(intake.placedAt);
    const { buffers, ids } = this;
    const requestId = ids.next('emergency_request');
    const key = REQUEST_KEY_PREFIX + String(intake.serial + 1).padStart(8, '0');
    writeRequest(buffers.emergency_request, requestId, key, hash('sha256', key, 'binary'), story);
    const lineIds = intake.lines.map((line) => {
      const id = ids.next('emergency_request_line');
      writeLine(buffers.emergency_request_line, id, requestId, line);
      return id;
    });
    for (const suspension of story.suspensions) {
      writeSuspension(
        buffers.clock_suspension,
        ids.next('clock_suspension'),
        requestId,
        suspension,
      );
    }
    const open = { story, requestId, lineIds, parts: [], nextStep: 0, lastHash: null };
    this.happen(open);
  }

  /** Writes all that is still to happen. */
  finish(): void {
    this.happenUntil(Infinity);
  }

  private happenUntil(at: number): void {
    while (this.queue.nextAt <= at) {
      const open = this.queue.pop();
      if (open === undefined) return;
      this.happen(open);
    }
  }

  private happen(open: OpenStory): void {
    const step = open.story.steps[open.nextStep];
    if (step === undefined) return;
    open.nextStep += 1;
    const { requestId } = open;
    if (step.considered !== undefined) {
      const id = this.ids.next('routing_decision');
      writeDecision(this.buffers.routing_decision, id, requestId, step);
    }
    if (step.assigned !== undefined) this.assign(open, step, step.assigned);
    this.moveStock(open, step);
    this.writeEvent(open, step);
    const next = open.story.steps[open.nextStep];
    if (next !== undefined) this.queue.push(next.at, open);
  }

  private assign(open: OpenStory, step: Step, assigned: readonly StoryPart[]): void {
    const { buffers, ids, stock } = this;
    const reserved: LotPieces[] = [];
    for (const part of assigned) {
      const partId = ids.next('emergency_request_part');
      writePart(buffers.emergency_request_part, partId, open.requestId, part);
      const lots: LotPieces[] = [];
      const allocations = part.gifts.map((gift) => {
        const id = ids.next('allocation');
        const lineId = open.lineIds[gift.line.lineNumber - 1] ?? 0;
        writeAllocation(buffers.allocation, id, lineId, partId, gift, part);
        const { point } = part.offer.timing.neighbour;
        const taken = stock.reserve(point, gift.gift.article, gift.line.pieces, step.at);
        for (const one of taken) writeAllocationLot(buffers.allocation_lot, id, one);
        lots.push(...taken);
        return { id, gift };
      });
      open.parts.push({ part, allocations, lots });
      reserved.push(...lots);
    }
    stock.record('RESERVED', reserved, step.at, step.actor.name, open.requestId);
  }

  private moveStock({ parts, story, requestId }: OpenStory, step: Step): void {
    const { kind, at, actor } = step;
    const kept = parts.find(({ part }) => part === step.part);
    switch (kind) {
      case 'HANDED_OVER':
        if (kept === undefined) return;
        this.stock.record('HANDED_OVER', kept.lots, at, actor.name, requestId);
        for (const { id, gift } of kept.allocations) {
          const settlementId = this.ids.next('settlement');
          const rows = this.buffers.settlement;
          writeSettlement(rows, settlementId, id, requestId, story, gift, kept.part, at);
        }
        return;
      case 'DECLINED':
      case 'NOT_ACCEPTED_IN_TIME': {
        if (kept === undefined) return;
        const writtenOff = kind === 'DECLINED' ? writtenOffAs(step.reason) : undefined;
        if (writtenOff === undefined) {
          this.stock.record('RELEASED', kept.lots, at, actor.name, requestId);
        } else {
          this.stock.writeOff(kept.lots, writtenOff, at, actor.name, requestId);
        }
        return;
      }
      case 'CANCELLED':
        for (const { part, lots } of parts) {
          const hasLeft = part.dispatchedAt !== null || part.readyAt !== null;
          if (part.state === 'CANCELLED' && !hasLeft) {
            this.stock.record('RELEASED', lots, at, actor.name, requestId);
          }
        }
        return;
      case 'NOT_HANDED_OVER':
        if (kept === undefined) return;
        this.stock.record('RELEASED', kept.lots, at, actor.name, requestId);
        return;
      default:
    }
  }

  /** With its link of the request's chain (`emergency_request_event_hash`). */
  private writeEvent(open: OpenStory, step: Step): void {
    const { scratch } = this;
    const { at, kind, actor } = step;
    const sequence = open.nextStep;
    const details = eventDetails(open.story, step);
    const previous = open.lastHash;
    const from = previous === null ? 0 : scratch.write(previous, 'latin1');
    const head = `${open.requestId}|${sequence}|${at}000|${kind}|${actor.role}|${actor.name}|`;
    const middle = from + scratch.write(head, from);
    const end = middle + scratch.write(details, middle);
    open.lastHash = hash('sha256', scratch.subarray(0, end), 'binary');
    const rows = this.buffers.emergency_request_event;
    rows.row(10);
    rows.bigint(this.ids.next('emergency_request_event'));
    rows.bigint(open.requestId);
    rows.smallint(sequence);
    rows.timestamp(at);
    rows.text(kind);
    rows.text(actor.role);
    rows.text(actor.name);
    rows.jsonbBytes(scratch.subarray(middle, end));
    rows.latin1(previous);
    rows.latin1(open.lastHash);
  }
}

/** As the product does when a stock point declines. */
function writtenOffAs(reason: string | undefined): AdjustmentReason | undefined {
  return FOR_WANT_OF_STOCK[reason as DeclineReason];
}
