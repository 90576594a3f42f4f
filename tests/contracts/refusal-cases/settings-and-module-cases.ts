import { type Case, one, CORRECTION, MODULE_DRAFT } from './case';

/** Of settings, the calendar and modules. */
export const settingsAndModuleCases: readonly Case[] = [
  // Settings, the calendar and modules.
  one(
    'confirmContractPartySettings',
    'NOT_FOUND',
    'id',
    'nothing waits',
    'insurer',
    () => 'id: "1"',
  ),
  one(
    'confirmContractPartySettings',
    'NOT_FOUND',
    'id',
    'it is of another',
    'insurer',
    (world) => `id: "${world.waitingSettings}"`,
  ),
  one(
    'confirmContractPartySettings',
    'NOT_YOUR_TURN',
    null,
    'by who made it',
    'otherInsurer',
    (world) => `id: "${world.waitingSettings}"`,
  ),
  one(
    'recordSeasonMilestone',
    'WRONG_STATE',
    'milestone',
    'recorded before',
    'insurer',
    () =>
      'year: 2027, milestone: POLICY_PUBLISHED, metOn: "2026-03-02", url: "https://example.org/other"',
  ),
  one('correctSeasonMilestone', 'NOT_FOUND', 'milestone', 'nothing recorded', 'insurer', () => {
    return CORRECTION.replace('2027', '2028');
  }),
  one('correctSeasonMilestone', 'WRONG_STATE', 'metOn', 'it says the same', 'insurer', () => {
    return CORRECTION.replace('03-02', '03-01');
  }),
  one(
    'draftModuleVersion',
    'NOT_FOUND',
    'input.module',
    'no such module',
    'authority',
    () => `input: { module: "NONE", ${MODULE_DRAFT} }`,
  ),
  one(
    'noteModuleReview',
    'NOT_FOUND',
    'input.module',
    'no such module',
    'authority',
    () => 'input: { module: "NONE", year: 2026, outcome: UPDATE, note: "x" }',
  ),
  one(
    'registerModuleVersion',
    'NOT_FOUND',
    'module',
    'no such module',
    'authority',
    () => 'module: "NONE", version: 1',
  ),
  one(
    'registerModuleVersion',
    'NOT_FOUND',
    'version',
    'no such version',
    'authority',
    () => 'module: "STOMA", version: 9',
  ),
  ...['STOMA', 'PASSED', 'UNRULED'].map((module) =>
    one(
      'registerModuleVersion',
      'WRONG_STATE',
      'version',
      `of ${module}`,
      'authority',
      () => `module: "${module}", version: 1`,
    ),
  ),
];
