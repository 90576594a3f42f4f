import type { Caller } from '../access/caller';
import type { CatalogueSnapshot } from '../catalogue/catalogue.snapshot';
import type { ArticleType } from '../catalogue/catalogue.types';
import { articleView } from '../catalogue/catalogue.view';
import { parseGtin } from '../catalogue/gtin.rules';
import { localDate } from '../platform/amsterdam-time';
import type { Clock } from '../platform/clock';
import type { Database, Transaction } from '../platform/database/database';
import { InputProblems } from '../platform/invalid-input';
import { constraintOf } from '../platform/database/retry.rules';
import { isPlainText } from '../platform/plain-text.rules';
import { orRefusals, refuse, type Refusal } from '../platform/refusal';
import { directionProblem, type AdjustmentReason } from './adjustment.rules';
import type { StockPoint, StockPointsSnapshot } from './stock-points.snapshot';
import {
  changeExpiry,
  changeOnHand,
  ensureLot,
  insertExpiryCorrection,
  insertLedger,
  lockLot,
  selectActByKey,
  selectLot,
} from './stock.sql';

export interface ReceiveInput {
  readonly actKey: string;
  readonly gtin: string;
  readonly lotNumber: string;
  /** YYYY-MM-DD */
  readonly expiresOn: string;
  readonly pieces: number;
}

export interface AdjustInput {
  readonly actKey: string;
  readonly gtin: string;
  readonly lotNumber: string;
  readonly change: number;
  readonly reason: AdjustmentReason;
}

export const EXPIRY_CORRECTION_REASONS = ['MISTYPED', 'CHANGED_BY_MAKER'] as const;
export type ExpiryCorrectionReason = (typeof EXPIRY_CORRECTION_REASONS)[number];

export interface CorrectExpiryInput {
  readonly actKey: string;
  readonly gtin: string;
  readonly lotNumber: string;
  /** YYYY-MM-DD */
  readonly expiresOn: string;
  readonly reason: ExpiryCorrectionReason;
}

export type StockResult =
  | { readonly stockPointId: number; readonly lotId: number }
  | { readonly refusals: readonly Refusal[] };

const MOST_PIECES = 100_000;

/** Of the pieces that a lot holds. */
interface Change {
  readonly kind: 'RECEIVED' | 'ADJUSTED';
  readonly pieces: number;
  readonly reason: AdjustmentReason | null;
  readonly key: string;
}

/** Stock that comes in, and corrections of it. Each act has a key, so that sent twice it counts once. */
export class StockService {
  /** @param onMoreStock told after stock came in, so that waiting requests are tried again */
  constructor(
    private readonly database: Database,
    private readonly catalogue: CatalogueSnapshot,
    private readonly stockPoints: StockPointsSnapshot,
    private readonly clock: Clock,
    private readonly onMoreStock: () => void,
  ) {}

  /** @throws InvalidInput naming every field that is wrong */
  async receive(input: ReceiveInput, caller: Caller): Promise<StockResult> {
    const problems = new InputProblems();
    const { key, gtin, lotNumber } = checkCommon(problems, input);
    problems.require(
      Number.isInteger(input.pieces) && input.pieces >= 1 && input.pieces <= MOST_PIECES,
      'input.pieces',
      `must be 1 to ${MOST_PIECES}`,
    );
    problems.require(
      input.expiresOn >= localDate(this.clock.now()),
      'input.expiresOn',
      'must be today or later: what has expired is not taken in',
    );
    problems.throwIfAny();
    return this.act(caller, gtin, async (transaction, point, articleId) => {
      const [lot] = await transaction.query(ensureLot, [
        point.id,
        articleId,
        lotNumber,
        input.expiresOn,
      ]);
      if (lot === undefined) throw new Error('No lot came of ensuring it');
      if (lot.expiresOn !== input.expiresOn) {
        const words =
          `You hold this lot as expiring on ${lot.expiresOn}: check the date on the pack. ` +
          'If the one that is held is wrong, put it right with correctLotExpiry.';
        refuse('EXPIRY_DIFFERS', words, 'input.expiresOn');
      }
      const change = { kind: 'RECEIVED', pieces: input.pieces, reason: null, key } as const;
      await this.change(transaction, point, lot.id, change, caller);
      transaction.afterCommit(this.onMoreStock);
      return lot.id;
    });
  }

  /** @throws InvalidInput naming every field that is wrong */
  async adjust(input: AdjustInput, caller: Caller): Promise<StockResult> {
    const problems = new InputProblems();
    const { key, gtin, lotNumber } = checkCommon(problems, input);
    problems.require(
      Number.isInteger(input.change) && input.change !== 0 && Math.abs(input.change) <= MOST_PIECES,
      'input.change',
      `must be from -${MOST_PIECES} to ${MOST_PIECES} and not 0: negative for pieces that are gone`,
    );
    const wrongWay = directionProblem(input.reason, input.change);
    if (wrongWay !== undefined) problems.add('input.change', wrongWay);
    problems.throwIfAny();
    return this.act(caller, gtin, async (transaction, point, articleId) => {
      const [lot] = await transaction.query(selectLot, [point.id, articleId, lotNumber]);
      if (lot === undefined) {
        refuse('UNKNOWN_LOT', 'You hold no such lot of this article.', 'input.lotNumber');
      }
      const { change: pieces, reason } = input;
      const change = { kind: 'ADJUSTED', pieces, reason, key } as const;
      await this.change(transaction, point, lot.id, change, caller);
      if (pieces > 0) transaction.afterCommit(this.onMoreStock);
      return lot.id;
    });
  }

