import type { AuthorisationOf, ContractOf, DisputeOf, RefusalWorld, Who } from '../refusal-world';

/** A mutation, by whom, with what, and how it is refused. */
export interface Case {
  readonly mutation: string;
  readonly code: string;
  readonly path: string | null;
  readonly when: string;
  readonly who: Who;
  /** What it is asked with. */
  readonly args: (world: RefusalWorld) => string | Promise<string>;
}

export const WORDS = 'words: "Said and written down."';
/** What a mutation on a contract is given beside it. */
export const OF_CONTRACT: Readonly<Record<string, string>> = {
  offerContract: WORDS,
  remarkOnContract: WORDS,
  proposeContractChange: WORDS,
  passContractPen: WORDS,
  withdrawContractDraft: WORDS,
  signContract: `contentHash: "${'0'.repeat(64)}"`,
  terminateContract: 'on: "2027-02-01", reason: "Enough."',
  amendContract: 'from: "2027-02-01", changes: {}',
  reviseContractDraft: 'changes: {}',
};
export const OF_AUTHORISATION: Readonly<Record<string, readonly [Who, string]>> = {
  approveAuthorisation: ['insurer', ''],
  rejectAuthorisation: [
    'insurer',
    ', rejection: { reason: OTHER, words: "Words that answer the arguments.", requirement: "X1" }',
  ],
  askAuthorisationInformation: ['insurer', `, ${WORDS}`],
  giveAuthorisationInformation: ['supplier', `, ${WORDS}`],
  withdrawAuthorisation: ['supplier', ''],
};
export const OF_DISPUTE: Readonly<Record<string, readonly [Who, string]>> = {
  answerDispute: ['insurer', `, ${WORDS}`],
  argueDisproportionateRisk: ['supplier', ', argument: "It is too much for us."'],
  feedBackDisputeOutcome: ['supplier', `, ${WORDS}`],
  escalateDispute: ['supplier', `, ${WORDS}`],
  endDispute: ['supplier', `, ending: SOLVED, ${WORDS}`],
};

export const one = (
  mutation: string,
  code: string,
  path: string | null,
  when: string,
  who: Who,
  args: Case['args'],
): Case => ({ mutation, code, path, when, who, args });

export const onContract = (
  mutation: string,
  code: string,
  path: string | null,
  of: ContractOf,
  who: Who = 'insurer',
  given?: string,
): Case =>
  one(
    mutation,
    code,
    path,
    `of contract ${of}${given === undefined ? '' : `, ${given}`}`,
    who,
    (world) => `contract: "${world.contracts[of]}", ${given ?? OF_CONTRACT[mutation]}`,
  );

export const onAuthorisation = (
  mutation: string,
  code: string,
  path: string | null,
  of: AuthorisationOf | number,
  [who, given] = OF_AUTHORISATION[mutation] ?? [],
): Case =>
  one(mutation, code, path, `of request ${of}`, who as Who, (world) => {
    const id = typeof of === 'number' ? of : world.authorisations[of];
    return `id: ${id}${given}`;
  });

export const onDispute = (
  mutation: string,
  code: string,
  path: string | null,
  of: DisputeOf | number,
  [who, given] = OF_DISPUTE[mutation] ?? [],
): Case =>
  one(mutation, code, path, `of dispute ${of}, by ${who}`, who as Who, (world) => {
    const id = typeof of === 'number' ? of : world.disputes[of];
    return `id: ${id}${given}`;
  });

export const UNKNOWN_LINE =
  'lines: [{ lineNumber: 1, productGroup: "Z99", tariffKind: PIECE, tariff: "1", unit: "piece" }]';
export const DRAFT = (number: string, over: string): string =>
  `input: { number: "${number}", otherParty: "76000001", ${over}, terms: { validFrom: "2027-01-01", paymentForm: PIECE,
     emergencyClause: false, lines: [{ lineNumber: 1, productGroup: "A1001", tariffKind: PIECE, tariff: "1", unit: "piece" }] } }`;
export const REASON = 'validUntil: "2028-12-31", reason: "Agreed with the branch for now."';
export const CORRECTION =
  'year: 2027, milestone: POLICY_PUBLISHED, reason: "Mistyped.", metOn: "2026-03-02", url: "https://example.org/"';
export const MODULE_DRAFT = `title: "x", validFrom: "2030-01-01", source: "test", verified: false, remove: [], put: []`;
