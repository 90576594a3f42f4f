import { stoma } from '../../../seeds/quality/stoma';
import { publicFindings } from '../../../src/contracts/assessment/assessment.rules';
import type { Finding } from '../../../src/quality/finding';
import type { Requirement } from '../../../src/quality/quality-module';

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
