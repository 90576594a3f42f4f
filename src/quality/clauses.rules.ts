import type { ClauseCode, ContractTerms, TermClause } from './contract-terms';
import type { Finding } from './finding';
import { EvidenceBook } from './findings.rules';
import type { ClauseOf, TermsIndex } from './terms-index';
import { clauseWords, listed, sentence } from './words';

/** Something that is lacking, and what would mend it: a sentence each. */
export interface Lack {
  readonly missing: string;
  readonly mend: string;
  /** What a clause does not say, so that all of that is told in one sentence. */
  readonly unsaid?: string;
}

/** Whether the clause says yes to it. */
export function says(clause: TermClause, parameter: string): boolean {
  return clause.parameters[parameter] === true;
}

export function textIn(clause: TermClause, parameter: string): string {
  const value = clause.parameters[parameter];
  return typeof value === 'string' ? value.trim() : '';
}

export function figureIn(clause: TermClause, parameter: string): number | undefined {
  const value = clause.parameters[parameter];
  return typeof value === 'number' ? value : undefined;
}

/** 'the escalation clause'. */
export function theClause(code: ClauseCode): string {
  return `the ${withoutArticle(code)}`;
}

/**
 * Met by a clause that lacks nothing. Of several the one that lacks least is told about; of equals that
 * of the contract with the first number.
 * @param lacks what a clause of this kind lacks
 */
export function judgeClause(
  terms: TermsIndex,
  code: ClauseCode,
  lacks: (clause: TermClause, of: ContractTerms) => readonly Lack[],
): Finding {
  let best: { readonly of: ClauseOf; readonly lacks: readonly Lack[] } | undefined;
  for (const of of terms.clausesOf(code)) {
    const found = lacks(of.clause, of.terms);
    const fewer = found.length - (best?.lacks.length ?? Infinity);
    if (
      best === undefined ||
      fewer < 0 ||
      (fewer === 0 && of.terms.number < best.of.terms.number)
    ) {
      best = { of, lacks: found };
    }
  }
  if (best === undefined) {
    return {
      verdict: 'NOT_MET',
      evidence: [],
      missing: [`There is no ${withoutArticle(code)}.`],
      mend: [`Add ${clauseWords[code]}.`],
    };
  }
  const told = together(code, best.lacks);
  return {
    verdict: told.length === 0 ? 'MET' : 'PARTLY_MET',
    evidence: EvidenceBook.for(terms).clause(best.of.terms, code).all,
    missing: told.map(({ missing }) => missing),
    mend: told.map(({ mend }) => mend),
  };
}

/**
 * A lack of a clause that does not say something.
 * @param what 'that the size stays the same', 'when a device is stopped'
 */
export function unsaid(code: ClauseCode, what: string): Lack {
  return {
    missing: `${sentence(theClause(code))} does not say ${what}.`,
    mend: `Have ${theClause(code)} say ${what}.`,
    unsaid: what,
  };
}

/** All that the clause does not say in one sentence, where the first of it was. */
function together(code: ClauseCode, lacks: readonly Lack[]): readonly Lack[] {
  const whats = lacks.flatMap(({ unsaid: what }) => what ?? []);
  if (whats.length < 2) return lacks;
  const first = lacks.findIndex(({ unsaid: what }) => what !== undefined);
  const all = unsaid(code, listed(whats, whats.length));
  return lacks.flatMap((lack, at) => (at === first ? all : lack.unsaid === undefined ? lack : []));
}

function withoutArticle(code: ClauseCode): string {
  return clauseWords[code].replace(/^an? /, '');
}
