import { judgeClause, says, type Lack } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { noteOffers, offersByRegion, regionsWords } from '../offers.rules';
import { allOf, EvidenceBook, found } from '../findings.rules';
import { emdnPrefix, listOf } from '../parameters';
import type { QualityRegion, TermsIndex } from '../terms-index';
import type { IndexedGroup } from '../catalogue-index';
import { groupsWords } from '../words';

/**
 * Care may go step by step: what a step before or after these devices needs is contracted too, wherever they
 * are, or a clause says that it needs no new contract.
 */
export const steppedCare = evaluator({
  kind: 'STEPPED_CARE',
  description:
    'A clause allows stepped care, and a product group of another step is contracted wherever these are, or the ' +
    'clause says that another step needs no new contract.',
  shape: {
    /** EMDN codes of what serves the other step: any of them will do. */
    steps: listOf(emdnPrefix),
  },
  evaluate({ steps }, { terms, groups }) {
    const allowed = judgeClause(terms, 'STEPPED_CARE', () => []);
    const open = judgeClause(terms, 'STEPPED_CARE', (clause): Lack[] =>
      says(clause, 'withoutNewContract') ? [] : [{ missing: '', mend: '' }],
    );
    if (allowed.verdict !== 'MET' || open.verdict === 'MET')
      return open.verdict === 'MET' ? open : allowed;
    const serving = steps.flatMap((prefix) => terms.catalogue.groupsUnder(prefix));
    const asked = regionsOffering(groups, terms);
    const served = regionsOffering(serving, terms);
    const without = terms.regions.filter((region) => asked.has(region) && !served.has(region));
    const evidence = EvidenceBook.for(terms);
    for (const group of serving) noteOffers(group, terms, evidence);
    const step = found(
      asked.size - without.length,
      without.length,
      evidence,
      without.length === 0
        ? []
        : [
            `For another step nothing of ${groupsWords(serving)} is contracted${regionsWords(without, terms, 'anywhere')}, ` +
              'and the clause that allows stepped care does not say that it needs no new contract.',
          ],
      without.length === 0
        ? []
        : [
            `Contract ${groupsWords(serving)}${regionsWords(without, terms, 'everywhere')} too, or have the clause that ` +
              'allows stepped care say that another step needs no new contract.',
          ],
    );
    return allOf([allowed, step]);
  },
});

/** Where anything of any of the groups is contracted. */
function regionsOffering(
  groups: readonly IndexedGroup[],
  terms: TermsIndex,
): ReadonlySet<QualityRegion> {
  return new Set(
    groups.flatMap((group) =>
      offersByRegion(terms, group)
        .filter(({ isEmpty }) => !isEmpty)
        .flatMap(({ regions }) => regions),
    ),
  );
}