  /**
   * Puts the expiry date of a lot right. What is reserved of it stays so.
   * @throws InvalidInput naming every field that is wrong
   */
  async correctExpiry(input: CorrectExpiryInput, caller: Caller): Promise<StockResult> {
    const problems = new InputProblems();
    const { key, gtin, lotNumber } = checkCommon(problems, input);
    problems.throwIfAny();
    const { expiresOn, reason } = input;
    return this.act(caller, gtin, async (transaction, point, articleId) => {
      const [lot] = await transaction.query(lockLot, [point.id, articleId, lotNumber]);
      if (lot === undefined) {
        refuse('UNKNOWN_LOT', 'You hold no such lot of this article.', 'input.lotNumber');
      }
      const [before] = await transaction.query(selectActByKey, [point.id, key, lot.id]);
      if (before !== undefined) {
        const { lotId, expiresOnAfter, reason: given } = before;
        if (lotId !== lot.id || expiresOnAfter !== expiresOn || given !== reason) refuseKey();
        return lot.id;
      }
      if (lot.expiresOn === expiresOn) {
        refuse('EXPIRY_THE_SAME', 'The lot is held with this date already.', 'input.expiresOn');
      }
      await transaction.query(changeExpiry, [lot.id, expiresOn]);
      const at = this.clock.now();
      const row = [lot.id, at, lot.expiresOn, expiresOn, reason, key, caller.subject];
      await transaction.query(insertExpiryCorrection, row);
      if (expiresOn > lot.expiresOn) transaction.afterCommit(this.onMoreStock);
      return lot.id;
    });
  }

  /** @throws when the catalogue has no such article */
  async articleByGtin(gtin: string): Promise<ArticleType> {
    const article = (await this.catalogue.current()).articleByGtin.get(gtin);
    if (article === undefined) throw new Error('The article has left the catalogue');
    return articleView(article);
  }

  /** What seldom changes is read before the transaction: inside, it could wait for a connection for ever. */
  private async act(
    caller: Caller,
    gtin: string,
    work: (transaction: Transaction, point: StockPoint, articleId: number) => Promise<number>,
  ): Promise<StockResult> {
    const [points, catalogue] = await Promise.all([
      this.stockPoints.current(),
      this.catalogue.current(),
    ]);
    const point = points.byCode.get(caller.stockPointCode ?? '');
    const article = catalogue.articleByGtin.get(gtin);
    const refusals: Refusal[] = [];
    if (point === undefined) {
      refusals.push({ code: 'NOT_FOUND', message: 'Your stock point is not registered here.' });
    }
    if (article === undefined) {
      const message = 'No article of the catalogue has this GTIN.';
      refusals.push({ code: 'NOT_IN_CATALOGUE', message, path: 'input.gtin' });
    }
    if (point === undefined || article === undefined) return { refusals };
    const act = () =>
      this.database.inTransaction(async (transaction) => ({
        stockPointId: point.id,
        lotId: await work(transaction, point, article.id),
      }));
    const outcome = await orRefusals(() =>
      act().catch((error: unknown) => {
        if (constraintOf(error) !== 'one_act_one_key') throw error;
        // An act with this key on another lot was quicker; it has been committed, so now it is seen.
        return act();
      }),
    );
    return 'done' in outcome ? outcome.done : outcome;
  }

  private async change(
    transaction: Transaction,
    point: StockPoint,
    lotId: number,
    { kind, pieces, reason, key }: Change,
    caller: Caller,
  ): Promise<void> {
    // First the counter, whose row lock makes a second act with the same key wait for the first.
    const [changed] = await transaction.query(changeOnHand, [lotId, pieces]);
    const [before] = await transaction.query(selectActByKey, [point.id, key, lotId]);
    if (before !== undefined) {
      const same =
        before.lotId === lotId &&
        before.kind === kind &&
        before.onHandDelta === pieces &&
        before.reason === reason;
      if (!same) refuseKey();
      if (changed !== undefined) await transaction.query(changeOnHand, [lotId, -pieces]);
      return;
    }
    if (changed === undefined) {
      const words =
        'The lot would hold less than what is reserved for requests, or less than nothing.';
      refuse('NOT_ENOUGH_STOCK', words, 'input.change');
    }
    const row = { lot: lotId, kind, onHand: pieces, reserved: 0, reason, key };
    await transaction.query(insertLedger, [
      JSON.stringify([row]),
      this.clock.now(),
      caller.subject,
      null,
    ]);
  }
}

function refuseKey(): never {
  const words = 'This actKey was used before for another change of your stock: use a new one.';
  refuse('KEY_REUSED', words, 'input.actKey');
}

function checkCommon(
  problems: InputProblems,
  input: { readonly actKey: string; readonly gtin: string; readonly lotNumber: string },
): { key: string; gtin: string; lotNumber: string } {
  const key = input.actKey.trim();
  problems.require(
    key.length >= 1 && key.length <= 100 && isPlainText(key),
    'input.actKey',
    'must be 1 to 100 characters, none of them control characters: your own number for this act, the same when you send it again',
  );
  const gtin = parseGtin(input.gtin);
  if (!gtin.ok) problems.add('input.gtin', gtin.problem);
  const lotNumber = input.lotNumber.trim();
  problems.require(
    lotNumber.length >= 1 && lotNumber.length <= 40 && isPlainText(lotNumber),
    'input.lotNumber',
    'must be 1 to 40 characters, as on the pack',
  );
  return { key, gtin: gtin.ok ? gtin.value : '', lotNumber };
}
