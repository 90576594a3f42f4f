import type { ContractTerms } from './contract-terms';
import { NOT_APPLICABLE, type Evidence, type Finding, type Verdict } from './finding';
import type { TermsIndex } from './terms-index';
import { listed } from './words';

/** How many lines of a contract, and how many contracts, are given as evidence. */
const MOST_EVIDENCE = 100;

/** As they were noted, the same more than once: few of them are ever told. */
interface Gathered {
  readonly lines: number[];
  readonly clauses: string[];
}

/** Gathers what a verdict rests on. */
export class EvidenceBook {
  /** False: nobody asks, so that no words need to be made either. */
  readonly isTold: boolean = true;
  private last: readonly [ContractTerms, Gathered] | undefined;
  /** Only once there is more than one: most books are about a single contract, and there are very many. */
  private byContract: Map<ContractTerms, Gathered> | undefined;

  static for({ context }: TermsIndex): EvidenceBook {
    return context.verdictsOnly === true ? UNTOLD : new EvidenceBook();
  }

  line(contract: ContractTerms, lineNumber: number): this {
    this.of(contract).lines.push(lineNumber);
    return this;
  }

  clause(contract: ContractTerms, code: string): this {
    this.of(contract).clauses.push(code);
    return this;
  }

  /** Whether nothing more can change the verdict, nor is told. */
  isSettled(_good: number, _bad: number): boolean {
    return false;
  }

  get all(): Evidence[] {
    const books = this.byContract ?? (this.last === undefined ? [] : [this.last]);
    return citedEvidence(
      [...books].map(([{ number }, gathered]): [string, Gathered] => [number, gathered]),
    );
  }

  /** Lines come contract by contract, so mostly it is the one asked for last. */
  private of(contract: ContractTerms): Gathered {
    const { last } = this;
    if (last?.[0] === contract) return last[1];
    if (last !== undefined) this.byContract ??= new Map([last]);
    const gathered = this.byContract?.get(contract) ?? { lines: [], clauses: [] };
    this.byContract?.set(contract, gathered);
    this.last = [contract, gathered];
    return gathered;
  }
}

class UntoldEvidence extends EvidenceBook {
  override readonly isTold = false;

  override line(): this {
    return this;
  }

  override clause(): this {
    return this;
  }

  override isSettled(good: number, bad: number): boolean {
    return good > 0 && bad > 0;
  }

  override get all(): Evidence[] {
    return [];
  }
}

const UNTOLD = new UntoldEvidence();

function byContractNumber(one: Evidence, other: Evidence): number {
  return one.contractNumber < other.contractNumber ? -1 : 1;
}

/** Judges contracts by one rule. */
export type Judge = (terms: TermsIndex) => Finding;

/** Sentences, or what makes them: only when they are told. */
type Words = readonly string[] | (() => readonly string[]);

/**
 * The finding of a rule that looks at many things of a kind.
 * @param good how many are as they must be
 * @param bad how many are not; there must be words for them in `missing`
 */
export function found(
  good: number,
  bad: number,
  evidence: EvidenceBook,
  missing: Words = [],
  mend: Words = [],
): Finding {
  if (good + bad === 0) return NOT_APPLICABLE;
  const verdict: Verdict = bad === 0 ? 'MET' : good === 0 ? 'NOT_MET' : 'PARTLY_MET';
  if (!evidence.isTold) return UNTOLD_FINDINGS[verdict];
  return finding(verdict, () => evidence.all, distinct(wordsOf(missing)), distinct(wordsOf(mend)));
}

function wordsOf(words: Words): readonly string[] {
  return typeof words === 'function' ? words() : words;
}

const untold = (verdict: Verdict): Finding => ({ verdict, evidence: [], missing: [], mend: [] });
const UNTOLD_FINDINGS = {
  MET: untold('MET'),
  PARTLY_MET: untold('PARTLY_MET'),
  NOT_MET: untold('NOT_MET'),
};

/** Evidence is put together when it is asked for: of many findings nobody asks. */
function finding(
  verdict: Verdict,
  gather: () => readonly Evidence[],
  missing: readonly string[],
  mend: readonly string[],
): Finding {
  let gathered: readonly Evidence[] | undefined;
  return {
    verdict,
    get evidence() {
      gathered ??= gather();
      return gathered;
    },
    missing,
    mend,
  };
}

