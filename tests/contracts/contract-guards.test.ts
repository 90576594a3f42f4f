import { createMarket, type ContractWords, type Market } from './market';

let market: Market;
let lots = 0;

beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

const nextLot = (): string => {
  lots += 1;
  return `Lot ${lots}`;
};

async function refused(act: () => Promise<unknown>, code: string): Promise<void> {
  const before = await market.counts();
  await expect(act()).rejects.toMatchObject({ code });
  expect(await market.counts()).toEqual(before);
}

const onVersion = (id: string, change: string): Promise<unknown> =>
  market.db.owner.query(
    { name: '', text: `UPDATE contract_version SET ${change} WHERE contract_id = $1` },
    [id],
  );

describe('contracts of one insurer, supplier and lot do not overlap', () => {
  const EXCLUSION = '23P01';
  const first: Omit<ContractWords, 'lot'> = {
    number: 'first',
    versions: [{ valid: '[2026-01-01,2027-01-01)' }],
  };

  test.each([
    ['the same period', '[2026-01-01,2027-01-01)', {}, false],
    ['one day of it', '[2026-12-31,2028-01-01)', {}, false],
    ['without an end', '[2025-01-01,)', {}, false],
    ['the day after it', '[2027-01-01,2028-01-01)', {}, true],
    ['the day before it', '[2025-01-01,2026-01-01)', {}, true],
    ['another supplier', '[2026-01-01,2027-01-01)', { supplier: '76000002' }, true],
    ['another insurer', '[2026-01-01,2027-01-01)', { insurer: '9002' }, true],
    ['another lot', '[2026-01-01,2027-01-01)', { lot: 'Another lot' }, true],
  ])('%s', async (name, valid, other, allowed) => {
    const lot = nextLot();
    await market.contract({ ...first, number: `first ${name}`, lot });
    const second = await market.contract({
      number: `second ${name}`,
      lot,
      ...other,
      versions: [{ status: 'DRAFT', valid }],
    });
    const sign = (): Promise<unknown> =>
      onVersion(
        second,
        `status = 'SIGNED', signed_by_insurer_at = now(), signed_by_supplier_at = now()`,
      );
    if (allowed) await sign();
    else await refused(sign, EXCLUSION);
    const [row] = await market.db.owner.query<{ status: string }>(
      { name: '', text: 'SELECT status FROM contract_version WHERE contract_id = $1' },
      [second],
    );
    expect(row).toEqual({ status: allowed ? 'SIGNED' : 'DRAFT' });
  });

  test('two that are signed at the same moment: one is', async () => {
    const lot = nextLot();
    const ids = await Promise.all(
      ['left', 'right'].map((number) =>
        market.contract({ number, lot, versions: [{ status: 'DRAFT' }] }),
      ),
    );
    const results = await Promise.allSettled(
      ids.map((id) =>
        onVersion(
          id,
          `status = 'IN_FORCE', signed_by_insurer_at = now(), signed_by_supplier_at = now()`,
        ),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('one lot is one lot however it is written', async () => {
    const lot = nextLot();
    await market.contract({ ...first, number: 'plain', lot });
    for (const written of [lot.toUpperCase(), ` ${lot}`, lot.replace(' ', '   ')]) {
      const before = await market.counts();
      await expect(
        market.contract({ ...first, number: `written ${written.trim()}`, lot: written }),
      ).rejects.toMatchObject({ code: written === lot.toUpperCase() ? EXCLUSION : '23514' });
      expect((await market.counts())['contract_line_in_force']).toBe(
        before['contract_line_in_force'],
      );
    }
  });

  test('drafts may overlap', async () => {
    const lot = nextLot();
    await market.contract({ ...first, number: 'signed one', lot });
    await market.contract({ number: 'draft beside it', lot, versions: [{ status: 'DRAFT' }] });
  });
});

describe('what is signed never changes', () => {
  const CHECK = '23514';
  const statuses = ['SIGNED', 'IN_FORCE', 'ENDED', 'TERMINATED'];

  test.each(
    statuses.flatMap((status) =>
      [
        `valid = '[2026-01-01,2026-02-01)'`,
        `payment_form = 'ALL_IN'`,
        `emergency_clause = NOT emergency_clause`,
        `signed_by_insurer_at = now()`,
        `signed_by_supplier_at = NULL`,
        `version = version + 1`,
      ].map((change) => [status, change] as const),
    ),
  )('%s: %s', async (status, change) => {
    const id = await market.contract({
      number: `kept ${status} ${change}`.slice(0, 40).trim(),
      lot: nextLot(),
      versions: [{ status }],
    });
    await refused(() => onVersion(id, change), CHECK);
  });

  test.each(statuses)('%s: neither it nor its lines', async (status) => {
    const id = await market.contract({
      number: `lines ${status}`,
      lot: nextLot(),
      versions: [{ status }],
    });
    const inVersion = `contract_version_id = (SELECT id FROM contract_version WHERE contract_id = ${id})`;
    for (const text of [
      `DELETE FROM contract_version WHERE contract_id = ${id}`,
      `UPDATE contract_line SET tariff = 0 WHERE ${inVersion}`,
      `DELETE FROM contract_line WHERE ${inVersion}`,
      `INSERT INTO contract_line (contract_version_id, line_number, product_group_code, tariff_kind, tariff, unit)
       SELECT id, 2, 'A', 'PIECE', 1, 'piece' FROM contract_version WHERE contract_id = ${id}`,
    ]) {
      // One in force is held by the lines in force as well, whichever speaks first.
      const before = await market.counts();
      await expect(market.db.owner.query({ name: '', text })).rejects.toThrow();
      expect(await market.counts()).toEqual(before);
    }
  });

  test('a line of a draft does not move into a signed version, nor out of it', async () => {
    const draft = await market.contract({
      number: 'draft of the move',
      lot: nextLot(),
      versions: [{ status: 'DRAFT', lines: [{}, {}] }],
    });
    const signed = await market.contract({ number: 'signed of the move', lot: nextLot() });
    const move = (from: string, to: string): Promise<unknown> =>
      market.db.owner.query(
        {
          name: '',
          text: `UPDATE contract_line SET line_number = 9,
                   contract_version_id = (SELECT id FROM contract_version WHERE contract_id = $2)
                 WHERE line_number = 1
                   AND contract_version_id = (SELECT id FROM contract_version WHERE contract_id = $1)`,
        },
        [from, to],
      );
    await refused(() => move(draft, signed), CHECK);
    await refused(() => move(signed, draft), CHECK);
  });

  test.each(
    statuses.flatMap((from) =>
      ['DRAFT', 'OFFERED', 'NEGOTIATING', ...statuses]
        .filter((to) => to !== from)
        .map((to) => [from, to] as const),
    ),
  )('%s becomes %s only if that is forward', async (from, to) => {
    const id = await market.contract({
      number: `${from} to ${to}`,
      lot: nextLot(),
      versions: [{ status: from }],
    });
    const change = (): Promise<unknown> => onVersion(id, `status = '${to}'`);
    const forward = {
      SIGNED: ['IN_FORCE', 'TERMINATED'],
      IN_FORCE: ['ENDED', 'TERMINATED'],
    } as Record<string, readonly string[]>;
    if (forward[from]?.includes(to)) await change();
    else await refused(change, CHECK);
  });

  test('nor does its number, nor its currency', async () => {
    const currency = (id: string): Promise<unknown> =>
      market.db.owner.query(
        { name: '', text: `UPDATE contract SET currency = 'USD' WHERE id = $1` },
        [id],
      );
    const signed = await market.contract({ number: 'euros', lot: nextLot() });
    await refused(() => currency(signed), CHECK);
    const rename = (id: string): Promise<unknown> =>
      market.db.owner.query(
        { name: '', text: `UPDATE contract SET number = number || '!' WHERE id = $1` },
        [id],
      );
    await refused(() => rename(signed), CHECK);
    const draft = await market.contract({
      number: 'dollars',
      lot: nextLot(),
      versions: [{ status: 'DRAFT' }],
    });
    await currency(draft);
    await rename(draft);
  });

  test('nothing is signed without both signatures', async () => {
    const id = await market.contract({
      number: 'one signature',
      lot: nextLot(),
      versions: [{ status: 'DRAFT' }],
    });
    await refused(() => onVersion(id, `status = 'SIGNED', signed_by_insurer_at = now()`), CHECK);
  });

  test('the application may do no more than the life of a contract takes', async () => {
    const signed = await market.contract({
      number: 'guarded',
      lot: nextLot(),
      versions: [{ status: 'SIGNED' }],
    });
    const ofSigned = `contract_version_id IN (SELECT id FROM contract_version WHERE contract_id = ${signed})`;
    for (const [text, code] of [
      [`UPDATE contract SET number = 'x'`, '42501'],
      [`DELETE FROM contract`, '42501'],
      [`UPDATE contract_version SET in_effect = NULL`, '42501'],
      [`UPDATE contract_line SET tariff = 0`, '42501'],
      [`UPDATE contract_signature SET signer = 'x'`, '42501'],
      [`DELETE FROM contract_line_in_force`, '42501'],
      [`DELETE FROM contract_line WHERE ${ofSigned}`, CHECK],
      [`UPDATE contract_version SET status = 'TERMINATED' WHERE contract_id = ${signed}`, CHECK],
      [
        `INSERT INTO contract_version (contract_id, version, insurer_uzovi, supplier_agb, lot, status, valid,
           payment_form, emergency_clause, signed_by_insurer_at, signed_by_supplier_at)
         SELECT id, 2, insurer_uzovi, supplier_agb, lot, 'SIGNED', '[2027-01-01,)', 'PIECE', true, now(), now()
         FROM contract WHERE id = ${signed}`,
        CHECK,
      ],
    ] as const) {
      const before = await market.counts();
      await expect(market.db.database.query({ name: '', text })).rejects.toMatchObject({ code });
      expect(await market.counts()).toEqual(before);
    }
  });

  test('the application ends what was signed as was agreed, and no other way', async () => {
    const ids = {
      SIGNED: await market.contract({
        number: 'signed to end',
        lot: nextLot(),
        versions: [{ status: 'SIGNED' }],
      }),
      IN_FORCE: await market.contract({ number: 'running to end', lot: nextLot() }),
      DRAFT: await market.contract({
        number: 'draft to end',
        lot: nextLot(),
        versions: [{ status: 'DRAFT' }],
      }),
    };
    const change = (status: 'SIGNED' | 'IN_FORCE', what: string): string =>
      `UPDATE contract_version SET ${what} WHERE contract_id = ${ids[status]}`;
    const termination = (id: string, on: string, at: string): string =>
      `INSERT INTO contract_termination VALUES (${id}, '${on}', 'INSURER', 'a', 'We stop.', '${at}')`;
    for (const [text, words] of [
      [change('SIGNED', `ended_on = '2026-06-01'`), 'broken off, or its successor'],
      [change('IN_FORCE', `ended_on = '2026-06-01'`), 'broken off, or its successor'],
      [change('SIGNED', `in_force_from = '2026-06-01'`), 'by coming into force'],
      [change('SIGNED', `held_since = '2025-12-31T12:00:00Z'`), 'from its first day on'],
      [change('IN_FORCE', `held_since = '2026-06-01'`), 'Only what is signed'],
      [change('IN_FORCE', `status = 'ENDED'`), 'after its last day'],
      [
        change('IN_FORCE', `status = 'ENDED', closed_at = '2026-12-31T22:59:59Z'`),
        'after its last day',
      ],
      [
        change('IN_FORCE', `status = 'TERMINATED', closed_at = '2026-06-01'`),
        'Nobody has broken off|holds until its day',
      ],
      [
        change('SIGNED', `status = 'ENDED', ended_on = '2026-01-01', closed_at = '2026-06-01'`),
        'lapses',
      ],
      [termination(ids.IN_FORCE, '2026-06-01', '2026-06-02T12:00:00Z'), 'today or later'],
      [termination(ids.DRAFT, '2026-06-01', '2026-05-01T12:00:00Z'), 'Only a signed contract'],
    ] as const) {
      const before = await market.counts();
      await expect(market.db.database.query({ name: '', text })).rejects.toThrow(new RegExp(words));
      expect(await market.counts()).toEqual(before);
    }
    const { database } = market.db;
    await database.query({
      name: '',
      text: change('IN_FORCE', `status = 'ENDED', closed_at = '2026-12-31T23:00:00Z'`),
    });
    await database.query({
      name: '',
      text: termination(ids.SIGNED, '2026-06-01', '2026-05-31T12:00:00Z'),
    });
    for (const [what, words] of [
      [`ended_on = '2026-05-01'`, 'broken off, or its successor'],
      [`status = 'TERMINATED', ended_on = '2026-06-01', closed_at = '2026-05-31'`, 'until its day'],
    ] as const) {
      const text = change('SIGNED', what);
      await expect(database.query({ name: '', text })).rejects.toThrow(words);
    }
    await database.query({
      name: '',
      text: change(
        'SIGNED',
        `status = 'TERMINATED', ended_on = '2026-06-01', closed_at = '2026-06-01'`,
      ),
    });
  });
});
