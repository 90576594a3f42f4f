import type { ContractTerms } from './contract-terms';
import type { TermsIndex } from './terms-index';
import { lineNumberWords, listed, sentence } from './words';

/** Lines that lack something, of one contract or of several. */
export class FaultyLines {
  private readonly byContract = new Map<ContractTerms, number[]>();

  get none(): boolean {
    return this.byContract.size === 0;
  }

  add(contract: ContractTerms, lineNumber: number): void {
    const known = this.byContract.get(contract);
    if (known === undefined) this.byContract.set(contract, [lineNumber]);
    else known.push(lineNumber);
  }

  /** 'line 3', 'lines 1-3 and 5'; of several contracts together: 'line 3 of VC-1 and line 2 of VC-2'. */
  words({ contracts }: TermsIndex): string {
    const parts = [...this.byContract].map(([{ number }, numbers]) => {
      const lines = `${numbers.length === 1 ? 'line' : 'lines'} ${lineNumberWords(numbers)}`;
      return contracts.length === 1 ? lines : `${lines} of ${number}`;
    });
    return listed(parts.sort());
  }

  /** 'Line 3 gives' or 'Lines 3 and 5 give', with the verb of one and of more. */
  do(terms: TermsIndex, one: string, more: string): string {
    const numbers = [...this.byContract.values()].flat();
    return `${sentence(this.words(terms))} ${numbers.length === 1 ? one : more}`;
  }
}

/** Faults of lines, each in words, in the order in which they were found. */
export class FaultBook {
  private readonly byWords = new Map<string, FaultyLines>();

  note(words: string, contract: ContractTerms, lineNumber: number): void {
    let lines = this.byWords.get(words);
    if (lines === undefined) {
      lines = new FaultyLines();
      this.byWords.set(words, lines);
    }
    lines.add(contract, lineNumber);
  }

  /** 'Lines 3 and 5 give no replacement because of wear.' */
  sentences(terms: TermsIndex, one: string, more: string): string[] {
    return [...this.byWords].map(([words, lines]) => `${lines.do(terms, one, more)} ${words}.`);
  }

  /** 'In lines 3 and 5 agree delivery within 24 hours.', of words that are what to do. */
  demands(terms: TermsIndex): string[] {
    return [...this.byWords].map(([words, lines]) => `In ${lines.words(terms)} ${words}.`);
  }
}
