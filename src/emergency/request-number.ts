const PREFIX = 'ER';
const FORMAT = /^ER0*([1-9]\d{0,17})$/;

/** The number people say on the phone: 'ER' and at least nine digits. */
export function requestNumber(id: string): string {
  return `${PREFIX}${id.padStart(9, '0')}`;
}

/** @returns undefined for anything that is no request's number */
export function requestIdOf(number: string): string | undefined {
  return FORMAT.exec(number.trim().toUpperCase())?.[1];
}
