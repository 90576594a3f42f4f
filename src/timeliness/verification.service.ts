import type { Database } from '../platform/database/database';
import type { Statement } from '../platform/database/statement';
import { SEALED_LOGS, type SealedLog } from './seal.sql';
import { recordFaults, type Finding, type FindingKind } from './verification.rules';
import {
  checkSeals,
  selectAccessFindings,
  selectEventFindings,
  selectLatestSeals,
  selectLedgerFindings,
  selectRecordOfRequest,
  selectRecordsOfEvents,
  selectRequestExists,
  selectRequestFindings,
  selectRequestsWithoutEvents,
  selectSealsOfPeriod,
  selectSealsOfRequest,
  selectUnknownSeals,
  type RecordRow,
  type RowFindingRow,
  type SealToCheckRow,
} from './verification.sql';

/** Findings that are told; there may be more. */
export const MOST_FINDINGS = 100;
/** A row is written before its transaction ends, and servers' clocks differ: no sign of tampering. */
const GRACE_MILLISECONDS = 5 * 60_000;
/** Seals that are read at once; no more of them than have these rows together, and one. */
const SEALS_AT_A_TIME = 1000;
const ROWS_AT_A_TIME = 20_000;

export interface EvidencePeriod {
  readonly from: Date;
  /** First instant that is not in it. */
  readonly until: Date;
}

export interface Verification {
  readonly findings: readonly Finding[];
  /** Whether there may be more findings than are told. */
  readonly moreFindings: boolean;
  readonly sealsChecked: number;
  readonly rowsChecked: number;
  /** False: the time was up before the end; go on after the last seal. */
  readonly complete: boolean;
  readonly lastSealId?: string;
  readonly latestSeals: readonly SealToCheckRow[];
}

const KIND_OF: Readonly<Record<RowFindingRow['kind'], FindingKind>> = {
  CHANGED: 'ROW_CHANGED',
  PREVIOUS_MISSING: 'ROW_BEFORE_MISSING',
  PREVIOUS_DIFFERS: 'ROW_BEFORE_DIFFERS',
  BACKDATED: 'ROW_BACKDATED',
};

const WORDS_OF: Readonly<Record<RowFindingRow['kind'], string>> = {
  CHANGED: 'The row is not what it was when it was written.',
  PREVIOUS_MISSING: 'The row that was written before it in its chain is gone.',
  PREVIOUS_DIFFERS: 'The row before it in its chain is another one than when it was written.',
  BACKDATED: 'It says that it was written before a seal that it is not under.',
};

const FINDINGS_OF: Readonly<Record<SealedLog, Statement<RowFindingRow>>> = {
  emergency_request_event: selectEventFindings,
  stock_ledger: selectLedgerFindings,
  access_log: selectAccessFindings,
};

/** Reckons again what was sealed and chained, and says what does not agree. */
export class EvidenceVerification {
  /**
   * @param mostMilliseconds after so long a period is left unfinished, to be gone on with
   * @param sealsAtATime that are read together
   */
  constructor(
    private readonly database: Database,
    private readonly mostMilliseconds = 10_000,
    private readonly sealsAtATime = SEALS_AT_A_TIME,
  ) {}

  /**
   * @param notedSeals hashes of seals that the caller noted down earlier: each must still be there
   * @param after the seal up to which an earlier call came
   */
  async ofPeriod(
    period: EvidencePeriod,
    notedSeals: readonly string[],
    after?: string,
  ): Promise<Verification> {
    const outcome = new Outcome();
    const stopAt = performance.now() + this.mostMilliseconds;
    let last = after;
    let complete = false;
    // Some seals per call at least, so that a caller who goes on comes to an end.
    do {
      const limits = [this.sealsAtATime, ROWS_AT_A_TIME];
      const seals = await this.database.query(selectSealsOfPeriod, [
        ...[period.from, period.until, last ?? '0'],
        ...limits,
      ]);
      await this.check(seals, outcome);
      last = seals.at(-1)?.id ?? last;
      complete = !seals.some(({ more }) => more);
    } while (!complete && performance.now() < stopAt && !outcome.isFull);
    if (complete) await this.checkPlaced(period, outcome);
    await this.checkNoted(notedSeals, outcome);
    return {
      ...outcome.verification(),
      complete,
      lastSealId: last,
      latestSeals: await this.database.query(selectLatestSeals),
    };
  }

  /** Chain and record of one request, and the seals that its events are under; undefined: there is none. */
  async ofRequest(
    requestId: string,
    notedSeals: readonly string[],
  ): Promise<Verification | undefined> {
    const [known] = await this.database.query(selectRequestExists, [requestId]);
    if (known === undefined) return undefined;
    const outcome = new Outcome();
    const rows = await this.database.query(selectRequestFindings, [requestId, MOST_FINDINGS + 1]);
    for (const row of rows) outcome.addRow(row.log, row);
    const records = await this.database.query(selectRecordOfRequest, [requestId]);
    outcome.addRecords(records);
    const seals = await this.database.query(selectSealsOfRequest, [requestId]);
    await this.checkSealsAlone(seals, outcome);
    await this.checkNoted(notedSeals, outcome);
    return {
      ...outcome.verification(),
      complete: true,
      latestSeals: await this.database.query(selectLatestSeals),
    };
  }

