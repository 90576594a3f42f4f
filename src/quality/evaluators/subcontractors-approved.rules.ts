import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { supplierWords } from '../words';

/** Who else supplies under the contract was reported before it began, and approved. */
export const subcontractorsApproved = evaluator({
  kind: 'SUBCONTRACTORS_APPROVED',
  description: 'Every subcontractor was reported before the contract began, and approved.',
  shape: {},
  evaluate(_, { terms }) {
    const evidence = EvidenceBook.for(terms);
    const missing: string[] = [];
    const mend: string[] = [];
    let bad = 0;
    for (const contract of terms.contracts) {
      for (const { agb, approved, reportedOn } of contract.subcontractors) {
        const who = supplierWords(agb, terms.context.supplierNames);
        if (!approved) {
          bad += 1;
          missing.push(`Subcontractor ${who} is not approved.`);
          mend.push(`Approve subcontractor ${who}, or leave it out.`);
        } else if (reportedOn > contract.validFrom) {
          bad += 1;
          missing.push(
            `Subcontractor ${who} was reported on ${reportedOn}, after the contract began.`,
          );
          mend.push(`Take subcontractor ${who} in by an amendment from the day it was reported.`);
        }
      }
    }
    return found(bad === 0 ? 1 : 0, bad, evidence, missing, mend);
  },
});
