import { productGroupView } from '../catalogue/catalogue.view';
import type { Caller } from '../access/caller';
import type { StockPoint } from '../supply/stock-points.snapshot';
import type { DeviceCategory } from '../catalogue/device-category';
import {
  verdict,
  type SuspensionReason,
  type TimelinessRecord,
  type TimelinessVerdict,
} from '../timeliness/clock.rules';
import type { Urgency } from '../timeliness/urgency';
import type { PatientCipher } from '../parties/patient-cipher';
import { needsPatient } from './patient-data.rules';
import type { PlacedAnswer } from './placed-answer';
import type { EmergencyRequestPlacedType } from './place.types';
import type { PartRow, RequestRow, WorklistRow } from './read.sql';
import type { WorklistItemType } from './act.types';
import type { PartState } from './request-state.rules';
import { requestNumber } from './request-number';
import type { ContactType, DeadlineType, EmergencyRequestType, PatientType } from './request.types';

import { answeredPartView, articleOf, givenView, insurerOf, partView } from './part.view';
import { there, type ViewData } from './view-data';
/** States of a part that the patient still waits for. */
const COMING: ReadonlySet<PartState> = new Set(['RESERVED', 'ACCEPTED', 'DISPATCHED']);

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
  const judged = verdictOf(row, data, {
    cancelledAt: row.state === 'CANCELLED' ? row.closedAt : null,
    closedUnfulfilledAt: row.state === 'CLOSED_UNFULFILLED' ? row.closedAt : null,
    pickBeganAt: pickBeganAt(row.parts),
  });
  const parts = row.parts.filter(({ stockPointId }) =>
    isOwnPoint(data.points.byId.get(stockPointId), caller),
  );
  const served = new Set(parts.flatMap(({ allocations }) => allocations.map(({ line }) => line)));
  const isNeeded =
    caller.role !== 'STOCK_POINT' ||
    parts.some((part) => needsPatient(part, row.closedAt !== null, data.now));
  // What else a patient needs is no business of who serves only some of it.
  const sees = (line: number): boolean => !OWN_PARTS_ONLY.has(caller.role) || served.has(line);
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
    expectedLate:
      row.closedAt === null &&
      parts.some(
        ({ state, expectedAt }) =>
          COMING.has(state) && new Date(expectedAt) > judged.effectiveDeadlineAt,
      ),
    stoppedAt: row.stoppedAt,
    closedAt: row.closedAt,
    closeReason: row.closeReason,
    region: there(data.postcodes.regionByCode.get(row.regionCode), row.regionCode),
    organisationAgb: row.organisationAgb,
    organisationName: row.organisationName,
    prescriberAgb: row.prescriberAgb,
    insurer: insurerOf(row.insurerUzovi, data),
    insuranceCheck: row.insuranceCheck,
    ...(isNeeded ? sealedView(row, cipher, caller.role) : { patient: null, contact: null }),
    lines: row.lines
      .filter(({ lineNumber }) => sees(lineNumber))
      .map((line) => ({
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
        startAssortmentOnly: line.startAssortmentOnly,
      })),
    parts: parts.map((part) => partView(part, row.insurerUzovi, data)),
    suspensions: row.suspensions,
  };
}

function pickBeganAt(parts: readonly PartRow[]): Date | null {
  const accepted = parts.flatMap(({ acceptedAt }) =>
    acceptedAt === null ? [] : [new Date(acceptedAt).getTime()],
  );
  return accepted.length === 0 ? null : new Date(Math.min(...accepted));
}

/** By the one rule there is, wherever a request is shown. */
function verdictOf(
  row: Pick<RequestRow, 'placedAt' | 'deadlineAt' | 'suspensions' | 'stoppedAt' | 'normRuleId'>,
  data: ViewData,
  ended: Pick<TimelinessRecord, 'cancelledAt' | 'closedUnfulfilledAt' | 'pickBeganAt'> = {},
): TimelinessVerdict {
  const { placedAt, deadlineAt, stoppedAt } = row;
  const suspensions = row.suspensions.map(({ reason, suspendedAt, resumedAt, approvedAt }) => ({
    reason: reason as SuspensionReason,
    from: new Date(suspendedAt),
    until: resumedAt === null ? null : new Date(resumedAt),
    secondApproval: approvedAt !== null,
  }));
  const { allowedSuspensions } = ruleOf(row.normRuleId, data).rule;
  return verdict({
    placedAt,
    deadlineAt,
    suspensions,
    allowedSuspensions,
    stoppedAt,
    ...ended,
    // What is shown may be younger than the moment at which the call came in.
    now: new Date(
      Math.max(
        data.now.getTime(),
        ...suspensions.map(({ from, until }) => (until ?? from).getTime()),
      ),
    ),
  });
}

function ruleOf(normRuleId: number, { norms }: ViewData) {
  return there(norms.ruleById.get(String(normRuleId)), `norm rule ${normRuleId}`);
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
    expectedLate: last > answer.deadlineAt,
    parts: answer.parts.map((part) =>
      answeredPartView(part, answer.placedAt, answer.insurerUzovi, data),
    ),
    unassignedLines: answer.unassigned,
  };
}

/** A part on the worklist of the stock point that has it. */
export function worklistView(
  row: WorklistRow & { readonly expectedAtText: string },
  cipher: PatientCipher,
  data: ViewData,
): WorklistItemType {
  const deadlineAt = new Date(row.deadlineAt.getTime() + Number(row.suspendedMilliseconds));
  const { cancelledAt } = row;
  return {
    sortKey: [row.expectedAtText, row.partId],
    requestId: requestNumber(row.requestId),
    partNumber: row.part,
    state: row.state,
    acceptBy: row.acceptBy,
    expectedAt: row.expectedAt,
    deadlineAt,
    verdict: verdictOf(row, data, { cancelledAt }).verdict,
    cancelledAt,
    suspended: row.suspensions.some(({ resumedAt }) => resumedAt === null),
    placedAt: row.placedAt,
    urgency: row.urgency as Urgency,
    urgencyReason: row.urgencyReason,
    handover: row.handover,
    // What only has to come back needs nobody's address.
    ...(cancelledAt === null ? openedView(row, cipher) : { patient: null, contact: null }),
    gives: row.allocations.map((given) => givenView(given, row.insurerUzovi, data, data.now)),
  };
}

export function deadlineView(
  at: Date | string,
  effectiveAt: Date | string,
  normRuleId: number,
  data: ViewData,
): DeadlineType {
  const { version, rule } = ruleOf(normRuleId, data);
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

/** What the role may see of the patient; nothing is opened for who sees nothing. */
function sealedView(
  row: SealedColumns,
  cipher: PatientCipher,
  role: Caller['role'],
): { patient: PatientType | null; contact: ContactType | null } {
  if (!SEES_PATIENT.has(role)) return { patient: null, contact: null };
  const { patient, contact } = openedView(row, cipher);
  return { patient, contact: SEES_CONTACT.has(role) ? contact : null };
}

function openedView(
  row: SealedColumns,
  cipher: PatientCipher,
): { patient: PatientType; contact: ContactType } {
  const known = cipher.open({ sealed: row.patientSealed, keyId: row.patientKeyId }) as PatientType;
  const given = cipher.open({ sealed: row.contactSealed, keyId: row.contactKeyId }) as Partial<
    Pick<PatientType, 'birthDate'>
  > &
    ContactType;
  // A request of an earlier version has no date of birth of its own.
  const { birthDate = known.birthDate, ...contact } = given;
  return { patient: { bsn: known.bsn, birthDate }, contact };
}
