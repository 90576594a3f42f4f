import { evaluator } from '../evaluator';
import { excludedOf } from '../exclusions.rules';
import { EvidenceBook, found } from '../findings.rules';
import type { IndexedGroup } from '../catalogue-index';
import { counted, groupsWords, groupWords } from '../words';

/** What a module counts as necessary is not left out of a contract for good: a reason may always be given. */
export const noExclusion = evaluator({
  kind: 'NO_EXCLUSION',
  description:
    'No contract excludes anything of the product groups, unless a motivated prescription may go beyond it.',
  shape: {},
  evaluate(_, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const whole = new Set<IndexedGroup>();
    const partly = new Map<IndexedGroup, Set<number>>();
    let good = 0;
    let bad = 0;
    for (const group of terms.named(groups)) {
      if (evidence.isSettled(good, bad)) break;
      let excludes = false;
      for (const { terms: contract, line } of terms.linesOf(group)) {
        evidence.line(contract, line.lineNumber);
        const excluded = excludedOf(contract, group);
        if (excluded === undefined) continue;
        excludes = true;
        if (excluded.whole) whole.add(group);
        else partly.set(group, new Set([...(partly.get(group) ?? []), ...excluded.ids]));
      }
      if (excludes) bad += 1;
      else good += 1;
    }
    const what = [
      ...(whole.size > 0 ? [groupsWords([...whole])] : []),
      ...[...partly].map(
        ([group, ids]) => `${counted(ids.size, 'article')} of ${groupWords(group)}`,
      ),
    ];
    return found(
      good,
      bad,
      evidence,
      what.map((one) => `Excluded, whatever the reason: ${one}.`),
      what.map(
        (one) => `Take the exclusion out, or allow a motivated prescription beyond it: ${one}.`,
      ),
    );
  },
});
