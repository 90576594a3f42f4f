import { judgeClause, says, unsaid } from '../clauses.rules';
import { evaluator } from '../evaluator';
import { listOf, oneOf, withDefault, yesOrNo } from '../parameters';

const KEPT = {
  TERM_OF_USE: ['keepsTermOfUse', 'that short-term and long-term use are never exchanged'],
  SIZE: ['keepsSize', 'that the size stays the same'],
  LENGTH: ['keepsLength', 'that the length stays the same'],
  MATERIAL: ['keepsMaterial', 'that the material stays the same'],
} as const;
const CHARACTERISTICS = ['TERM_OF_USE', 'SIZE', 'LENGTH', 'MATERIAL'] as const;

/** When another article is given than before, what matters of it stays the same, and the prescriber knows. */
export const conversionKeeps = evaluator({
  kind: 'CONVERSION_KEEPS',
  description:
    'A clause keeps these characteristics the same when an article is converted, and tells the prescriber.',
  shape: {
    keeps: listOf(oneOf(CHARACTERISTICS)),
    prescriberInformed: withDefault(yesOrNo, true),
  },
  evaluate: ({ keeps, prescriberInformed }, { terms }) =>
    judgeClause(terms, 'CONVERSION', (clause) => [
      ...keeps
        .filter((kept) => !says(clause, KEPT[kept][0]))
        .map((kept) => unsaid('CONVERSION', KEPT[kept][1])),
      ...(prescriberInformed && !says(clause, 'prescriberInformed')
        ? [unsaid('CONVERSION', 'that the prescriber is told')]
        : []),
    ]),
});
