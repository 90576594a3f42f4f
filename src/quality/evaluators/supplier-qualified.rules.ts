import type { IndexedGroup } from '../catalogue-index';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { firstGap, periodWords } from '../periods.rules';
import { groupsWords, qualificationWords } from '../words';

/** The supplier has the AGB qualification for what it supplies, on every day of the contract. */
export const supplierQualified = evaluator({
  kind: 'SUPPLIER_QUALIFIED',
  description:
    'The supplier has the AGB qualification of every product group contracted, for the whole term.',
  shape: {},
  evaluate(_, { terms, groups }) {
    const evidence = new EvidenceBook();
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const [contract, index] of terms.eachContract) {
      const byQualification = new Map<string, IndexedGroup[]>();
      for (const group of index.contracted(groups)) {
        const known = byQualification.get(group.qualification);
        if (known === undefined) byQualification.set(group.qualification, [group]);
        else known.push(group);
      }
      for (const [qualification, qualified] of byQualification) {
        const gap = firstGap(
          contract,
          contract.supplierQualifications.filter(({ code }) => code === qualification),
        );
        if (gap === undefined) {
          good += 1;
          for (const group of qualified) {
            const first = index
              .linesOf(group)
              .reduce((least, { line }) => Math.min(least, line.lineNumber), Infinity);
            evidence.line(contract, first);
          }
          continue;
        }
        bad += 1;
        const what = groupsWords(qualified);
        missing.push(
          `Supplier ${contract.supplierAgb} has no ${qualificationWords(qualification)} ${periodWords(gap)}, for ${what}.`,
        );
        mend.push(
          `Have the supplier register ${qualificationWords(qualification)} for the whole term, or take ${what} out of the contract.`,
        );
      }
    }
    return found(good, bad, evidence, missing, mend);
  },
});
