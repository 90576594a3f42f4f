import { startProduct, type Product } from '../../support/product';

/**
 * The five cases of the final report on cooperation in the care with devices (2022), as contracts that are drawn
 * up through the API: what is wrong is found in the draft, in words.
 */

let product: Product;
let insurer: string;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  insurer = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: '3311' });
});
afterAll(() => product.dispose());

interface Drafted {
  readonly draftContract: {
    readonly contract?: { readonly id: string };
    readonly refusals?: readonly { readonly path: string; readonly message: string }[];
  };
}

interface Assessed {
  readonly assessContract: {
    readonly modules: readonly {
      readonly findings: readonly {
        readonly code: string;
        readonly verdict: string;
        readonly missing: readonly string[];
      }[];
    }[];
  };
}

const line = (productGroup: string, more: object = {}): object => ({
  lineNumber: 1,
  productGroup,
  tariffKind: 'PIECE',
  tariff: '12.50',
  unit: 'piece',
  deliveryHours: 24,
  ...more,
});

let drafts = 0;

/** Verdict and what is missing of one requirement, of a draft with these terms. */
async function found(code: string, terms: object): Promise<{ verdict: string; missing: string[] }> {
  drafts += 1;
  const { draftContract } = await product.ask<Drafted>(
    insurer,
    `mutation ($input: DraftContractInput!) { draftContract(input: $input) {
       ... on ContractChanged { contract { id } } ... on Refused { refusals { path message } } } }`,
    {
      input: {
        number: `CASE-${drafts}`,
        otherParty: '76990001',
        lot: `Case ${drafts}`,
        terms: {
          validFrom: '2027-01-01',
          validUntil: '2027-12-31',
          paymentForm: 'PIECE',
          emergencyClause: false,
          ...terms,
        },
      },
    },
  );
  expect(draftContract.refusals).toBeUndefined();
  const { assessContract } = await product.ask<Assessed>(
    insurer,
    `query ($contract: String!) { assessContract(contract: $contract) {
       modules { findings { code verdict missing } } } }`,
    { contract: draftContract.contract?.id },
  );
  const finding = assessContract.modules
    .flatMap(({ findings }) => findings)
    .find((one) => one.code === code);
  if (finding === undefined) throw new Error(`${code} was not judged`);
  return { verdict: finding.verdict, missing: [...finding.missing] };
}

test('lymphoedema: two pairs a year, and only for a new indication', async () => {
  expect(
    await found('K1', {
      lines: [
        line('M030405', {
          quantityLimitMaximum: 2,
          quantityLimitPer: 'YEAR',
          motivatedDeviation: false,
          replacementGrounds: ['NEW_INDICATION'],
          cheaperFirst: false,
        }),
      ],
    }),
  ).toEqual({
    verdict: 'NOT_MET',
    missing: [
      'Line 1 gives no replacement because of a change of the body, such as of weight or volume.',
      'Line 1 gives no more than 2 pieces a year, whatever the reason.',
    ],
  });
});

test('ileostomy: the sprays are excluded from the removers that are given', async () => {
  const sprays = await product.db.owner.query<{ gtin: string }>({
    name: '',
    text: `SELECT gtin FROM article WHERE product_group_code = 'A108005' AND characteristics ->> 'FORM' = 'SPRAY'`,
  });
  expect(sprays).toHaveLength(2);
  const excluding = (motivatedDeviation: boolean): object => ({
    lines: [line('A108005')],
    exclusions: sprays.map(({ gtin }) => ({
      gtin,
      ground: 'Not counted as necessary.',
      motivatedDeviation,
    })),
  });

  expect(await found('S3B', excluding(false))).toEqual({
    verdict: 'NOT_MET',
    missing: ['Excluded, whatever the reason: 2 articles of adhesive removers (A108005).'],
  });
  expect(await found('S3B', excluding(true))).toEqual({ verdict: 'MET', missing: [] });
});

test('diabetes: a sensor only when HbA1c was above 64 for four quarters, in a clause or as a profile', async () => {
  const criteria = (more: readonly object[]): object => ({
    code: 'START_STOP_CRITERIA',
    text: 'As the module has them.',
    parameters: [
      ...['start', 'continuation', 'stop', 'asInModule'].map((name) => ({ name, yes: true })),
      ...more,
    ],
  });

  expect(
    await found('D3', {
      lines: [line('Z12040299')],
      clauses: [
        criteria([
          { name: 'hba1cAbove', number: 64 },
          { name: 'quarters', number: 4 },
        ]),
      ],
    }),
  ).toEqual({
    verdict: 'NOT_MET',
    missing: [
      'A criterion is added that the module does not have: HbA1c above 64 mmol/mol, for 4 quarters.',
    ],
  });
  expect(
    await found('D3', {
      lines: [line('Z12040299', { patientProfile: 'HbA1c above 64, four quarters' })],
      clauses: [criteria([])],
    }),
  ).toEqual({
    verdict: 'NOT_MET',
    missing: [
      'Line 1 gives the device to the patients of a profile alone: HbA1c above 64, four quarters.',
    ],
  });
});

test('the trial prosthesis is used, but has no tariff', async () => {
  const trial = { code: 'TRIAL', funding: 'PRICED', tariff: '150.00', unit: 'time' };

  expect(await found('P1', { lines: [line('Y062415')], activities: [trial] })).toEqual({
    verdict: 'PARTLY_MET',
    missing: [
      'Nothing is agreed about the trial prosthesis (proefprothese) for prostheses above the knee (Y062415).',
    ],
  });
  const both = [trial, { ...trial, code: 'TRIAL_PROSTHESIS', tariff: '875.00' }];
  expect((await found('P1', { lines: [line('Y062415')], activities: both })).verdict).toBe('MET');
});

test('a catheter for short use is given in the place of one for long use', async () => {
  const keeps = ['keepsSize', 'keepsLength', 'keepsMaterial', 'prescriberInformed'];

  expect(
    await found('C3', {
      lines: [line('U010201')],
      clauses: [
        {
          code: 'CONVERSION',
          text: 'Another catheter may be given.',
          parameters: keeps.map((name) => ({ name, yes: true })),
        },
      ],
    }),
  ).toEqual({
    verdict: 'PARTLY_MET',
    missing: [
      'The clause on conversion to another article does not say that short-term and long-term use are never exchanged.',
    ],
  });
});
