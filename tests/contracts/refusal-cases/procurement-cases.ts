import { type Case, one, DRAFT, REASON } from './case';

/** Of joint procurement and waivers. */
export const procurementCases: readonly Case[] = [
  // Joint procurement.
  one(
    'draftContract',
    'NOT_FOUND',
    'input.framework',
    'there is no such procurement',
    'insurer',
    () => DRAFT('NEW', 'lot: "Any", framework: "9001-NONE"'),
  ),
  one('draftContract', 'NOT_FOUND', 'input.framework', 'it was declined', 'otherInsurer', () =>
    DRAFT('NEW', 'lot: "Any", framework: "9001-DECLINED"'),
  ),
  one(
    'draftContract',
    'WRONG_STATE',
    'input.framework',
    'it was not joined yet',
    'otherInsurer',
    () => DRAFT('NEW', 'lot: "Any", framework: "9001-SUPPLIER"'),
  ),
  one('draftContract', 'WRONG_STATE', 'input.lot', 'it is for another lot', 'insurer', () =>
    DRAFT('NEW', 'lot: "Any", framework: "9001-LOT"'),
  ),
  one(
    'draftContract',
    'WRONG_STATE',
    'input.otherParty',
    'it is for another supplier',
    'insurer',
    () => DRAFT('NEW', 'lot: "Any", framework: "9001-SUPPLIER"').replace('76000001', '76000002'),
  ),
  one(
    'openContractFramework',
    'NUMBER_TAKEN',
    'input.number',
    'the number is there',
    'insurer',
    () => 'input: { number: "9001-LOT", name: "Again", lot: "Joint", insurers: ["9002"] }',
  ),
  ...['joinContractFramework', 'declineContractFramework'].map((mutation) =>
    one(mutation, 'NOT_FOUND', 'number', 'not asked', 'insurer', () => 'number: "9001-NONE"'),
  ),
  one(
    'joinContractFramework',
    'WRONG_STATE',
    'number',
    'declined',
    'otherInsurer',
    () => 'number: "9001-DECLINED"',
  ),
  one(
    'declineContractFramework',
    'WRONG_STATE',
    'number',
    'led',
    'insurer',
    () => 'number: "9001-LOT"',
  ),

  one('draftContract', 'WRONG_STATE', 'input.framework', 'it was closed', 'insurer', () =>
    DRAFT('NEW', 'lot: "Any", framework: "9001-CLOSED"'),
  ),
  ...['joinContractFramework', 'declineContractFramework'].map((mutation) =>
    one(mutation, 'WRONG_STATE', 'number', 'it was closed', 'otherInsurer', () => {
      return 'number: "9001-CLOSED"';
    }),
  ),
  ...['9001-NONE', '9001-LOT'].map((number) =>
    one('closeContractFramework', 'NOT_FOUND', 'number', `of ${number}`, 'otherInsurer', () => {
      return `number: "${number}", reason: "Given up."`;
    }),
  ),

  // Waivers.
  one(
    'grantWaiver',
    'NOT_FOUND',
    'input.contract',
    'there is no such contract',
    'insurer',
    () => `input: { contract: "NONE", module: "NEW", requirement: "N1", ${REASON} }`,
  ),
  ...(
    [
      ['NOT_FOUND', 'input.version', 'signed', ', version: 9'],
      ['NOT_FOUND', 'input.contract', 'draft', ''],
      ['WRONG_STATE', 'input.contract', 'withdrawn', ''],
      ['WRONG_STATE', 'input.version', 'withdrawn', ', version: 1'],
    ] as const
  ).map(([code, path, of, version]) =>
    one(
      'grantWaiver',
      code,
      path,
      `of contract ${of}${version}`,
      of === 'draft' ? 'otherInsurer' : 'insurer',
      async (world) =>
        `input: { contract: "${(await world.head(of)).number}"${version}, module: "NEW", requirement: "N1", ${REASON} }`,
    ),
  ),
  ...(
    [
      ['it is kept', 'keeping', 'module: "NEW", requirement: "N1"', '2026-12-31'],
      ['nothing is lacking', 'keeping', 'module: "BINDS", requirement: "B1"', '2026-12-31'],
      ['it is of other devices', 'signed', 'module: "BINDS", requirement: "B1"', '2027-12-31'],
      ['it is not asked yet', 'signed', 'module: "BINDS", requirement: "B2"', '2027-12-31'],
    ] as const
  ).map(([when, of, what, until]) =>
    one('grantWaiver', 'NOT_NEEDED', 'input.requirement', when, 'insurer', (world) => {
      const given = `validUntil: "${until}", reason: "Agreed with the branch for now."`;
      return `input: { contract: "${world.contracts[of]}", ${what}, ${given} }`;
    }),
  ),
];
