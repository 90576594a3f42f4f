import { insurers } from '../../../seeds/parties/insurers';
import { milestoneDue, milestoneVerdict } from '../../../src/contracts/season/season.rules';
import { startProduct, type Product } from '../../support/product';

test('the calendar: policy by 1 April and a clear offer by 12 November of the year before', () => {
  expect(milestoneDue('POLICY_PUBLISHED', 2027)).toBe('2026-04-01');
  expect(milestoneDue('OFFER_CLEAR', 2027)).toBe('2026-11-12');
  expect(milestoneVerdict('OFFER_CLEAR', 2027, '2026-11-12', '2027-01-01')).toBe('MET');
  expect(milestoneVerdict('OFFER_CLEAR', 2027, '2026-11-13', '2027-01-01')).toBe('MET_LATE');
  expect(milestoneVerdict('OFFER_CLEAR', 2027, null, '2026-11-12')).toBe('DUE');
  expect(milestoneVerdict('OFFER_CLEAR', 2027, null, '2026-11-13')).toBe('MISSED');
});

describe('over the API', () => {
  let product: Product;
  const uzovi = insurers[0]?.uzovi ?? '';
  beforeAll(async () => {
    product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  });
  afterAll(() => product.dispose());

  test('an insurer records a milestone once; a second time is refused and changes nothing', async () => {
    const token = await product.token({ sub: 'buyer', role: 'INSURER', uzovi });
    const RECORD = `mutation ($metOn: LocalDate!) { recordSeasonMilestone(year: 2027, milestone: OFFER_CLEAR, metOn: $metOn,
      url: "https://example.org/offer") { __typename ... on Refused { refusals { code } } } }`;
    const first = await product.ask(token, RECORD, { metOn: '2026-11-09' });
    expect(first).toEqual({ recordSeasonMilestone: { __typename: 'SeasonMilestoneRecorded' } });
    const before = await product.counts();
    const second = await product.ask(token, RECORD, { metOn: '2026-11-01' });
    expect(second).toEqual({
      recordSeasonMilestone: { __typename: 'Refused', refusals: [{ code: 'WRONG_STATE' }] },
    });
    expect(await product.counts()).toEqual(before);
    const answer = await product.ask<{
      contractingSeason: { insurer: { uzovi: string }; milestones: unknown[] }[];
    }>(
      token,
      `{ contractingSeason(year: 2027) { insurer { uzovi } milestones { milestone due metOn verdict } } }`,
    );
    expect(
      answer.contractingSeason.find(({ insurer }) => insurer.uzovi === uzovi)?.milestones,
    ).toEqual([
      { milestone: 'POLICY_PUBLISHED', due: '2026-04-01', metOn: null, verdict: 'MISSED' },
      { milestone: 'OFFER_CLEAR', due: '2026-11-12', metOn: '2026-11-09', verdict: 'MET' },
    ]);
  });

  test('the offer is public, names no draft, and has no field for a tariff', async () => {
    const answer = await product.send<{
      contractedOffer: { supplier: { agb: string }; standing: string }[];
    }>(
      undefined,
      `{ contractedOffer(insurer: "${uzovi}", year: 2026) { supplier { agb } standing lots paymentForms productGroups } }`,
    );
    expect(answer.errors).toBeUndefined();
    const known = await product.db.owner.query<{ agb: string; standing: string }>({
      name: '',
      text: `SELECT DISTINCT supplier_agb AS agb,
               CASE WHEN status IN ('SIGNED', 'IN_FORCE', 'ENDED') THEN 'CONTRACTED' ELSE 'IN_TALKS' END AS standing
             FROM contract_version
             WHERE insurer_uzovi = '${uzovi}' AND status NOT IN ('DRAFT', 'TERMINATED')
               AND valid && daterange('2026-01-01', '2027-01-01')`,
    });
    const sorted = (rows: readonly { agb: string; standing: string }[]): string[] =>
      rows.map(({ agb, standing }) => `${agb} ${standing}`).sort();
    expect(known.length).toBeGreaterThan(0);
    expect(
      sorted(
        answer.data.contractedOffer.map(({ supplier, standing }) => ({
          agb: supplier.agb,
          standing,
        })),
      ),
    ).toEqual(sorted(known));
    const fields = await product.send<{ __type: { fields: { name: string }[] } }>(
      undefined,
      `{ __type(name: "OfferedSupplier") { fields { name } } }`,
    );
    expect(fields.data.__type.fields.map(({ name }) => name).sort()).toEqual([
      'lots',
      'paymentForms',
      'productGroups',
      'standing',
      'supplier',
    ]);
  });

  test('a postcode narrows it to the region, and everything wrong is said at once', async () => {
    const answer = await product.send(
      undefined,
      `{ contractedOffer(insurer: "0000", year: 1900, postcode: "0123 AB", productGroup: "i") { standing } }`,
    );
    expect(answer.errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual([
      'year',
      'insurer',
      'postcode',
      'productGroup',
    ]);
  });
});
