import { stoma } from '../../seeds/quality/stoma';
import type { ModuleVersion } from '../../src/quality/quality-module';
import { reviewDueOn } from '../../src/quality/review-due.rules';

const version = (over: Partial<ModuleVersion>): ModuleVersion => ({
  ...(stoma.versions[0] as unknown as ModuleVersion),
  ...{ status: 'REGISTERED', registeredOn: '2020-05-01', validFrom: '2021-01-01' },
  ...over,
});

test.each([
  ['the year after it was registered', [version({})], [], '2021-12-31'],
  ['or began, where no register has it', [version({ registeredOn: null })], [], '2022-12-31'],
  ['the year after the last review', [version({})], [2022, 2021], '2023-12-31'],
  [
    'a later version does not put it off',
    [version({ status: 'SUPERSEDED' }), version({ registeredOn: '2026-01-01' })],
    [],
    '2021-12-31',
  ],
  ['never, while it is a draft', [version({ status: 'DRAFT' })], [], null],
])('due %s', (_, versions, years, due) => {
  expect(reviewDueOn(versions, years)).toBe(due);
});
