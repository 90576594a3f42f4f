import { waiverOf } from '../../../src/contracts/assessment/assessment.rules';
import { judgingDayOf } from '../../../src/contracts/assessment/assessable';
import { latestWaiverDay } from '../../../src/contracts/assessment/waiver.rules';
import { insertWaiver, selectWaivers } from '../../../src/contracts/assessment/waiver.sql';
import { loadQuality } from '../../../src/quality/quality.snapshot';
import { createMarket, type Market } from '../market';

let market: Market;
beforeAll(async () => {
  market = await createMarket();
});
afterAll(() => market.dispose());

const rows = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  market.db.owner.query<Row>({ name: '', text }, values);

const SAME = {
  statement: 'Within a day.',
  dutch: 'Binnen een dag.',
  source: 'test',
  certainty: 'PROPOSED',
  force: 'BINDING',
  level: 'CONTRACT',
  phase: null as string | null,
  funding: null as string | null,
  from: null as string | null,
  rule: 'DELIVERY_WITHIN' as string | null,
  parameters: '{"hours": 24, "categories": ["STOMA", "WOUND"]}',
  people: null as string | null,
};
/** What each version asks under the one code. */
const VERSIONS: readonly (typeof SAME)[] = [
  SAME,
  { ...SAME, statement: 'Within a day' },
  { ...SAME, dutch: 'Binnen één dag.' },
  { ...SAME, force: 'ADVISORY' },
  { ...SAME, level: 'INSURER' },
  { ...SAME, rule: 'NIGHT_STOCK' },
  { ...SAME, parameters: '{"hours": 12, "categories": ["STOMA", "WOUND"]}' },
  { ...SAME, parameters: '{"hours": 24, "categories": ["WOUND", "STOMA"]}' },
  { ...SAME, parameters: '{"hours": 24, "categories": ["STOMA", "WOUND"], "regions": null}' },
  { ...SAME, rule: null, parameters: '{}', people: 'the insurer' },
  // The same as the first.
  { ...SAME, parameters: '{"categories": ["STOMA", "WOUND"], "hours": 24.0}' },
  { ...SAME, source: 'another', certainty: 'SOURCED', phase: 'USE', funding: 'UNDECIDED' },
  { ...SAME, from: '2030-01-01' },
  // The same as the other that people judge.
  { ...SAME, rule: null, parameters: '{}', people: 'the supplier' },
];

async function moduleOf(code: string): Promise<void> {
  await rows(
    `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source) VALUES ($1, 'x', 'x', false, '{}', 'test')`,
    [code],
  );
  for (const [index, one] of VERSIONS.entries()) {
    const of = `module_code = '${code}' AND version = ${index + 1}`;
    const validFrom = `2026-02-${String(index + 1).padStart(2, '0')}`;
    await rows(`INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
      VALUES ('${code}', ${index + 1}, 'DRAFT', 'x', '${validFrom}', 'test', false)`);
    await rows(
      `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force,
         level, phase, funding, applies_from, rule_kind, rule_parameters, judged_by)
       SELECT id, 1, 'C1', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM quality_module_version WHERE ${of}`,
      [
        ...[one.statement, one.dutch, one.source, one.certainty, one.force, one.level, one.phase],
        ...[one.funding, one.from, one.rule, one.parameters, one.people],
      ],
    );
    await rows(
      `UPDATE quality_module_version SET status = 'SUPERSEDED' WHERE module_code = $1 AND status = 'REGISTERED'`,
      [code],
    );
    await rows(`UPDATE quality_module_version SET status = 'REGISTERED' WHERE ${of}`);
  }
}

const LAST_DAYS = ['2026-06-30', '2026-12-31'];
const DAYS = ['2026-06-30', '2026-07-01', '2027-01-01'];

