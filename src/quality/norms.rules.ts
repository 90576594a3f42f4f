import { textIn } from './clauses.rules';
import type { ContractTerms, QualityNorm, TermClause } from './contract-terms';
import type { TermsIndex } from './terms-index';

/** The norm that an emergency clause names, if there is one of that name and version. */
export function normNamed(
  clause: TermClause,
  norms: readonly QualityNorm[],
): QualityNorm | undefined {
  const name = textIn(clause, 'normVersion');
  return norms.find((norm) => norm.name === name);
}

/** Whether the norm was adopted and is in force on some day of the contract. */
export function holdsFor(
  { adopted, validFrom, validUntil }: QualityNorm,
  contract: Pick<ContractTerms, 'validFrom' | 'validUntil'>,
): boolean {
  return (
    adopted &&
    validFrom <= (contract.validUntil ?? validFrom) &&
    (validUntil === null || contract.validFrom <= validUntil)
  );
}

/**
 * The norms that a contract is held to: those that its emergency clause names, or else those that are in
 * force when it begins.
 */
export function normsOf(contract: ContractTerms, index: TermsIndex): readonly QualityNorm[] {
  const { norms } = index.context;
  const named = index.clausesOf('EMERGENCY').flatMap(({ clause }) => {
    const norm = normNamed(clause, norms);
    return norm !== undefined && holdsFor(norm, contract) ? [norm] : [];
  });
  if (named.length > 0) return named;
  const { validFrom } = contract;
  return norms.filter((norm) => holdsFor(norm, { validFrom, validUntil: validFrom }));
}
