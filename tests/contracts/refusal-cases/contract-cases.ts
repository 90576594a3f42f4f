import { type Case, WORDS, OF_CONTRACT, one, onContract, UNKNOWN_LINE, DRAFT } from './case';

/** Of drawing up, talking about, signing and ending contracts. */
export const contractCases: readonly Case[] = [
  // Contracts.
  ...Object.keys(OF_CONTRACT).flatMap((mutation) => [
    ...(['otherInsurer', 'otherSupplier'] as const).map((who) =>
      onContract(mutation, 'NOT_FOUND', 'contract', 'signed', who),
    ),
    onContract(mutation, 'NOT_FOUND', 'contract', 'draft', 'supplier'),
    one(
      mutation,
      'NOT_FOUND',
      'contract',
      'of no contract',
      'insurer',
      () => `contract: "999999", ${OF_CONTRACT[mutation]}`,
    ),
  ]),
  ...['offerContract', 'remarkOnContract', 'proposeContractChange', 'passContractPen'].map(
    (mutation) => onContract(mutation, 'WRONG_STATE', 'contract', 'signed'),
  ),
  ...['signContract', 'reviseContractDraft', 'withdrawContractDraft'].map((mutation) =>
    onContract(mutation, 'WRONG_STATE', 'contract', 'signed'),
  ),
  ...['remarkOnContract', 'proposeContractChange', 'passContractPen', 'signContract'].map(
    (mutation) => onContract(mutation, 'WRONG_STATE', 'contract', 'draft'),
  ),
  onContract('offerContract', 'WRONG_STATE', 'contract', 'offered', 'supplier'),
  ...['offerContract', 'passContractPen', 'reviseContractDraft'].map((mutation) =>
    onContract(mutation, 'NOT_YOUR_TURN', null, 'talks'),
  ),
  ...['remarkOnContract', 'proposeContractChange'].map((mutation) =>
    onContract(
      mutation,
      'NOT_FOUND',
      'about.lineNumber',
      'offered',
      'insurer',
      `about: { lineNumber: 9 }, ${WORDS}`,
    ),
  ),
  onContract(
    'reviseContractDraft',
    'NOT_IN_CATALOGUE',
    'changes.lines.0.productGroup',
    'draft',
    'insurer',
    `changes: { ${UNKNOWN_LINE} }`,
  ),
  ...['2026-11-09', '2030-01-01', '2027-07-01'].map((day) =>
    onContract(
      'reviseContractDraft',
      'WRONG_STATE',
      'changes.validFrom',
      'amendedTwice',
      'insurer',
      `changes: { validFrom: "${day}" }`,
    ),
  ),
  onContract(
    'amendContract',
    'NOT_IN_CATALOGUE',
    'changes.lines.0.productGroup',
    'signed',
    'insurer',
    `from: "2027-02-01", changes: { ${UNKNOWN_LINE} }`,
  ),
  onContract('amendContract', 'WRONG_STATE', 'contract', 'amended'),
  onContract('amendContract', 'WRONG_STATE', 'contract', 'amended', 'supplier'),
  onContract(
    'amendContract',
    'WRONG_STATE',
    'from',
    'signed',
    'insurer',
    'from: "2026-11-09", changes: {}',
  ),
  onContract(
    'amendContract',
    'WRONG_STATE',
    'from',
    'signed',
    'insurer',
    'from: "2030-01-01", changes: {}',
  ),
  onContract('signContract', 'CONTENT_CHANGED', 'contentHash', 'offered', 'supplier'),
  onContract('signContract', 'WRONG_STATE', null, 'brokenOffBefore', 'supplier'),
  ...(
    [
      ['WRONG_STATE', 'otherText', 'supplier', null],
      ['ALREADY_SIGNED', 'half', 'insurer', null],
      ['CONTRACTS_OVERLAP', 'overlapping', 'supplier', null],
      ['REQUIREMENT_NOT_MET', 'unmet', 'supplier', 'contract'],
    ] as const
  ).map(([code, of, who, path]) =>
    one(
      'signContract',
      code,
      path,
      `of contract ${of}`,
      who,
      async (world) => `contract: "${world.contracts[of]}", contentHash: "${await world.hash(of)}"`,
    ),
  ),
  onContract('terminateContract', 'WRONG_STATE', 'contract', 'draft'),
  onContract(
    'terminateContract',
    'WRONG_STATE',
    'on',
    'signed',
    'insurer',
    'on: "2026-11-09", reason: "Enough."',
  ),
  onContract(
    'terminateContract',
    'ALREADY_ENDED',
    'on',
    'signed',
    'insurer',
    'on: "2028-01-01", reason: "Enough."',
  ),
  onContract('terminateContract', 'ALREADY_ENDED', null, 'brokenOff'),
  onContract(
    'terminateContract',
    'CONTRACTS_OVERLAP',
    null,
    'heldBack',
    'insurer',
    'on: "2026-12-01", reason: "Enough."',
  ),
  one(
    'draftContract',
    'NUMBER_TAKEN',
    'input.number',
    'the number is there',
    'insurer',
    async (world) => DRAFT((await world.head('signed')).number, 'lot: "Any"'),
  ),
  one(
    'draftContract',
    'NOT_IN_CATALOGUE',
    'input.terms.lines.0.productGroup',
    'a group is unknown',
    'insurer',
    () => DRAFT('NEW', 'lot: "Any"').replace('A1001', 'Z99'),
  ),
];
