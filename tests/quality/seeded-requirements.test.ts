import { join } from 'node:path';
import { functionalNeeds } from '../../seeds/quality/functional-needs';
import { needCharacteristics } from '../../seeds/quality/need-characteristics';
import { InputProblems } from '../../src/platform/invalid-input';
import { checkRule } from '../../src/quality/evaluate';
import { EVALUATORS } from '../../src/quality/evaluators';
import { requiredCharacteristics, unmetBy } from '../../src/quality/functional-needs.rules';
import type { Rule } from '../../src/quality/quality-module';
import { expectGolden } from '../support/golden';
import { seededCatalogue } from '../seeds/seeded-catalogue';
import { moduleVersion, seededVersions } from './seeded-modules';

const numbered = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

const CODES: Readonly<Record<string, readonly string[]>> = {
  GKH: Array.from({ length: 21 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`),
  DIABETES: numbered('D', 9),
  COMPRESSION: numbered('K', 7),
  PROSTHESES: numbered('P', 8),
  CONTINENCE: numbered('C', 9),
  STOMA: numbered('S', 9),
  WOUND: numbered('W', 6),
};

/** The kinds that a rule is made of, itself or its parts. */
function kindsIn({ kind, parameters }: Rule): string[] {
  const parts = parameters['rules'];
  return Array.isArray(parts) ? parts.flatMap((part) => kindsIn(part as Rule)) : [kind];
}

test.each(Object.entries(CODES))('%s has all its requirements, in order', (module, codes) => {
  expect(moduleVersion(module).requirements.map(({ code }) => code)).toEqual(codes);
});

test.each(
  seededVersions.flatMap((version) =>
    version.requirements.map(
      (requirement) =>
        [`${version.module.code}/${version.version} ${requirement.code}`, requirement] as const,
    ),
  ),
)('%s is judged by a rule that fits, or by people who are named', (_, requirement) => {
  const problems = new InputProblems();
  if (requirement.rule !== null) checkRule(requirement.rule, 'rule', problems);

  expect(() => problems.throwIfAny()).not.toThrow();
  expect((requirement.rule === null) !== (requirement.judgedBy === null)).toBe(true);
  expect(requirement.source).not.toMatch(/\.md/);
  for (const words of [requirement.statement, requirement.dutchStatement]) {
    expect(words).toMatch(/^[A-Z].*\.$/);
  }
  expect(requirement.dutchStatement).not.toBe(requirement.statement);
});

test('force, funding, phase, level and kind of every requirement are those that were written down', () => {
  const rows = seededVersions.flatMap(({ module, version, requirements }) =>
    requirements.map(({ code, certainty, force, funding, phase, level, rule, judgedBy }) =>
      [
        `${module.code}/${version}`.padEnd(13),
        code.padEnd(4),
        certainty.padEnd(9),
        force.padEnd(19),
        (funding ?? '-').padEnd(12),
        (phase ?? '-').padEnd(25),
        level.padEnd(9),
        rule === null ? `judged by ${judgedBy ?? 'nobody'}` : kindsIn(rule).join(', '),
      ].join(' '),
    ),
  );

  expectGolden(join(__dirname, 'requirements.golden.txt'), `${rows.join('\n')}\n`);
});

test('where an act is asked for it is said where it is paid', () => {
  const acts = seededVersions
    .flatMap(({ requirements }) => requirements)
    .filter(({ rule }) => rule !== null && kindsIn(rule).some((kind) => /^ACTIVITY_/.test(kind)));

  expect(acts).toHaveLength(20);
  expect(acts.filter(({ funding }) => funding === null)).toEqual([]);
});

test('only what no contract can show is left to people', () => {
  const judged = seededVersions
    .filter(({ status }) => status === 'REGISTERED')
    .flatMap(({ requirements }) => requirements)
    .filter(({ judgedBy }) => judgedBy !== null)
    .map(({ code }) => code);

  expect(judged.sort()).toEqual(['D9', 'K5', 'P7', 'S9', 'W4', 'W5']);
});

test('every kind of rule is used by some requirement', () => {
  const used = new Set(
    seededVersions.flatMap(({ requirements }) =>
      requirements.flatMap(({ rule }) => (rule === null ? [] : kindsIn(rule))),
    ),
  );

  expect([...used].sort()).toEqual(EVALUATORS.map(({ kind }) => kind));
});

test.each(needCharacteristics.map((one) => [`${one.need} ${one.groups}`, one] as const))(
  '%s asks for something that an article of every product group it is about has',
  (_, one) => {
    const { groups, articlesByGroup } = seededCatalogue();
    const about = [...groups.values()].filter(({ code }) => code.startsWith(one.groups));
    const rules = [
      {
        needCode: one.need,
        productGroupPrefix: one.groups,
        characteristic: one.characteristic,
        oneOf: one.oneOf ?? null,
        atLeast: one.atLeast ?? null,
        atMost: one.atMost ?? null,
        reason: one.reason,
        dutchReason: one.dutchReason,
      },
    ];

    expect(about.length).toBeGreaterThan(0);
    const fitting = about.filter(({ code }) => {
      const required = requiredCharacteristics([one.need], code, rules);
      return (articlesByGroup.get(code) ?? []).some(
        ({ characteristics }) => unmetBy(characteristics, required).length === 0,
      );
    });
    expect(fitting.length).toBeGreaterThan(0);
    for (const { characteristics } of about) {
      expect([...characteristics.keys()]).toContain(one.characteristic);
    }
  },
);

/** Their only characteristics are a size, or a coupling that follows from the plate. */
const NOTHING_TO_ASK = ['A108006', 'T04010104'];

test('some need asks something of every product group, and every need asks something', () => {
  const { groups } = seededCatalogue();
  const unasked = [...groups.keys()].filter(
    (code) => !needCharacteristics.some((one) => code.startsWith(one.groups)),
  );
  const asking = new Set(needCharacteristics.map(({ need }) => need));

  expect(unasked.sort()).toEqual(NOTHING_TO_ASK);
  expect(functionalNeeds.filter(({ code }) => !asking.has(code))).toEqual([]);
});
