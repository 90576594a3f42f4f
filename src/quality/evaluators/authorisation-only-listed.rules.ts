import { evaluator } from '../evaluator';
import { EvidenceBook, found } from '../findings.rules';
import { emdnPrefix, listOf, oneOf, withDefault } from '../parameters';
import { groupsWords, listed } from '../words';

const WHY = {
  COSTLY: 'which the list of costly devices does not have',
  MODULE: 'which the module leaves to the prescriber',
} as const;

/** Permission beforehand (machtiging) is asked for a few costly devices alone. */
export const authorisationOnlyListed = evaluator({
  kind: 'AUTHORISATION_ONLY_LISTED',
  description: 'Permission beforehand is asked for no other devices than these.',
  shape: {
    allowed: withDefault(listOf(emdnPrefix), []),
    /** What the list of these is of, for the words: devices that are costly, or what the module allows. */
    list: withDefault(oneOf(['COSTLY', 'MODULE'] as const), 'MODULE'),
  },
  evaluate({ allowed, list }, { terms, groups }) {
    const evidence = EvidenceBook.for(terms);
    const tooMany = new Set<string>();
    for (const contract of terms.contracts) {
      for (const code of contract.authorisationList) {
        const about = groups.some(
          (group) => group.code.startsWith(code) || code.startsWith(group.code),
        );
        if (!about) continue;
        evidence.clause(contract, code);
        if (!allowed.some((prefix) => code.startsWith(prefix))) tooMany.add(code);
      }
    }
    if (tooMany.size === 0) return found(1, 0, evidence);
    const what = listed(
      [...tooMany].sort().map((code) => groupsWords(terms.catalogue.groupsUnder(code)) || code),
    );
    return found(
      0,
      tooMany.size,
      evidence,
      [`Permission beforehand is asked for ${what}, ${WHY[list]}.`],
      [`Take ${what} off the list of devices that need permission beforehand.`],
    );
  },
});
