import { parseEmdn } from '../catalogue/emdn.rules';
import { parseGtin } from '../catalogue/gtin.rules';
import type { SubstitutionWish } from '../catalogue/substitution.rules';
import { parsePostcode } from '../geography/postcode.rules';
import { parseBirthDate } from '../parties/birth-date.rules';
import { parseBsn } from '../parties/bsn.rules';
import { parseDutchPhone } from '../parties/phone.rules';
import { localDate } from '../platform/amsterdam-time';
import { InputProblems } from '../platform/invalid-input';
import type { Parsed } from '../platform/parsed';
import { isPlainText } from '../platform/plain-text.rules';
import type { Urgency } from '../timeliness/urgency';
import type { Handover } from './timing.rules';

/** Why the patient can't wait. Proposal of this project; no published list. */
export const URGENCY_REASONS = [
  'NO_DEVICE_LEFT',
  'DEVICE_FAILED',
  'DEVICE_LOST',
  'URINARY_RETENTION',
  'SKIN_DAMAGE',
  'GLUCOSE_OUT_OF_CONTROL',
  'WOUND_WORSENS',
  'DISCHARGED_WITHOUT_DEVICE',
  'OTHER_RISK_OF_DAMAGE',
] as const;
export type UrgencyReason = (typeof URGENCY_REASONS)[number];

export const PRESCRIPTIONS = ['FIRST', 'REPEAT'] as const;
export type Prescription = (typeof PRESCRIPTIONS)[number];

/** The form as it was sent: the same for every patient of every insurer. */
export interface PlaceInput {
  readonly requestKey: string;
  readonly patient: {
    readonly bsn: string;
    readonly birthDate: string;
    readonly name?: string | null;
  };
  readonly urgency: Urgency;
  readonly urgencyReason: UrgencyReason;
  readonly prescription: Prescription;
  readonly lines: readonly PlaceLineInput[];
  readonly handover: Handover;
  readonly address: {
    readonly postcode: string;
    readonly houseNumber?: string | null;
    readonly note?: string | null;
  };
  readonly callBackNumber: string;
}

export interface PlaceLineInput {
  readonly productGroup?: string | null;
  readonly characteristics?: readonly { readonly code: string; readonly value: string }[] | null;
  readonly gtin?: string | null;
  readonly pieces: number;
  readonly substitution: SubstitutionWish;
}

/** The form once everything that can be checked without data has been checked. */
export interface PlaceContent {
  readonly requestKey: string;
  readonly patient: {
    readonly bsn: string;
    readonly birthDate: string;
    readonly name: string | null;
  };
  readonly urgency: Urgency;
  readonly urgencyReason: UrgencyReason;
  readonly prescription: Prescription;
  readonly lines: readonly PlaceLine[];
  readonly handover: Handover;
  readonly postcode: string;
  readonly houseNumber: string | null;
  readonly note: string | null;
  readonly callBackNumber: string;
}

export interface PlaceLine {
  readonly lineNumber: number;
  readonly productGroup: string | null;
  /** As texts, in the order in which they were sent; the catalogue knows their types. */
  readonly characteristics: readonly { readonly code: string; readonly value: string }[];
  readonly gtin: string | null;
  readonly pieces: number;
  readonly substitution: SubstitutionWish;
}

const MAXIMUM_LINES = 20;
/** An emergency bridges some days; no device of the catalogue goes faster than this. */
const MAXIMUM_PIECES = 500;
const MAXIMUM_NOTE = 200;

/**
 * @param now to refuse birth dates that are still to come
 * @throws InvalidInput naming every field that is wrong, and what would be right; never its value
 */
