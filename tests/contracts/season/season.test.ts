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

const insert = (sequence: number, met: string): string =>
  `INSERT INTO season_milestone_correction (insurer_uzovi, year, kind, sequence, met_on, url, reason, recorded_at, recorded_by)
   VALUES ('UZOVI', 2027, 'OFFER_CLEAR', ${sequence}, ${met}, 'It was wrong.', '2026-11-12T09:00:00Z', 'x')`;

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

  describe('what was recorded wrongly', () => {
    const other = insurers[1]?.uzovi ?? '';
    let token: string;
    const RECORD = `mutation { recordSeasonMilestone(year: 2027, milestone: OFFER_CLEAR, metOn: "2026-11-05",
      url: "https://example.org/offer") { __typename } }`;
    const CORRECT = `mutation ($metOn: LocalDate, $url: String, $reason: String!, $year: Int! = 2027) {
      correctSeasonMilestone(year: $year, milestone: OFFER_CLEAR, metOn: $metOn, url: $url, reason: $reason) {
        __typename ... on Refused { refusals { code path } } } }`;
    const correct = async (variables: Record<string, unknown>): Promise<unknown> =>
      (
        await product.ask<{ correctSeasonMilestone: unknown }>(token, CORRECT, {
          reason: 'The wrong day was read from the letter.',
          url: 'https://example.org/offer',
          ...variables,
        })
      ).correctSeasonMilestone;
    const standing = async (): Promise<unknown> => {
      const answer = await product.ask<{
        contractingSeason: { insurer: { uzovi: string }; milestones: { milestone: string }[] }[];
      }>(
        token,
        `{ contractingSeason(year: 2027) { insurer { uzovi } milestones { milestone metOn url verdict recordedAt
           records { metOn url reason recordedAt } } } }`,
      );
      return answer.contractingSeason
        .find(({ insurer }) => insurer.uzovi === other)
        ?.milestones.find(({ milestone }) => milestone === 'OFFER_CLEAR');
    };

    beforeAll(async () => {
      token = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: other });
    });

    test('there is nothing to correct before it was recorded', async () => {
      const before = await product.counts();
      expect(await correct({ metOn: '2026-11-09' })).toEqual({
        __typename: 'Refused',
        refusals: [{ code: 'NOT_FOUND', path: 'milestone' }],
      });
      expect(await product.counts()).toEqual(before);
    });

    test('is corrected with a reason; what was recorded can still be read, and the last one holds', async () => {
      await product.ask(token, RECORD);
      product.clock.moveTo('2026-11-11T09:00:00Z');
      expect(await correct({ metOn: '2026-11-10' })).toEqual({
        __typename: 'SeasonMilestoneRecorded',
      });
      product.clock.moveTo('2026-11-12T09:00:00Z');
      const reason = 'It was not clear after all: three suppliers were missing.';
      expect(await correct({ metOn: null, url: null, reason })).toEqual({
        __typename: 'SeasonMilestoneRecorded',
      });

      const url = 'https://example.org/offer';
      const first = {
        metOn: '2026-11-05',
        url,
        reason: null,
        recordedAt: '2026-11-10T10:00:00+01:00',
      };
      const second = {
        metOn: '2026-11-10',
        url,
        reason: 'The wrong day was read from the letter.',
        recordedAt: '2026-11-11T10:00:00+01:00',
      };
      const third = { metOn: null, url: null, reason, recordedAt: '2026-11-12T10:00:00+01:00' };
      expect(await standing()).toEqual({
        milestone: 'OFFER_CLEAR',
        metOn: null,
        url: null,
        verdict: 'DUE',
        recordedAt: third.recordedAt,
        records: [first, second, third],
      });
    });

    test('what changes nothing is refused, and all that is wrong is said at once; nothing happened', async () => {
      const before = await product.counts();
      expect(await correct({ metOn: null, url: null })).toEqual({
        __typename: 'Refused',
        refusals: [{ code: 'WRONG_STATE', path: 'metOn' }],
      });
      const wrong = async (variables: Record<string, unknown>): Promise<unknown> => {
        const { errors } = await product.send(token, CORRECT, {
          reason: 'The wrong day was read.',
          ...variables,
        });
        return errors?.[0]?.extensions.fields?.map(({ path }) => path);
      };
      expect(await wrong({ year: 1900, metOn: '2026-11-13', url: 'http://x' })).toEqual([
        'year',
        'metOn',
        'url',
      ]);
      expect(await wrong({ metOn: '2026-11-09', url: null })).toEqual(['url']);
      expect(await wrong({ metOn: null, url: 'https://example.org' })).toEqual(['metOn']);
      expect(
        await wrong({ metOn: '2026-11-09', url: 'https://example.org', reason: 'No.' }),
      ).toEqual(['reason']);
      expect(await product.counts()).toEqual(before);
    });

    test.each([
      [
        `UPDATE season_milestone_correction SET reason = 'Another one.'`,
        'History is only added to',
      ],
      [`DELETE FROM season_milestone_correction`, 'History is only added to'],
      [insert(9, `'2026-11-01', 'https://example.org/x'`), 'A correction is missing'],
      [insert(1, `'2026-11-30', 'https://example.org/x'`), 'met_by_then'],
      [insert(1, `'2026-11-01', NULL`), 'met_and_where'],
      [insert(1, `'2026-11-05', 'https://example.org/offer'`), 'A correction changes something'],
    ])('the database refuses %s', async (text, message) => {
      const uncorrected = insurers[2]?.uzovi ?? '';
      const by = await product.token({ sub: 'third', role: 'INSURER', uzovi: uncorrected });
      await product.ask(by, RECORD);
      const before = await product.counts();
      await expect(
        product.db.owner.query({ name: '', text: text.replace('UZOVI', uncorrected) }),
      ).rejects.toThrow(message);
      expect(await product.counts()).toEqual(before);
    });
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
    const fields = await product.send<Record<'__type' | 'group', { fields: { name: string }[] }>>(
      undefined,
      `{ __type(name: "OfferedSupplier") { fields { name } } group: __type(name: "OfferedGroup") { fields { name } } }`,
    );
    expect(fields.data.__type.fields.map(({ name }) => name).sort()).toEqual([
      'groups',
      'lots',
      'paymentForms',
      'productGroups',
      'standing',
      'supplier',
    ]);
    expect(fields.data.group.fields.map(({ name }) => name).sort()).toEqual([
      'lot',
      'paidPer',
      'paymentForm',
      'productGroup',
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
