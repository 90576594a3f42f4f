import { InputProblems, InvalidInput } from '../platform/invalid-input';
import { isPlainText } from '../platform/plain-text.rules';

/** How a handover is proved. Proposal of this project. */
export const PROOF_METHODS = [
  'SIGNATURE',
  'IDENTITY_CHECK',
  'PHOTO',
  'PROFESSIONAL_CONFIRMED',
] as const;
export type ProofMethod = (typeof PROOF_METHODS)[number];

/** With whom a device has arrived, so that the clock stops. Proposal of this project. */
export const RECEIVER_KINDS = ['PATIENT', 'REPRESENTATIVE', 'PROFESSIONAL'] as const;
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

/** Taken before, and shown where it was; not taken any more. */
export const FORMER_PROOF_METHOD = 'PICKUP_CODE';
export const FORMER_RECEIVER_KIND = 'NEIGHBOUR';

export interface HandoverProof {
  readonly method: ProofMethod;
  /** What kind of person took it; never who. */
  readonly receivedBy: ReceiverKind;
  /** Lots taken, where other ones than were reserved. */
  readonly lots: readonly LotTaken[];
}

export interface LotTaken {
  readonly lineNumber: number;
  readonly lotNumber: string;
  readonly pieces: number;
}

export interface ProofInput {
  readonly method: ProofMethod | typeof FORMER_PROOF_METHOD;
  readonly receivedBy: ReceiverKind | typeof FORMER_RECEIVER_KIND;
  readonly lots?: readonly LotTaken[] | null;
}

/** @throws InvalidInput naming every field that is wrong */
export function checkedProof({ method, receivedBy, lots: given }: ProofInput): HandoverProof {
  const problems = new InputProblems();
  if (method === FORMER_PROOF_METHOD) {
    const words =
      'must be SIGNATURE, IDENTITY_CHECK, PHOTO or PROFESSIONAL_CONFIRMED: no code is given out that could be checked';
    problems.add('input.method', words);
  }
  if (receivedBy === FORMER_RECEIVER_KIND) {
    const words =
      'must be PATIENT, REPRESENTATIVE or PROFESSIONAL: with anybody else it has not arrived; ' +
      'take it back and report NOBODY_HOME';
    problems.add('input.receivedBy', words);
  }
  const lots = given ?? [];
  lots.forEach(({ pieces, lotNumber }, index) => {
    const path = `input.lots.${index}`;
    problems.require(isPlainText(lotNumber), `${path}.lotNumber`, 'must be as on the pack');
    const isSome = Number.isInteger(pieces) && pieces >= 1;
    problems.require(isSome, `${path}.pieces`, 'must be at least 1');
  });
  if (!problems.none || method === FORMER_PROOF_METHOD || receivedBy === FORMER_RECEIVER_KIND) {
    throw new InvalidInput(problems.all);
  }
  return { method, receivedBy, lots };
}
