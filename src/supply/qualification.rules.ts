/** A stretch of time in which a supplier holds a qualification that a stock point hands out under. */
export interface QualificationPeriod {
  /** AGB qualification (76xx). */
  readonly code: string;
  /** YYYY-MM-DD, the first day. */
  readonly from: string;
  /** YYYY-MM-DD, the last day; null: without end. */
  readonly until: string | null;
}

interface Qualified {
  readonly qualifications: readonly QualificationPeriod[];
}

/** @param on YYYY-MM-DD in Amsterdam */
export function isQualified({ qualifications }: Qualified, code: string, on: string): boolean {
  return qualifications.some(
    (one) => one.code === code && one.from <= on && (one.until === null || one.until >= on),
  );
}

/** Codes in order. @param on YYYY-MM-DD in Amsterdam */
export function qualificationsOn({ qualifications }: Qualified, on: string): string[] {
  const codes = new Set(qualifications.map(({ code }) => code));
  return [...codes].filter((code) => isQualified({ qualifications }, code, on)).sort();
}
