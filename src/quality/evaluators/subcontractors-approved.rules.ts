import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';

/** Who else supplies under the contract was reported before it began, and approved. */
export const subcontractorsApproved = evaluator({
  kind: 'SUBCONTRACTORS_APPROVED',
  description: 'Every subcontractor was reported before the contract began, and approved.',
  shape: {},
  evaluate(_, { terms }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let bad = 0;
    for (const contract of terms.contracts) {
      for (const { agb, approved, reportedOn } of contract.subcontractors) {
        if (!approved) {
          bad += 1;
          missing.push(`Subcontractor ${agb} is not approved.`);
          mend.push(`Approve subcontractor ${agb}, or leave it out.`);
        } else if (reportedOn > contract.validFrom) {
          bad += 1;
          missing.push(
            `Subcontractor ${agb} was reported on ${reportedOn}, after the contract began.`,
          );
          mend.push(`Take subcontractor ${agb} in by an amendment from the day it was reported.`);
        }
      }
    }
    return found(bad === 0 ? 1 : 0, bad, evidence, missing, mend);
  },
});
