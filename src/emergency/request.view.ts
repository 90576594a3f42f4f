import { articleView, productGroupView } from '../catalogue/catalogue.view';
import type { Catalogue } from '../catalogue/catalogue';
import type { Caller } from '../access/caller';
import type { PayerBasis } from '../contracts/payer-basis';
import type { Postcodes } from '../geography/postcodes.snapshot';
import type { Parties } from '../parties/parties.snapshot';
import { stockPointView } from '../supply/stock-point.view';
import type { StockPoint, StockPoints } from '../supply/stock-points.snapshot';
import type { DeviceCategory } from '../catalogue/device-category';
import { verdict, type SuspensionReason } from '../timeliness/clock.rules';
import type { Norms } from '../timeliness/norms.snapshot';
import type { Urgency } from '../timeliness/urgency';
import type { PatientCipher } from './patient-cipher';
import type { AnsweredPart, PlacedAnswer } from './placed-answer';
import type { EmergencyRequestPlacedType } from './place.types';
import type { AllocationRow, PartRow, RequestRow, WorklistRow } from './read.sql';
import type { WorklistItemType } from './act.types';
import { requestNumber } from './request-number';
import type {
  ContactType,
  DeadlineType,
  EmergencyRequestType,
  GivenArticleType,
  PatientType,
  PayerType,
  RequestPartType,
} from './request.types';
import type { EmergencySnapshots } from './snapshots';

/** The reference data of one answer, all of the same moment. */
export interface ViewData {
  readonly catalogue: Catalogue;
  readonly postcodes: Postcodes;
  readonly parties: Parties;
  readonly points: StockPoints;
  readonly norms: Norms;
  readonly now: Date;
}

export async function loadViewData(snapshots: EmergencySnapshots, now: Date): Promise<ViewData> {
  const [catalogue, postcodes, parties, points, norms] = await Promise.all([
    snapshots.catalogue.current(),
    snapshots.postcodes.current(),
    snapshots.parties.current(),
    snapshots.stockPoints.current(),
    snapshots.norms.current(),
  ]);
  return { catalogue, postcodes, parties, points, norms, now };
}

/** What of the patient each role may see; everyone else sees nothing of them. */
const SEES_PATIENT: ReadonlySet<Caller['role']> = new Set(['PRESCRIBER', 'STOCK_POINT', 'INSURER']);
const SEES_CONTACT: ReadonlySet<Caller['role']> = new Set(['PRESCRIBER', 'STOCK_POINT']);

/** Competitors don't see each other's parts of a request, nor what was found of each other's stock. */
export const OWN_PARTS_ONLY: ReadonlySet<Caller['role']> = new Set(['STOCK_POINT', 'SUPPLIER']);

export function isOwnPoint(point: StockPoint | undefined, caller: Caller): boolean {
  if (!OWN_PARTS_ONLY.has(caller.role)) return true;
  if (point === undefined) return false;
  return caller.role === 'SUPPLIER'
    ? point.supplierAgb === caller.supplierAgb
    : point.code === caller.stockPointCode;
}

