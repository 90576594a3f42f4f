import type { AccessLog } from '../access/access-log.service';
import { callerOf, type CallContext } from '../access/call-context';
import type { Caller } from '../access/caller';
import { cursorFormat, pageOf, pageRequest, type Page } from '../platform/cursor';
import type { Queryable } from '../platform/database/statement';
import { InputProblems } from '../platform/invalid-input';
import { isPlainText } from '../platform/plain-text.rules';
import type { WorklistItemType, WrittenOffType } from './act.types';
import type { WrittenOffLot } from './locked-act';
import type { PatientCipher } from '../parties/patient-cipher';
import {
  selectRequestFor,
  selectRequestsFor,
  selectRoutingDecisions,
  selectWorklist,
} from './read.sql';
import { requestIdOf } from './request-number';
import type { EmergencyRequestType, RoutingDecisionType } from './request.types';
import { articleOf } from './part.view';
import { loadViewData } from './view-data';
import { isOwnPoint, requestView, worklistView } from './request.view';
import type { RoutingVerdict } from './routing.rules';
import type { EmergencySnapshots } from './snapshots';
import { stockPointView } from '../supply/stock-point.view';

export interface RequestFilter {
  readonly states?: readonly string[] | null;
  readonly categories?: readonly string[] | null;
  readonly urgency?: string | null;
  readonly region?: string | null;
  readonly insurer?: string | null;
  readonly placedFrom?: Date | null;
  readonly placedBefore?: Date | null;
}

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

const requestOrder = cursorFormat('emergencyRequests', ['integer']);
const worklistOrder = cursorFormat('stockPointWorklist', ['instant', 'integer']);

/**
 * Reads requests. Which ones a caller may see is part of each statement, so that what is not theirs
 * can't be told from what is not there. What is given out is written to the access log first.
 */
export class EmergencyReadService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: EmergencySnapshots,
    private readonly cipher: PatientCipher,
    private readonly accessLog: AccessLog,
  ) {}

  async one(number: string, context: CallContext): Promise<EmergencyRequestType | null> {
    const id = requestIdOf(number);
    return id === undefined ? null : this.byId(id, 'emergencyRequest', context);
  }

  /** @param operation the root field that gives it out, for the access log */
  async byId(
    id: string,
    operation: string,
    context: CallContext,
  ): Promise<EmergencyRequestType | null> {
    const caller = callerOf(context);
    const [[row], data] = await Promise.all([
      this.database.query(selectRequestFor[caller.role], [codeOf(caller), id]),
      loadViewData(this.snapshots, context.now),
    ]);
    await this.record(context, operation, row === undefined ? [] : [row.id], [id]);
    return row === undefined ? null : requestView(row, caller, this.cipher, data);
  }

  async list(
    filter: RequestFilter,
    page: PageArguments,
    context: CallContext,
  ): Promise<Page<EmergencyRequestType>> {
    const caller = callerOf(context);
    const request = pageRequest(page, requestOrder);
    const problems = new InputProblems();
    for (const field of ['region', 'insurer'] as const) {
      problems.require(isPlainText(filter[field] ?? ''), `filter.${field}`, 'must be a code');
    }
    problems.throwIfAny();
    const [rows, data] = await Promise.all([
      this.database.query(selectRequestsFor[caller.role], [
        codeOf(caller),
        request.after?.[0] ?? null,
        request.first + 1,
        filter.states ?? null,
        filter.categories ?? null,
        filter.urgency ?? null,
        filter.region ?? null,
        filter.insurer ?? null,
        filter.placedFrom ?? null,
        filter.placedBefore ?? null,
      ]),
      loadViewData(this.snapshots, context.now),
    ]);
    const shown = rows.slice(0, request.first).map(({ id }) => id);
    await this.record(context, 'emergencyRequests', shown, []);
    const views = rows.map((row) => requestView(row, caller, this.cipher, data));
    return pageOf(views, request, ({ rowId }) => requestOrder.encode([rowId]));
  }

  /** What the caller's stock point has still to do. */
  async worklist(page: PageArguments, context: CallContext): Promise<Page<WorklistItemType>> {
    const caller = callerOf(context);
    const request = pageRequest(page, worklistOrder);
    const data = await loadViewData(this.snapshots, context.now);
    const point = data.points.byCode.get(caller.stockPointCode ?? '');
    const [expectedAt, partId] = request.after ?? [null, null];
    const rows = await this.database.query(selectWorklist, [
      point?.id ?? null,
      expectedAt,
      partId,
      request.first + 1,
    ]);
    const shown = rows.slice(0, request.first).map(({ requestId }) => requestId);
    await this.record(context, 'stockPointWorklist', shown, []);
    const items = rows.map((row) => worklistView(row, this.cipher, data));
    return pageOf(items, request, ({ sortKey }) => worklistOrder.encode(sortKey));
  }

  /** Why each stock point was or was not chosen, per request. */
  async routing(
    requestIds: readonly string[],
    context: CallContext,
  ): Promise<Map<string, RoutingDecisionType[]>> {
    const [rows, data] = await Promise.all([
      this.database.query(selectRoutingDecisions, [requestIds]),
      loadViewData(this.snapshots, context.now),
    ]);
    const byRequest = new Map<string, RoutingDecisionType[]>();
    for (const { requestId, decidedAt, occasion, considered } of rows) {
      const decision = {
        decidedAt,
        occasion,
        considered: considered.flatMap(([id, verdict, minutes]) => {
          const point = data.points.byId.get(id);
          if (point === undefined || !isOwnPoint(point, callerOf(context))) return [];
          const stockPoint = stockPointView(point, data);
          return [{ stockPoint, verdict: verdict as RoutingVerdict, minutes }];
        }),
      };
      const known = byRequest.get(requestId);
      if (known === undefined) byRequest.set(requestId, [decision]);
      else known.push(decision);
    }
    return byRequest;
  }

  /** What an act wrote off, as the API shows it. */
  async writtenOff(
    lots: readonly WrittenOffLot[],
    context: CallContext,
  ): Promise<WrittenOffType[]> {
    if (lots.length === 0) return [];
    const data = await loadViewData(this.snapshots, context.now);
    return lots.map(({ articleId, ...lot }) => ({ article: articleOf(articleId, data), ...lot }));
  }

  private async record(
    context: CallContext,
    operation: string,
    given: readonly string[],
    asked: readonly string[],
  ): Promise<void> {
    const denied = given.length === 0 && asked.length > 0;
    await this.accessLog.record(this.database, context, {
      operation,
      action: 'READ',
      outcome: denied ? 'DENIED' : 'GRANTED',
      objectType: 'EmergencyRequest',
      objectIds: denied ? asked : given,
    });
  }
}

/** The code by which the statements know the caller's own requests. */
function codeOf(caller: Caller): string | null {
  switch (caller.role) {
    case 'PRESCRIBER':
      return caller.organisationAgb ?? '';
    case 'STOCK_POINT':
      return caller.stockPointCode ?? '';
    case 'SUPPLIER':
      return caller.supplierAgb ?? '';
    case 'INSURER':
      return caller.uzovi ?? '';
    case 'AUTHORITY':
      return null;
  }
}
