import { CERTIFICATE_KINDS } from '../contract-terms';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { oneOf } from '../parameters';
import { firstGap, periodWords } from '../periods.rules';
import { certificateWords } from '../words';

/** A certificate or registration holds on every day of the contract. */
export const certificateValid = evaluator({
  kind: 'CERTIFICATE_VALID',
  description: 'The supplier has a certificate of this kind for the whole term.',
  shape: { certificate: oneOf(CERTIFICATE_KINDS) },
  evaluate({ certificate }, { terms }) {
    const evidence = EvidenceBook.for(terms);
    const missing: string[] = [];
    let good = 0;
    let bad = 0;
    for (const contract of terms.contracts) {
      const own = contract.certificates.filter(({ kind }) => kind === certificate);
      const gap = firstGap(contract, own);
      if (own.length > 0) evidence.clause(contract, certificate);
      if (gap === undefined) {
        good += 1;
        continue;
      }
      bad += 1;
      missing.push(
        own.length === 0
          ? `The supplier has no ${certificateWords[certificate]}.`
          : `The ${certificateWords[certificate]} of the supplier does not hold ${periodWords(gap)}.`,
      );
    }
    return found(
      good,
      bad,
      evidence,
      missing,
      bad === 0
        ? []
        : [`Have the supplier show its ${certificateWords[certificate]} for the whole term.`],
    );
  },
});