/** A request as the API shows it to this caller. */
export function requestView(
  row: RequestRow,
  caller: Caller,
  cipher: PatientCipher,
  data: ViewData,
): EmergencyRequestType {
  const suspensions = row.suspensions.map(({ reason, suspendedAt, resumedAt }) => ({
    reason: reason as SuspensionReason,
    from: new Date(suspendedAt),
    until: resumedAt === null ? null : new Date(resumedAt),
  }));
  const judged = verdict({
    placedAt: row.placedAt,
    deadlineAt: row.deadlineAt,
    suspensions,
    stoppedAt: row.stoppedAt,
    cancelledAt: row.state === 'CANCELLED' ? row.closedAt : null,
    closedUnfulfilledAt: row.state === 'CLOSED_UNFULFILLED' ? row.closedAt : null,
    now: data.now,
  });
  return {
    __typename: 'EmergencyRequest',
    rowId: row.id,
    id: requestNumber(row.id),
    state: row.state,
    verdict: judged.verdict,
    urgency: row.urgency as Urgency,
    urgencyReason: row.urgencyReason,
    prescription: row.prescription,
    category: row.category as DeviceCategory,
    handover: row.handover,
    placedAt: row.placedAt,
    deadline: deadlineView(row.deadlineAt, judged.effectiveDeadlineAt, row.normRuleId, data),
    stoppedAt: row.stoppedAt,
    closedAt: row.closedAt,
    closeReason: row.closeReason,
    region: there(data.postcodes.regionByCode.get(row.regionCode), row.regionCode),
    organisationAgb: row.organisationAgb,
    organisationName: row.organisationName,
    prescriberAgb: row.prescriberAgb,
    insurer: insurerOf(row.insurerUzovi, data),
    insuranceCheck: row.insuranceCheck,
    patient: SEES_PATIENT.has(caller.role) ? patientView(row, cipher) : null,
    contact: SEES_CONTACT.has(caller.role) ? contactView(row, cipher) : null,
    lines: row.lines.map((line) => ({
      lineNumber: line.lineNumber,
      productGroup: productGroupView(
        there(data.catalogue.groups.get(line.productGroupCode), line.productGroupCode),
      ),
      article: line.articleId === null ? null : articleOf(line.articleId, data),
      required: Object.entries(line.required).map(([code, value]) => ({
        code,
        value: String(value),
      })),
      pieces: line.pieces,
      substitution: line.substitution,
    })),
    parts: row.parts
      .filter(({ stockPointId }) => isOwnPoint(data.points.byId.get(stockPointId), caller))
      .map((part) => partView(part, row.insurerUzovi, data)),
    suspensions: row.suspensions,
  };
}

/** The answer to placing, from what was kept of it; the same each time. */
export function placedView(
  id: string,
  answer: PlacedAnswer,
  data: ViewData,
): EmergencyRequestPlacedType {
  const last = answer.parts.reduce(
    (latest, { expectedAt }) => (expectedAt > latest ? expectedAt : latest),
    '',
  );
  return {
    __typename: 'EmergencyRequestPlaced',
    rowId: id,
    number: requestNumber(id),
    state: answer.state,
    placedAt: answer.placedAt,
    deadline: deadlineView(answer.deadlineAt, answer.deadlineAt, answer.normRuleId, data),
    expectedAt: answer.unassigned.length > 0 || last === '' ? null : last,
    parts: answer.parts.map((part) =>
      answeredPartView(part, answer.placedAt, answer.insurerUzovi, data),
    ),
    unassignedLines: answer.unassigned,
  };
}

/** A part as it was, or would be, answered; nothing has happened to it yet. */
export function answeredPartView(
  part: AnsweredPart,
  assignedAt: Date | string,
  insurerUzovi: string | null,
  data: ViewData,
): RequestPartType {
  return {
    partNumber: part.part,
    state: 'RESERVED',
    stockPoint: stockPointOf(part.stockPointId, data),
    expectedAt: part.expectedAt,
    reckoning: part,
    acceptBy: part.acceptBy,
    assignedAt,
    acceptedAt: null,
    dispatchedAt: null,
    readyAt: null,
    handedOverAt: null,
    proof: null,
    passOverReason: null,
    gives: part.allocations.map((allocation) =>
      givenView({ ...allocation, lots: [] }, insurerUzovi, data),
    ),
  };
}

function partView(part: PartRow, insurerUzovi: string | null, data: ViewData): RequestPartType {
  return {
    partNumber: part.part,
    state: part.state,
    stockPoint: stockPointOf(part.stockPointId, data),
    expectedAt: part.expectedAt,
    reckoning: part,
    acceptBy: part.acceptBy,
    assignedAt: part.assignedAt,
    acceptedAt: part.acceptedAt,
    dispatchedAt: part.dispatchedAt,
    readyAt: part.readyAt,
    handedOverAt: part.handedOverAt,
    proof:
      part.proofMethod === null || part.receivedBy === null
        ? null
        : { method: part.proofMethod, receivedBy: part.receivedBy },
    passOverReason: part.passOverReason,
    gives: part.allocations.map((allocation) => givenView(allocation, insurerUzovi, data)),
  };
}

type Given = Pick<
  AllocationRow,
  'line' | 'articleId' | 'pieces' | 'match' | 'differences' | 'lots'
