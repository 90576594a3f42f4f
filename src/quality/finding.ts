/** What comes of judging contracts by one requirement. */
export const VERDICTS = [
  'MET',
  'PARTLY_MET',
  'NOT_MET',
  'NOT_APPLICABLE',
  'JUDGED_BY_PEOPLE',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What in a contract a verdict rests on. */
export interface Evidence {
  readonly contractNumber: string;
  /** Ascending; a hundred at most. */
  readonly lineNumbers: readonly number[];
  /** Codes of clauses and activities. */
  readonly clauses: readonly string[];
}

export interface Finding {
  readonly verdict: Verdict;
  /** In the order of contract numbers; of a hundred contracts at most. */
  readonly evidence: readonly Evidence[];
  /** What is not as it must be, each a sentence. Empty when all is. */
  readonly missing: readonly string[];
  /** What would mend it, each a sentence. */
  readonly mend: readonly string[];
}

export const NOT_APPLICABLE: Finding = {
  verdict: 'NOT_APPLICABLE',
  evidence: [],
  missing: [],
  mend: [],
};

export const JUDGED_BY_PEOPLE: Finding = {
  verdict: 'JUDGED_BY_PEOPLE',
  evidence: [],
  missing: [],
  mend: [],
};

/** Whether something is lacking. What people judge is not: no contract can show it. */
export function isUnmet({ verdict }: Finding): boolean {
  return verdict === 'NOT_MET' || verdict === 'PARTLY_MET';
}
