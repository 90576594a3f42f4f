import { stoma } from '../../../seeds/quality/stoma';
import { publicFindings } from '../../../src/contracts/assessment/assessment.rules';
import { allRules, ruleOf } from '../../../src/quality/evaluate';
import { clausePresent } from '../../../src/quality/evaluators/clause-present.rules';
import { nightStock } from '../../../src/quality/evaluators/night-stock.rules';
import { offersAllGroups } from '../../../src/quality/evaluators/offers-all-groups.rules';
import { secondSource } from '../../../src/quality/evaluators/second-source.rules';
import { JUDGED_BY_PEOPLE, type Finding } from '../../../src/quality/finding';
import type { Requirement } from '../../../src/quality/quality-module';
import { seededVersions } from '../../quality/seeded-modules';

const finding: Finding = {
  verdict: 'PARTLY_MET',
  evidence: [{ contractNumber: 'VC-1', lineNumbers: [3], clauses: ['EMERGENCY'] }],
  missing: ['Line 3 gives no more than 30 a month (contract VC-1).'],
  mend: ['Give more in line 3.'],
};
const requirement = (level: Requirement['level']): Requirement => ({
  ...(stoma.versions[0]?.requirements[0] as unknown as Requirement),
  level,
});

test('of what each contract must keep by itself, others hear nothing: no verdict, and that it was judged at all', () => {
  expect(publicFindings([{ requirement: requirement('CONTRACT'), finding }])).toEqual([]);
});

test('of what an insurer must offer, others hear what is missing, not in which contract it was found', () => {
  const asked = requirement('INSURER');
  expect(publicFindings([{ requirement: asked, finding }])).toEqual([
    { requirement: asked, finding: { ...finding, evidence: [] } },
  ]);
});

const COVERAGE = ruleOf(offersAllGroups, {});
const STOCK = ruleOf(nightStock, { where: 'EVERY_REGION' });

test.each([
  ['who stands in by a clause', ruleOf(secondSource, { suppliers: 2 })],
  ['the stock of a subcontractor', STOCK],
  ['a clause', ruleOf(clausePresent, { clause: 'INNOVATION' })],
  ['coverage and more', allRules(COVERAGE, STOCK)],
  ['coverage and more, further down', allRules(COVERAGE, allRules(COVERAGE, STOCK))],
  ['a kind of rule that is not there', { kind: 'UNKNOWN', parameters: {} }],
])('of what rests on %s, others hear nothing either', (_, rule) => {
  expect(publicFindings([{ requirement: { ...requirement('INSURER'), rule }, finding }])).toEqual(
    [],
  );
});

test('of what rests on coverage in all its parts, and of what people judge, others hear', () => {
  const covered = { ...requirement('INSURER'), rule: allRules(COVERAGE, COVERAGE) };
  const judged = { ...requirement('INSURER'), rule: null, judgedBy: 'people' };
  expect(
    publicFindings([
      { requirement: covered, finding },
      { requirement: judged, finding: JUDGED_BY_PEOPLE },
    ]).map(({ finding: { verdict } }) => verdict),
  ).toEqual(['PARTLY_MET', 'JUDGED_BY_PEOPLE']);
});

test('of the modules that are seeded it is a second source and stock by night that others do not hear of', () => {
  const heard = (version: (typeof seededVersions)[number]): readonly string[] =>
    publicFindings(version.requirements.map((one) => ({ requirement: one, finding }))).map(
      (one) => one.requirement.code,
    );
  const told = new Set(seededVersions.flatMap(heard));
  const asked = seededVersions.flatMap(({ requirements }) =>
    requirements.filter(({ level }) => level === 'INSURER').map(({ code }) => code),
  );
  expect([...new Set(asked)].filter((code) => !told.has(code)).sort()).toEqual(['G16', 'G21']);
  expect([...told].sort()).toEqual(['C1', 'D1', 'D2', 'G02', 'G03', 'K3', 'P5', 'S1', 'S2', 'S3']);
});
