import { accepted, refused, type Parsed } from '../platform/parsed';
import { parseGtin } from './gtin.rules';

/** What a GS1 carrier on a pack says of the device in it. */
export interface UdiCarrier {
  /** 14 digits: the device identifier (UDI-DI), AI 01. */
  readonly gtin: string;
  /** 'YYYY-MM-DD', AI 17: the last day on which the device may be used. */
  readonly expiresOn?: string;
  /** 'YYYY-MM-DD', AI 11. */
  readonly producedOn?: string;
  /** At most 20 characters, case kept, AI 10. */
  readonly lot?: string;
  /** At most 20 characters, case kept, AI 21. */
  readonly serial?: string;
}

const LONGEST_CARRIER = 400;
const SEPARATOR = '\u001d';
const HOW_TO_WRITE_IT =
  'A GS1 carrier is written as (01) with a GTIN of 14 digits, then (17) expiry, (11) production, (10) lot and (21) serial.';

/** The application identifiers that are read; all others are passed over. */
const READ = new Set(['01', '10', '11', '17', '21']);

/**
 * The length of an element, identifier and value together, where its first two digits tell it.
 * Any other element runs to the separator.
 */
function toldLength(firstDigits: string): number | undefined {
  switch (firstDigits) {
    case '00':
      return 20;
    case '01':
    case '02':
    case '03':
    case '41':
      return 16;
    case '04':
      return 18;
    case '20':
      return 4;
    default:
      if (/^1[1-9]$/.test(firstDigits)) return 8;
      return /^3[1-6]$/.test(firstDigits) ? 10 : undefined;
  }
}

/**
 * Reads a GS1 carrier of a unique device identification (UDI), as printed, with the application
 * identifiers (AI) in brackets, or as a scanner sends it, with FNC1 as the group separator (0x1D)
 * and perhaps a symbology identifier such as ]d2 in front.
 * Elements other than 01, 10, 11, 17 and 21 are passed over. Years are 2000-2099.
 * Source: GS1 General Specifications, "Application Identifiers".
 */
export function parseUdiCarrier(input: string): Parsed<UdiCarrier> {
  if (input.length > LONGEST_CARRIER) return refused(HOW_TO_WRITE_IT);
  const text = input.trim();
  const elements = text.startsWith('(') ? printedElements(text) : scannedElements(text);
  if (elements === undefined) return refused(HOW_TO_WRITE_IT);
  return carrierOf(elements);
}

type Element = readonly [ai: string, value: string];

function printedElements(text: string): Element[] | undefined {
  const elements: Element[] = [];
  let end = 0;
  // A bracket inside a lot is no AI unless two to four digits and a closing bracket follow.
  for (const match of text.matchAll(/\(([0-9]{2,4})\)((?:(?!\([0-9]{2,4}\)).)*)/gs)) {
    if (match.index !== end) return undefined;
    end = match.index + match[0].length;
    elements.push([match[1] ?? '', (match[2] ?? '').trim()]);
  }
  return end === text.length && elements.length > 0 ? elements : undefined;
}

function scannedElements(text: string): Element[] | undefined {
  let rest = text.replace(/^\][A-Za-z][0-9]/, '');
  const elements: Element[] = [];
  while (rest !== '') {
    if (rest.startsWith(SEPARATOR)) {
      rest = rest.slice(1);
      continue;
    }
    const ai = rest.slice(0, 2);
    if (!/^[0-9]{2}$/.test(ai)) return undefined;
    const toSeparator = rest.indexOf(SEPARATOR) === -1 ? rest.length : rest.indexOf(SEPARATOR);
    const length = toldLength(ai) ?? toSeparator;
    if (length > toSeparator) return undefined;
    elements.push([ai, rest.slice(2, length)]);
    rest = rest.slice(length);
  }
  return elements.length > 0 ? elements : undefined;
}

function carrierOf(elements: readonly Element[]): Parsed<UdiCarrier> {
  const values = new Map<string, string>();
  for (const [ai, value] of elements) {
    if (!READ.has(ai)) continue;
    if (values.has(ai) && values.get(ai) !== value) {
      return refused('This carrier gives two values for one application identifier.');
    }
    values.set(ai, value);
  }

  const device = values.get('01');
  if (device === undefined) return refused('The device itself, (01) with a GTIN, is missing.');
  if (!/^[0-9]{14}$/.test(device)) return refused('After (01) comes a GTIN of 14 digits.');
  const gtin = parseGtin(device);
  if (!gtin.ok) return gtin;

  const expires = values.get('17');
  const expiresOn = expires === undefined ? undefined : dateOf(expires);
  if (expires !== undefined && expiresOn === undefined) return refused(dateProblem('(17)'));
  const produced = values.get('11');
  const producedOn = produced === undefined ? undefined : dateOf(produced);
  if (produced !== undefined && producedOn === undefined) return refused(dateProblem('(11)'));

  const lot = values.get('10');
  if (lot !== undefined && !isLotOrSerial(lot)) return refused(lotProblem('(10)', 'lot'));
  const serial = values.get('21');
  if (serial !== undefined && !isLotOrSerial(serial)) return refused(lotProblem('(21)', 'serial'));

  return accepted({
    gtin: gtin.value,
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(producedOn === undefined ? {} : { producedOn }),
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
  });
}

/** 'YYMMDD' as 'YYYY-MM-DD'; day 00 means the last day of that month. */
function dateOf(digits: string): string | undefined {
  if (!/^[0-9]{6}$/.test(digits)) return undefined;
  const year = 2000 + Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  if (month < 1 || month > 12) return undefined;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay) return undefined;
  return new Date(Date.UTC(year, month - 1, day === 0 ? lastDay : day)).toISOString().slice(0, 10);
}

/** The characters that GS1 allows in a lot and a serial number (its set 82). */
function isLotOrSerial(text: string): boolean {
  return /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/.test(text);
}

function dateProblem(ai: string): string {
  return `After ${ai} comes a date as YYMMDD that exists; DD may be 00 for the last day of the month.`;
}

function lotProblem(ai: string, name: string): string {
  return `After ${ai} comes a ${name} number of 1 to 20 letters, digits and signs, without spaces.`;
}