function distinct(words: readonly string[]): readonly string[] {
  return words.length < 2 ? words : [...new Set(words)];
}

/** Verdict over several parts, all of which must be met; those that do not apply do not count. */
export function allOf(parts: readonly Finding[]): Finding {
  const applicable = parts.filter(({ verdict }) => verdict !== 'NOT_APPLICABLE');
  const [only] = applicable;
  if (only === undefined) return NOT_APPLICABLE;
  if (applicable.length === 1) return only;
  return finding(
    verdictOver(applicable),
    () => mergedEvidence(applicable),
    distinct(applicable.flatMap(({ missing }) => missing)),
    distinct(applicable.flatMap(({ mend }) => mend)),
  );
}

/** One finding out of those of each contract: what is missing is told with the contracts it is missing in. */
export function overContracts(
  contracts: readonly ContractTerms[],
  findings: readonly Finding[],
): Finding {
  const applicable = findings.filter(({ verdict }) => verdict !== 'NOT_APPLICABLE');
  if (applicable.length === 0) return NOT_APPLICABLE;
  if (contracts.length === 1) return applicable[0] ?? NOT_APPLICABLE;
  const contractsByWords = new Map<string, string[]>();
  findings.forEach(({ missing }, index) => {
    for (const words of missing) {
      const numbers = contractsByWords.get(words);
      const number = contracts[index]?.number ?? '';
      if (numbers === undefined) contractsByWords.set(words, [number]);
      else numbers.push(number);
    }
  });
  return finding(
    verdictOver(applicable),
    // Each finding is about a contract of its own.
    () =>
      applicable
        .flatMap(({ evidence }) => evidence)
        .sort(byContractNumber)
        .slice(0, MOST_EVIDENCE),
    [...contractsByWords].map(
      ([words, numbers]) =>
        `${words.replace(/\.$/, '')} (contract${numbers.length === 1 ? '' : 's'} ${listed(numbers.sort(), 5)}).`,
    ),
    distinct(applicable.flatMap(({ mend }) => mend)),
  );
}

/** The verdict over contracts, each judged until it is settled: many may then be left unjudged. */
export function untoldOver(contracts: readonly TermsIndex[], judge: Judge): Finding {
  let met = 0;
  let applicable = 0;
  let notMet = 0;
  for (const contract of contracts) {
    const { verdict } = judge(contract);
    if (verdict === 'NOT_APPLICABLE') continue;
    applicable += 1;
    if (verdict === 'MET') met += 1;
    if (verdict === 'NOT_MET') notMet += 1;
    if (met < applicable && notMet < applicable) return UNTOLD_FINDINGS.PARTLY_MET;
  }
  if (applicable === 0) return NOT_APPLICABLE;
  return met > 0 ? UNTOLD_FINDINGS.MET : UNTOLD_FINDINGS.NOT_MET;
}

function verdictOver(findings: readonly Finding[]): Verdict {
  if (findings.every(({ verdict }) => verdict === 'MET')) return 'MET';
  return findings.every(({ verdict }) => verdict === 'NOT_MET') ? 'NOT_MET' : 'PARTLY_MET';
}

function mergedEvidence(findings: readonly Finding[]): readonly Evidence[] {
  const withEvidence = findings.filter(({ evidence }) => evidence.length > 0);
  const [only] = withEvidence;
  if (withEvidence.length === 1 && only !== undefined) return only.evidence;
  const byContract = new Map<string, Gathered>();
  for (const { evidence } of withEvidence) {
    for (const { contractNumber, lineNumbers, clauses } of evidence) {
      const known = byContract.get(contractNumber) ?? { lines: [], clauses: [] };
      byContract.set(contractNumber, known);
      known.lines.push(...lineNumbers);
      known.clauses.push(...clauses);
    }
  }
  return citedEvidence([...byContract]);
}

/** In the order of contract numbers, and no more than is told. */
function citedEvidence(gathered: [string, Gathered][]): Evidence[] {
  if (gathered.length > 1) gathered.sort(([one], [other]) => (one < other ? -1 : 1));
  return gathered.slice(0, MOST_EVIDENCE).map(([contractNumber, { lines, clauses }]) => ({
    contractNumber,
    lineNumbers: [...new Set(lines)].sort((one, other) => one - other).slice(0, MOST_EVIDENCE),
    clauses: [...new Set(clauses)].sort(),
  }));
}