> & {
  readonly pays: PayerBasis;
  readonly contractNumber: string | null;
};

function givenView(given: Given, insurerUzovi: string | null, data: ViewData): GivenArticleType {
  return {
    lineNumber: given.line,
    article: articleOf(given.articleId, data),
    pieces: given.pieces,
    match: given.match,
    differences: given.differences.map(({ characteristic, asked, given: instead }) => ({
      characteristic,
      asked: asked === null ? null : String(asked),
      given: instead === null ? null : String(instead),
    })),
    payer: payerView(given.pays, given.contractNumber, insurerUzovi, data),
    lots: given.lots,
  };
}

function payerView(
  basis: PayerBasis,
  contractNumber: string | null,
  insurerUzovi: string | null,
  data: ViewData,
): PayerType {
  const insurer = insurerOf(insurerUzovi, data);
  const name = insurer?.name ?? 'The insurer';
  const words: Record<PayerBasis, string> = {
    CONTRACT: `${name} pays: it has a contract with the supplier for this.`,
    EMERGENCY_EXCEPTION: `${name} pays by its exception for emergencies: it has no contract with this supplier for this.`,
    INSURER_UNKNOWN:
      'The insurer was not found. Who pays is found out afterwards; that does not hold up the supply.',
  };
  return { basis, insurer, contractNumber, words: words[basis] };
}

/** A part on the worklist of the stock point that has it. */
export function worklistView(
  row: WorklistRow & { readonly expectedAtText: string },
  cipher: PatientCipher,
  data: ViewData,
): WorklistItemType {
  const deadlineAt = new Date(row.deadlineAt.getTime() + Number(row.suspendedMilliseconds));
  const stopped = row.handover === 'PICKUP' && row.state === 'READY_FOR_PICKUP';
  const running = row.suspended || data.now <= deadlineAt ? 'RUNNING' : 'OVERDUE';
  return {
    sortKey: [row.expectedAtText, row.partId],
    requestId: requestNumber(row.requestId),
    partNumber: row.part,
    state: row.state,
    acceptBy: row.acceptBy,
    expectedAt: row.expectedAt,
    deadlineAt,
    verdict: stopped ? (row.readyInTime ? 'ON_TIME' : 'LATE') : running,
    suspended: row.suspended,
    placedAt: row.placedAt,
    urgency: row.urgency as Urgency,
    urgencyReason: row.urgencyReason,
    handover: row.handover,
    patient: patientView(row, cipher),
    contact: contactView(row, cipher),
    gives: row.allocations.map((allocation) => givenView(allocation, row.insurerUzovi, data)),
  };
}

export function deadlineView(
  at: Date | string,
  effectiveAt: Date | string,
  normRuleId: number,
  data: ViewData,
): DeadlineType {
  const { version, rule } = there(
    data.norms.ruleById.get(String(normRuleId)),
    `norm rule ${normRuleId}`,
  );
  const { maximumMinutes } = rule;
  return {
    at,
    effectiveAt,
    norm: { code: version.normCode, version: version.version, maximumMinutes },
  };
}

interface SealedColumns {
  readonly patientSealed: Buffer;
  readonly patientKeyId: string;
  readonly contactSealed: Buffer;
  readonly contactKeyId: string;
}

function patientView(row: SealedColumns, cipher: PatientCipher): PatientType {
  return cipher.open({ sealed: row.patientSealed, keyId: row.patientKeyId }) as PatientType;
}

function contactView(row: SealedColumns, cipher: PatientCipher): ContactType {
  return cipher.open({ sealed: row.contactSealed, keyId: row.contactKeyId }) as ContactType;
}

function stockPointOf(id: number, data: ViewData): RequestPartType['stockPoint'] {
  return stockPointView(there(data.points.byId.get(id), `stock point ${id}`), data);
}

function articleOf(id: number, { catalogue }: ViewData): GivenArticleType['article'] {
  return articleView(there(catalogue.articleById.get(id), `article ${id}`));
}

function insurerOf(uzovi: string | null, { parties }: ViewData): PayerType['insurer'] {
  return uzovi === null ? null : (parties.insurerByUzovi.get(uzovi) ?? null);
}

function there<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`Reference data lacks ${what}`);
  return value;
}
