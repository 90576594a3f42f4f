import { stoma } from '../../../seeds/quality/stoma';
import { publicFinding } from '../../../src/contracts/assessment/assessment.rules';
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

test('of what each contract must keep, others hear the verdict, and nothing of any contract', () => {
  const tell = (verdict: Finding['verdict']): Finding =>
    publicFinding({ requirement: requirement('CONTRACT'), finding: { ...finding, verdict } })
      .finding;
  const nothing = { evidence: [], mend: [] };
  expect(tell('PARTLY_MET')).toEqual({
    ...nothing,
    verdict: 'PARTLY_MET',
    missing: ['Not all contracts agree on all of this.'],
  });
  expect(tell('NOT_MET')).toEqual({
    ...nothing,
    verdict: 'NOT_MET',
    missing: ['The contracts do not agree on this.'],
  });
  expect(tell('MET')).toEqual({ ...nothing, verdict: 'MET', missing: [] });
});

test('of what an insurer must offer, others hear what is missing, not in which contract it was found', () => {
  expect(publicFinding({ requirement: requirement('INSURER'), finding }).finding).toEqual({
    ...finding,
    evidence: [],
  });
});
