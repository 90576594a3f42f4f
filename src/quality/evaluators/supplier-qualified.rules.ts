import type { IndexedGroup } from '../catalogue-index';
import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { noteLines } from '../offers.rules';
import { firstGap, periodWords } from '../periods.rules';
import { eitherOf, groupsWords, qualificationWords, supplierWords } from '../words';

/** The supplier has the AGB qualification for what it supplies, on every day of the contract. */
export const supplierQualified = evaluator({
  kind: 'SUPPLIER_QUALIFIED',
  description:
    'The supplier has an AGB qualification that will do for every product group contracted, for the whole term.',
  shape: {},
  evaluate(_, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const missing: string[] = [];
    const mend: string[] = [];
    let good = 0;
    let bad = 0;
    for (const [contract, index] of terms.eachContract) {
      /** Groups by the qualifications that will do. */
      const byQualification = new Map<string, IndexedGroup[]>();
      for (const group of index.contracted(groups)) {
        const key = group.qualifications.join(' ');
        const known = byQualification.get(key);
        if (known === undefined) byQualification.set(key, [group]);
        else known.push(group);
      }
      for (const qualified of byQualification.values()) {
        const qualifications = qualified[0]?.qualifications ?? [];
        const gap = firstGap(
          contract,
          contract.supplierQualifications.filter(({ code }) => qualifications.includes(code)),
        );
        for (const group of qualified) noteLines(group, index, evidence);
        if (gap === undefined) {
          good += 1;
          continue;
        }
        bad += 1;
        if (!evidence.isTold) continue;
        const what = groupsWords(qualified);
        const asked = eitherOf(qualifications.map(qualificationWords));
        missing.push(
          `Supplier ${supplierWords(contract.supplierAgb, terms.context.supplierNames)} has no ${asked} ` +
            `${periodWords(gap)}, for ${what}.`,
        );
        mend.push(
          `Have the supplier register ${asked} for the whole term, or take ${what} out of the contract.`,
        );
      }
    }
    return found(good, bad, evidence, missing, mend);
  },
});
