import { contractedLinesThen } from '../contracts/payer.service';
import type { PatientCipher } from '../parties/patient-cipher';
import { localDate } from '../platform/amsterdam-time';
import type { Clock } from '../platform/clock';
import type { Database, Transaction } from '../platform/database/database';
import { Failures } from '../platform/jobs/failures';
import {
  answerInsurance,
  selectUnpaid,
  setPayers,
  takeInsuranceDue,
  type AskAgainRow,
  type UnpaidRow,
} from './insurance-again.sql';
import { insurerKnownHere, type InsuranceCheck } from './insurance-check';
import { lockAct, PLATFORM, type LockedAct } from './locked-act';
import { payerBasis } from './placed-answer';
import { correctSettlements } from './settle.sql';
import type { EmergencySnapshots } from './snapshots';

/**
 * Minutes until the check is asked again, after the first time, the second, and so on; after the last it is
 * not asked any more. Ever longer, for two weeks in all: proposal of this project.
 */
export const INSURANCE_PAUSES_MINUTES: readonly number[] = [
  5,
  10,
  20,
  40,
  80,
  160,
  320,
  640,
  ...Array.from({ length: 13 }, () => 1440),
];

/** So many at once: a check that has just come back is not overrun. */
const BATCH = 20;

/** When the check is asked again that could not be asked when the request was placed. */
export function firstAskAgain(placedAt: Date): Date {
  return new Date(placedAt.getTime() + (INSURANCE_PAUSES_MINUTES[0] ?? 0) * 60_000);
}

/**
 * Asks the insurance check again where it could not be asked, before and after the handover, so that what
 * was handed over is paid. Any number of servers may do so at once; no transaction waits for the check.
 */
export class InsuranceAgain {
  constructor(
    private readonly database: Database,
    private readonly snapshots: Pick<EmergencySnapshots, 'parties'>,
    private readonly insurance: InsuranceCheck,
    private readonly cipher: PatientCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns of how many requests the check has answered
   * @throws when some of them failed, once the others have been seen to
   */
  async askAgain(): Promise<number> {
    const due = await this.database.query(takeInsuranceDue, [
      this.clock.now(),
      BATCH,
      INSURANCE_PAUSES_MINUTES,
    ]);
    const failures = new Failures();
    const answered = await Promise.all(due.map((one) => failures.collect(() => this.askFor(one))));
    failures.throwIfAny();
    return answered.filter((yes) => yes === true).length;
  }

  private async askFor({ id, placedAt, sealed, keyId }: AskAgainRow): Promise<boolean> {
    const { bsn } = this.cipher.open({ sealed, keyId }) as { bsn: string };
    const answer = await this.insurance.insurerOf(bsn, localDate(placedAt));
    if (answer.outcome === 'UNAVAILABLE') return false;
    const uzovi = insurerKnownHere(answer, await this.snapshots.parties.current());
    return this.database.inTransaction((transaction) => this.writeDown(transaction, id, uzovi));
  }

  private async writeDown(
    transaction: Transaction,
    id: string,
    uzovi: string | undefined,
  ): Promise<boolean> {
    const act = await lockAct(transaction, id, PLATFORM, this.clock);
    if (act === undefined) return false;
    const outcome = uzovi === undefined ? 'NOT_FOUND' : 'FOUND';
    const written = await transaction.query(answerInsurance, [id, outcome, uzovi ?? null]);
    if (written.length === 0) return false;
    const corrected = uzovi === undefined ? [] : await settle(act, uzovi);
    const details = { outcome, insurer: uzovi ?? null, correctedSettlements: corrected };
    await act.event('INSURANCE_CHECKED', details, 'emergency-request.insurance-checked');
    return true;
  }
}

/**
 * Who pays for what had no insurer: by the contract in force when it was handed over, or now where it is
 * still to be. @returns ids of the settlements that were corrected
 */
async function settle({ transaction, request, now }: LockedAct, uzovi: string): Promise<string[]> {
  const unpaid = await transaction.query(selectUnpaid, [request.id]);
  const dayOf = ({ handedOverAt }: UnpaidRow): string => localDate(handedOverAt ?? now);
  const paid: (UnpaidRow & { pays: string; contractLineId: number | null })[] = [];
  for (const on of new Set(unpaid.map(dayOf))) {
    const rows = unpaid.filter((row) => dayOf(row) === on);
    const lines = await contractedLinesThen(transaction, {
      uzovi,
      on,
      articleIds: [...new Set(rows.map(({ articleId }) => articleId))],
      regionCode: request.regionCode,
      supplierAgbs: [...new Set(rows.map(({ supplierAgb }) => supplierAgb))],
    });
    for (const row of rows) {
      const line = lines.find(
        ({ articleId, supplierAgb }) =>
          articleId === row.articleId && supplierAgb === row.supplierAgb,
      );
      const pays = payerBasis(uzovi, line !== undefined);
      paid.push({ ...row, pays, contractLineId: line?.contractLineId ?? null });
    }
  }
  await transaction.query(setPayers, [JSON.stringify(paid)]);
  const settled = paid.filter(({ settlement }) => settlement !== null);
  await transaction.query(correctSettlements, [
    JSON.stringify(settled),
    uzovi,
    'INSURER_FOUND',
    PLATFORM.name,
    now,
  ]);
  return settled.map(({ settlement }) => settlement ?? '');
}