test('which waiver holds for which requirement on which day is the same in SQL as by the rule', async () => {
  await moduleOf('ONE');
  await moduleOf('OTHER');
  await market.contract({ number: 'WAIVED' });
  await market.contract({ number: 'NOT-WAIVED', lot: 'Another' });
  const versionOf = async (number: string): Promise<number> => {
    const [row] = await rows<{ id: number }>(
      `SELECT v.id FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = $1`,
      [number],
    );
    return row?.id ?? 0;
  };
  const [waived, notWaived] = [await versionOf('WAIVED'), await versionOf('NOT-WAIVED')];
  const { versions } = await loadQuality(market.db.owner);
  for (const { id, module, version } of versions.filter(({ module }) => module.code === 'ONE')) {
    for (const until of LAST_DAYS) {
      const reason = `Of version ${version} until ${until}`;
      const given = [waived, module.code, id, 'C1', reason, until, 'buyer', '2026-03-01Z'];
      await market.db.owner.query(insertWaiver, given);
    }
  }

  const bySql: string[] = [];
  const byRule: string[] = [];
  for (const contract of [waived, notWaived]) {
    const waivers = await market.db.owner.query(selectWaivers, [contract]);
    for (const { id, module, version, requirements } of versions) {
      for (const on of DAYS) {
        const name = `${contract} ${module.code}/${version} ${on}`;
        const found = await rows<{ reason: string }>(
          `SELECT w.reason FROM quality_requirement r CROSS JOIN waivers_for($1, r.id) w
           WHERE r.version_id = $2 AND w.valid_until >= $3::date ORDER BY w.id`,
          [contract, id, on],
        );
        bySql.push(...found.map(({ reason }) => `${name}: ${reason}`));
        for (const requirement of requirements) {
          const holding = waivers.filter((one) => waiverOf([one], module.code, requirement, on));
          byRule.push(...holding.map(({ reason }) => `${name}: ${reason}`));
        }
      }
    }
  }

  expect(byRule).toEqual(bySql);
  // Four versions ask the same, two are judged by people, eight are alone. Of the two waivers for each both hold on
  // the first day, one on the second, none on the third.
  expect(bySql).toHaveLength((4 * 4 + 2 * 2 + 8) * (2 + 1));
});

test('to which day may be waived is the same in SQL as by the rule, and the database keeps to it', async () => {
  for (const [number, valid] of [
    ['ENDS', '[2026-01-01,2028-01-01)'],
    ['BROKEN-OFF', '[2026-01-01,2028-01-01)'],
    ['ENDLESS', '[2026-01-01,)'],
    ['LATER', '[2028-02-29,)'],
  ] as const) {
    await market.contract({ number, lot: number, versions: [{ valid }] });
  }
  await rows(
    `UPDATE contract_version SET ended_on = '2027-07-01' WHERE contract_id = (SELECT id FROM contract WHERE number = 'BROKEN-OFF')`,
  );
  const granted = '2026-11-10';
  const found = await rows<{
    id: number;
    number: string;
    validFrom: string;
    lastDay: string | null;
    latest: string;
  }>(
    `SELECT v.id, c.number, lower(v.valid)::text AS "validFrom", (least(upper(v.valid), v.ended_on) - 1)::text AS "lastDay",
       latest_waiver_day(v.id, $1)::text AS latest
     FROM contract_version v JOIN contract c ON c.id = v.contract_id
     WHERE c.lot = c.number ORDER BY c.number`,
    [granted],
  );
  expect(found.map(({ number, latest }) => [number, latest])).toEqual([
    ['BROKEN-OFF', '2027-06-30'],
    ['ENDLESS', '2029-11-10'],
    ['ENDS', '2027-12-31'],
    ['LATER', '2031-02-28'],
  ]);
  expect(found.map((one) => latestWaiverDay(one, judgingDayOf(one, granted)))).toEqual(
    found.map(({ latest }) => latest),
  );

  const waive = (contract: number, until: string, version = 1): Promise<unknown> =>
    rowsOfApplication(
      `INSERT INTO contract_waiver (contract_version_id, module_code, module_version_id, requirement_code, reason, valid_until,
         granted_by, granted_at)
       SELECT $1, q.module_code, q.id, 'C1', 'A reason of at least twenty characters', $2, 'buyer', '${granted}T09:00:00Z'
       FROM quality_module_version q WHERE q.module_code = 'ONE' AND q.version = $3`,
      [contract, until, version],
    );
  const before = await market.counts();
  for (const { id, latest } of found) {
    const [next] = await rows<{ day: string }>(`SELECT ($1::date + 1)::text AS day`, [latest]);
    await expect(waive(id, next?.day ?? '')).rejects.toMatchObject({ code: '23514' });
  }
  // What does not bind, what is asked of all contracts together, and what people judge.
  for (const version of [4, 5, 10]) {
    await expect(waive(found[0]?.id ?? 0, granted, version)).rejects.toMatchObject({
      code: '23514',
    });
  }
  expect(await market.counts()).toEqual(before);
  for (const { id, latest } of found) await waive(id, latest);
});

const rowsOfApplication = (text: string, values: readonly unknown[]): Promise<unknown> =>
  market.db.database.query({ name: '', text }, values);
