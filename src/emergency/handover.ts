import { localDate } from '../platform/amsterdam-time';
import { demandPerLot, take, type LotPieces } from '../supply/reservation';
import {
  handOverPart,
  replaceAllocationLots,
  selectLotsByNumber,
  type LockedAllocation,
  type LockedPart,
} from './fulfilment.sql';
import { refuse, Refused, type Refusal } from '../platform/refusal';
import type { HandoverProof, LotTaken } from './handover-proof.rules';
import type { LockedAct } from './locked-act';
import { settlePart } from './settle.sql';

/** Takes the goods out of stock, writes the proof down, and settles who pays. */
export async function handOver(
  act: LockedAct,
  part: LockedPart,
  proof: HandoverProof,
): Promise<void> {
  const { transaction, request, now, actor } = act;
  const taken = await lotsTaken(act, part, proof.lots);
  const reserved = part.allocations.flatMap(({ lots }) => lots);
  const missing = await take(transaction, reserved, [...taken.values()].flat(), {
    at: now,
    actor: actor.name,
    requestId: request.id,
  });
  if (missing.length > 0) {
    refuse(
      'NOT_ENOUGH_STOCK',
      'A lot that was taken does not hold that many pieces that are not reserved for another request.',
      'input.lots',
    );
  }
  for (const [allocationId, lots] of taken) {
    const rows = lots.map(({ lotId, pieces }) => ({ lot: lotId, pieces }));
    await transaction.query(replaceAllocationLots, [allocationId, JSON.stringify(rows)]);
  }
  const moved = await transaction.query(handOverPart, [
    part.id,
    part.state,
    now,
    proof.method,
    proof.receivedBy,
  ]);
  if (moved.length === 0) refuse('WRONG_STATE', 'Someone else has just moved this part on.');
  await transaction.query(settlePart, [part.id, now]);
}

/** Per allocation the lots that leave: those reserved, or those that the stock point says it took. */
async function lotsTaken(
  { transaction, request, now }: LockedAct,
  part: LockedPart,
  lots: readonly LotTaken[],
): Promise<Map<string, readonly LotPieces[]>> {
  const lineNumbers = new Map(request.lines.map(({ id, lineNumber }) => [id, lineNumber]));
  const byLine = new Map(
    part.allocations.map((allocation) => [lineNumbers.get(allocation.lineId), allocation]),
  );
  const asked = lots.map(({ lineNumber, lotNumber, pieces }) => ({
    lotNumber: lotNumber.trim(),
    pieces,
    allocation: byLine.get(lineNumber),
  }));
  const found = await transaction.query(selectLotsByNumber, [
    part.stockPointId,
    asked.map(({ allocation }) => allocation?.articleId ?? null),
    asked.map(({ lotNumber }) => lotNumber),
  ]);
  const refusals: Refusal[] = [];
  const taken = new Map<string, readonly LotPieces[]>();
  const perAllocation = new Map<LockedAllocation, LotPieces[]>();
  const today = localDate(now);
  asked.forEach(({ allocation, lotNumber, pieces }, index) => {
    const path = `input.lots.${index}`;
    const lot = found.find(
      (row) => row.lotNumber === lotNumber && row.articleId === allocation?.articleId,
    );
    if (allocation === undefined || lot === undefined) {
      const message = `${path} must be a lot that you hold of the article that was reserved for one of your lines.`;
      refusals.push({ code: 'UNKNOWN_LOT', message, path });
      return;
    }
    if (lot.expiresOn < today) {
      const message = `${path} has expired on ${lot.expiresOn}: take another lot.`;
      refusals.push({ code: 'LOT_EXPIRED', message, path });
    }
    perAllocation.set(allocation, [
      ...(perAllocation.get(allocation) ?? []),
      { lotId: lot.id, pieces },
    ]);
  });
  for (const allocation of part.allocations) {
    const own = perAllocation.get(allocation);
    const total = own?.reduce((sum, { pieces }) => sum + pieces, 0);
    if (own !== undefined && total !== allocation.pieces) {
      const message = `The lots taken for line ${lineNumbers.get(allocation.lineId)} must add up to ${allocation.pieces} pieces.`;
      refusals.push({ code: 'LOTS_DO_NOT_ADD_UP', message, path: 'input.lots' });
    }
    if (own === undefined) {
      const line = lineNumbers.get(allocation.lineId);
      for (const { lotNumber, expiresOn } of allocation.lots) {
        if (expiresOn >= today) continue;
        const message = `The lot reserved for line ${line}, ${lotNumber}, has expired on ${expiresOn}: take another lot and say which.`;
        refusals.push({ code: 'LOT_EXPIRED', message, path: 'input.lots' });
      }
    }
    // A lot named twice is one lot.
    taken.set(allocation.id, demandPerLot(own ?? allocation.lots));
  }
  if (refusals.length > 0) throw new Refused(refusals);
  return taken;
}