  private async check(seals: readonly SealToCheckRow[], outcome: Outcome): Promise<void> {
    await this.checkSealsAlone(seals, outcome);
    for (const log of SEALED_LOGS) {
      const sealed = seals.filter((seal) => seal.log === log);
      if (sealed.length === 0) continue;
      const ranges = [sealed.map(({ fromId }) => fromId), sealed.map(({ toId }) => toId)];
      const earliest = sealed.map(
        ({ writtenAfter }) => writtenAfter && new Date(writtenAfter.getTime() - GRACE_MILLISECONDS),
      );
      const values = [...ranges, earliest, MOST_FINDINGS + 1];
      for (const row of await this.database.query(FINDINGS_OF[log], values)) {
        outcome.addRow(log, row);
      }
      if (log !== 'emergency_request_event') continue;
      outcome.addRecords(await this.database.query(selectRecordsOfEvents, ranges));
    }
  }

  private async checkSealsAlone(seals: readonly SealToCheckRow[], outcome: Outcome): Promise<void> {
    if (seals.length === 0) return;
    const ids = seals.map(({ id }) => id);
    const checks = new Map(
      (await this.database.query(checkSeals, [ids])).map((check) => [check.id, check]),
    );
    for (const { id: sealId, log, fromId, toId, rows } of seals) {
      const check = checks.get(sealId);
      if (check === undefined) continue;
      outcome.sealsChecked += 1;
      outcome.rowsChecked += check.rows;
      if (!check.agrees) {
        const words =
          check.rows === rows
            ? `Rows ${fromId} to ${toId} are not what they were when they were sealed.`
            : `Of rows ${fromId} to ${toId} there were ${rows} when they were sealed; now there are ${check.rows}.`;
        outcome.add({ kind: 'SEAL_DIFFERS', log, sealId, words });
      }
      if (!check.follows) {
        const words =
          'It does not follow the seal before it: that one was changed, or one is gone.';
        outcome.add({ kind: 'SEAL_OUT_OF_LINE', log, sealId, words });
      }
    }
  }

  /** A request must have its first event, once the log has been sealed beyond its placing. */
  private async checkPlaced(period: EvidencePeriod, outcome: Outcome): Promise<void> {
    const seals = await this.database.query(selectLatestSeals);
    const sealedAt = seals.find(({ log }) => log === 'emergency_request_event')?.sealedAt;
    if (sealedAt === undefined) return;
    const sealedUntil = Math.min(period.until.getTime(), sealedAt.getTime() - GRACE_MILLISECONDS);
    const values = [period.from, new Date(sealedUntil), MOST_FINDINGS + 1];
    for (const { requestId } of await this.database.query(selectRequestsWithoutEvents, values)) {
      outcome.addRequest(requestId, ['it has no first event']);
    }
  }

  private async checkNoted(hashes: readonly string[], outcome: Outcome): Promise<void> {
    if (hashes.length === 0) return;
    for (const { hash } of await this.database.query(selectUnknownSeals, [hashes])) {
      const words = `There is no seal ${hash}: it was taken away, or never was.`;
      outcome.add({ kind: 'SEAL_UNKNOWN', words });
    }
  }
}

/** Gathers what is found, each thing once. */
class Outcome {
  sealsChecked = 0;
  rowsChecked = 0;
  private readonly findings = new Map<string, Finding>();

  get isFull(): boolean {
    return this.findings.size > MOST_FINDINGS;
  }

  add(finding: Finding): void {
    if (!this.isFull) this.findings.set(JSON.stringify(finding), finding);
  }

  addRow(log: SealedLog, { kind, id, requestId, lotId }: RowFindingRow): void {
    this.add({
      kind: KIND_OF[kind],
      log,
      rowId: id,
      requestId: requestId ?? undefined,
      lotId: lotId ?? undefined,
      words: WORDS_OF[kind],
    });
  }

  addRecords(records: readonly RecordRow[]): void {
    for (const record of records) this.addRequest(record.requestId, recordFaults(record));
  }

  addRequest(requestId: string, faults: readonly string[]): void {
    if (faults.length === 0) return;
    const words = `The request does not agree with its events: ${faults.join('; ')}.`;
    this.add({ kind: 'REQUEST_DIFFERS', requestId, words });
  }

  verification(): Pick<Verification, 'findings' | 'moreFindings' | 'sealsChecked' | 'rowsChecked'> {
    return {
      findings: [...this.findings.values()].slice(0, MOST_FINDINGS),
      moreFindings: this.isFull,
      sealsChecked: this.sealsChecked,
      rowsChecked: this.rowsChecked,
    };
  }
}