export function checkPlaceInput(input: PlaceInput, now: Date): PlaceContent {
  const problems = new InputProblems();
  const requestKey = input.requestKey.trim();
  problems.require(
    requestKey.length >= 1 && requestKey.length <= 100 && isPlainText(requestKey),
    'input.requestKey',
    'must be 1 to 100 characters, none of them control characters: your own number for this request, the same when you send it again',
  );
  const bsn = parsed(problems, 'input.patient.bsn', parseBsn(input.patient.bsn));
  const birthDate = parsed(
    problems,
    'input.patient.birthDate',
    parseBirthDate(input.patient.birthDate, localDate(now)),
  );
  const name = textOf(problems, 'input.patient.name', input.patient.name, 100);
  const postcode = parsed(
    problems,
    'input.address.postcode',
    parsePostcode(input.address.postcode),
  );
  const houseNumber = textOf(problems, 'input.address.houseNumber', input.address.houseNumber, 12);
  problems.require(
    houseNumber === null ? input.handover === 'PICKUP' : /^[1-9]/.test(houseNumber),
    'input.address.houseNumber',
    'must be given for a delivery and begin with a digit from 1, such as 12 or 12-A',
  );
  const note = textOf(problems, 'input.address.note', input.address.note, MAXIMUM_NOTE);
  const callBackNumber = parsed(
    problems,
    'input.callBackNumber',
    parseDutchPhone(input.callBackNumber),
  );
  problems.require(
    input.lines.length >= 1 && input.lines.length <= MAXIMUM_LINES,
    'input.lines',
    `must be 1 to ${MAXIMUM_LINES} lines`,
  );
  const lines = input.lines
    .slice(0, MAXIMUM_LINES)
    .map((line, index) => checkLine(problems, line, index));
  problems.throwIfAny();
  return {
    requestKey,
    patient: { bsn, birthDate, name },
    urgency: input.urgency,
    urgencyReason: input.urgencyReason,
    prescription: input.prescription,
    lines,
    handover: input.handover,
    postcode,
    houseNumber,
    note,
    callBackNumber,
  };
}

/** Also used for `emergencyOptions`, whose lines are the same. */
export function checkLine(problems: InputProblems, line: PlaceLineInput, index: number): PlaceLine {
  const path = `input.lines.${index}`;
  const { productGroup, gtin, characteristics } = line;
  const hasGroup = productGroup !== undefined && productGroup !== null;
  const hasGtin = gtin !== undefined && gtin !== null;
  problems.require(
    hasGroup !== hasGtin,
    path,
    'must have either a productGroup (with the characteristics it must have) or a gtin',
  );
  problems.require(
    Number.isInteger(line.pieces) && line.pieces >= 1 && line.pieces <= MAXIMUM_PIECES,
    `${path}.pieces`,
    `must be 1 to ${MAXIMUM_PIECES}: what is needed until the regular delivery`,
  );
  const asked = [...(characteristics ?? [])].map(({ code, value }) => ({
    code: code.trim().toUpperCase(),
    value: value.trim(),
  }));
  problems.require(
    !hasGtin || asked.length === 0,
    `${path}.characteristics`,
    'must be left out with a gtin: the article has them already',
  );
  problems.require(
    new Set(asked.map(({ code }) => code)).size === asked.length,
    `${path}.characteristics`,
    'must name each characteristic once',
  );
  return {
    lineNumber: index + 1,
    productGroup: hasGroup
      ? parsed(problems, `${path}.productGroup`, parseEmdn(productGroup))
      : null,
    characteristics: asked,
    gtin: hasGtin ? parsed(problems, `${path}.gtin`, parseGtin(gtin)) : null,
    pieces: line.pieces,
    substitution: line.substitution,
  };
}

/** What is compared when the same key comes again: everything that was asked, in a fixed order. */
export function canonicalContent(content: PlaceContent, prescriberAgb: string): string {
  const { patient, ...rest } = content;
  return JSON.stringify([
    prescriberAgb,
    [patient.bsn, patient.birthDate, patient.name],
    [rest.urgency, rest.urgencyReason, rest.prescription, rest.handover],
    [rest.postcode, rest.houseNumber, rest.note, rest.callBackNumber],
    rest.lines.map((line) => [
      line.productGroup,
      line.characteristics
        .map(({ code, value }) => [code, value] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
      line.gtin,
      line.pieces,
      line.substitution,
    ]),
  ]);
}

function parsed(problems: InputProblems, path: string, result: Parsed<string>): string {
  if (result.ok) return result.value;
  problems.add(path, result.problem);
  return '';
}

function textOf(
  problems: InputProblems,
  path: string,
  value: string | null | undefined,
  maximum: number,
): string | null {
  const text = value?.trim() ?? '';
  problems.require(text.length <= maximum, path, `must be at most ${maximum} characters`);
  return text === '' ? null : text;
}
