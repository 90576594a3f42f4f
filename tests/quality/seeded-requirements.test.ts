import { join } from 'node:path';
import { functionalNeeds } from '../../seeds/quality/functional-needs';
import { needCharacteristics } from '../../seeds/quality/need-characteristics';
import { InputProblems } from '../../src/platform/invalid-input';
import { checkRule } from '../../src/quality/evaluate';
import { EVALUATORS } from '../../src/quality/evaluators';
import { requiredCharacteristics, unmetBy } from '../../src/quality/functional-needs.rules';
import type { ModuleVersion, Rule } from '../../src/quality/quality-module';
import { expectGolden } from '../support/golden';
import { seededCatalogue } from '../seeds/seeded-catalogue';
import { catalogue, moduleVersion, seededVersions } from './seeded-modules';

const numbered = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

const CODES: Readonly<Record<string, readonly string[]>> = {
  GKH: Array.from({ length: 22 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`),
  DIABETES: numbered('D', 10),
  COMPRESSION: numbered('K', 7),
  PROSTHESES: numbered('P', 8),
  CONTINENCE: numbered('C', 10),
  STOMA: numbered('S', 9).flatMap((code) => (code === 'S3' ? [code, 'S3B'] : [code])),
  WOUND: numbered('W', 6),
};

/** The rules that a rule is made of, itself or its parts. */
function partsOf(rule: Rule): Rule[] {
  const parts = rule.parameters['rules'];
  return Array.isArray(parts) ? parts.flatMap((part) => partsOf(part as Rule)) : [rule];
}

const kindsIn = (rule: Rule): string[] => partsOf(rule).map(({ kind }) => kind);

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

/** What the rules ask of each product group: the activities that are to be paid, and those that are to be stated. */
function activitiesAsked({ module, requirements }: ModuleVersion): [string, string, boolean][] {
  const rules = requirements.flatMap(({ rule }) => (rule === null ? [] : partsOf(rule)));
  return rules.flatMap(({ kind, parameters }) => {
    const isStated = kind === 'ACTIVITY_STATED';
    const codes =
      kind === 'ARTICLE_REGISTRATION'
        ? ['REGISTRATION_PER_ARTICLE']
        : kind === 'ACTIVITY_FUNDED' || isStated
          ? (parameters['activities'] as string[])
          : [];
    const of = (name: string): string[] => (parameters[name] ?? []) as string[];
    return catalogue.groups
      .filter(({ code, category }) =>
        [
          [module.categories, category],
          [of('categories'), category],
          [module.productGroups, code],
          [of('productGroups'), code],
        ].every(
          ([wanted, own]) =>
            wanted?.length === 0 ||
            [wanted].flat().some((one) => String(own).startsWith(String(one))),
        ),
      )
      .flatMap(({ code }) =>
        codes.map((activity): [string, string, boolean] => [code, activity, isStated]),
      );
  });
}

test('every activity that a module asks to be paid for a product group is one of those that G05 asks to be stated', () => {
  const asked = seededVersions
    .filter(({ status }) => status === 'REGISTERED')
    .flatMap(activitiesAsked);
  const stated = new Set(
    asked.filter(([, , isStated]) => isStated).map(([group, activity]) => `${group} ${activity}`),
  );
  const paid = asked
    .filter(([, , isStated]) => !isStated)
    .map(([group, activity]) => `${group} ${activity}`);

  expect(paid.length).toBeGreaterThan(80);
  expect(paid.filter((one) => !stated.has(one))).toEqual([]);
});

test('only what no contract can show is left to people', () => {
  const judged = seededVersions
    .filter(({ status }) => status === 'REGISTERED')
    .flatMap(({ requirements }) => requirements)
    .filter(({ judgedBy }) => judgedBy !== null)
    .map(({ code }) => code);

  expect(judged.sort()).toEqual(['C10', 'D9', 'K5', 'P7', 'S9', 'W4', 'W5']);
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
    expect(fitting).toEqual(about);
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
