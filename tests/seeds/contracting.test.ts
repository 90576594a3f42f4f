import { planSteps } from '../../seeds/contracting/disputes';
import { DISPUTE_STORIES } from '../../seeds/contracting/dispute-stories';
import { planMilestones } from '../../seeds/contracting/season-milestones';
import { seedContracting } from '../../seeds/contracting/seed-contracting';
import { AUTHORISATION_STEP_KINDS } from '../../src/contracts/authorisations/authorisation.rules';
import { DISPUTE_ENDINGS, DISPUTE_LEVELS } from '../../src/contracts/disputes/dispute.rules';
import { milestoneVerdict } from '../../src/contracts/season/season.rules';
import { insertWaiver } from '../../src/contracts/assessment/waiver.sql';
import type { Database, Transaction } from '../../src/platform/database/database';
import { statement } from '../../src/platform/database/statement';
import { startProduct, type Product } from '../support/product';
import { checksums } from './database-contents';
import { demoCipher } from './demo-cipher';

const now = new Date('2026-11-10T01:00:00Z');

let product: Product;
beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: now.toISOString() });
  await seedContracting(product.db.owner, { now, cipher: demoCipher });
});
afterAll(() => product.dispose());

const rows = <Row>(name: string, text: string): Promise<Row[]> =>
  product.db.owner.query(statement<Row>(`test.${name}`, text));

describe('what goes on around the contracts of the demo', () => {
  test('the calendar has milestones met, met late, still due and missed', () => {
    const uzovis = ['3311', '7119', '7095', '3332', '7029', '0101', '3343', '3358'];
    const today = '2026-11-10';
    const planned = planMilestones(uzovis, today);

    const verdicts = uzovis.flatMap((uzovi) =>
      [2026, 2027].flatMap((year) =>
        (['POLICY_PUBLISHED', 'OFFER_CLEAR'] as const).map((milestone) => {
          const met = planned.find(
            (one) => one.uzovi === uzovi && one.year === year && one.milestone === milestone,
          );
          return milestoneVerdict(milestone, year, met?.metOn ?? null, today);
        }),
      ),
    );
    expect(new Set(verdicts)).toEqual(new Set(['MET', 'MET_LATE', 'DUE', 'MISSED']));
    expect(planned.filter(({ metOn }) => metOn > today)).toEqual([]);
  });

  test('disputes are at every level that a step leads to, and end in every way but a court', async () => {
    const found = await rows<{ level: string; ending: string | null }>(
      'dispute-levels',
      `SELECT DISTINCT ON (dispute_id) level, ending FROM dispute_step ORDER BY dispute_id, sequence DESC`,
    );

    expect(found).toHaveLength(DISPUTE_STORIES.length);
    expect(new Set(found.map(({ level }) => level))).toEqual(
      new Set(DISPUTE_LEVELS.filter((level) => level !== 'BOARD')),
    );
    expect(new Set(found.flatMap(({ ending }) => ending ?? []))).toEqual(
      new Set(DISPUTE_ENDINGS.filter((ending) => ending !== 'COURT')),
    );
  });

  test('a story that the procedure does not let happen is no dispute', () => {
    const [story] = DISPUTE_STORIES;
    if (story === undefined) throw new Error('There are no stories');
    const skipping = { ...story, acts: story.acts.filter(({ act }) => act.act === 'ESCALATE') };

    expect(() => planSteps(skipping, new Map([['INDIVIDUAL', 14]]), now)).toThrow(
      'The other party has to be heard first',
    );
  });

  test('requests for permission are in every state, and no patient is readable', async () => {
    const found = await rows<{ kind: string; requests: number; readable: number }>(
      'authorisation-states',
      `WITH last AS (SELECT DISTINCT ON (authorisation_id) authorisation_id AS id, kind
                     FROM authorisation_step ORDER BY authorisation_id, sequence DESC)
       SELECT last.kind, count(*)::int AS requests,
         -- What is sealed may hold such digits by chance.
         count(*) FILTER (WHERE EXISTS (SELECT FROM jsonb_each_text(to_jsonb(a)) AS part
           WHERE part.value ~ '9999[0-9]{5}' AND part.value NOT LIKE '\\\\x%'))::int AS readable
       FROM last JOIN authorisation a USING (id) GROUP BY last.kind`,
    );

    const passing = ['INFORMATION_GIVEN'];
    expect(found.map(({ kind }) => kind).sort()).toEqual(
      AUTHORISATION_STEP_KINDS.filter((kind) => !passing.includes(kind)).sort(),
    );
    expect(found.reduce((sum, { requests }) => sum + requests, 0)).toBe(80);
    expect(found.filter(({ readable }) => readable > 0)).toEqual([]);
  });

  test('whatever is offered or talked about says how it came there, and who is to write', async () => {
    const wrong = await rows<{ number: string }>(
      'talks-without-record',
      `SELECT c.number FROM contract_version v JOIN contract c ON c.id = v.contract_id
       WHERE v.status IN ('OFFERED', 'NEGOTIATING') AND (
         NOT EXISTS (SELECT FROM contract_negotiation_entry e WHERE e.contract_version_id = v.id AND e.kind = 'OFFER')
         OR v.pen_holder IS DISTINCT FROM CASE v.status WHEN 'OFFERED' THEN 'SUPPLIER' ELSE 'INSURER' END
         OR (v.status = 'OFFERED') <> (v.signed_by_insurer_at IS NOT NULL))`,
    );

    expect(wrong).toEqual([]);
  });

  test('what is in force lacks nothing binding that nobody waived', async () => {
    const nza = await product.token({ sub: 'nza', role: 'AUTHORITY' });
    const inForce = await rows<{ number: string; version: number }>(
      'in-force',
      `SELECT c.number, v.version FROM contract_version v JOIN contract c ON c.id = v.contract_id
       WHERE v.status = 'IN_FORCE' AND c.insurer_uzovi = '3311' ORDER BY c.number`,
    );
    const findings: { force: string; verdict: string; waiver: unknown; level?: string }[] = [];
    for (const { number, version } of inForce) {
      const { assessContract } = await product.ask<{
        assessContract: { modules: { findings: typeof findings }[] };
      }>(
        nza,
        `query ($contract: String!, $version: Int) { assessContract(contract: $contract, version: $version) {
           modules { findings { force verdict waiver { reason } } } } }`,
        { contract: number, version },
      );
      findings.push(...assessContract.modules.flatMap((module) => module.findings));
    }
    const unmet = findings.filter(
      ({ force, verdict }) => force === 'BINDING' && /^(NOT|PARTLY)_MET$/.test(verdict),
    );

    expect(inForce.length).toBeGreaterThan(5);
    expect(unmet.length).toBeGreaterThan(0);
    expect(unmet.filter(({ waiver }) => waiver === null)).toEqual([]);
  });

  test('all of it says that it is invented', async () => {
    const [found] = await rows<{ silent: number }>(
      'not-said-to-be-invented',
      `SELECT (SELECT count(*) FROM dispute WHERE subject NOT LIKE '%(verzonnen)')::int
         + (SELECT count(*) FROM contract_waiver WHERE reason NOT LIKE '%(verzonnen).')::int
         + (SELECT count(*) FROM contract_negotiation_entry WHERE words NOT LIKE '%(verzonnen).')::int
         + (SELECT count(*) FROM season_milestone WHERE url NOT LIKE 'https://verzonnen.example/%')::int AS silent`,
    );

    expect(found).toEqual({ silent: 0 });
  });

  test('seeding again changes nothing, at a later moment either', async () => {
    const before = await checksums(product.db.owner);

    await seedContracting(product.db.owner, {
      now: new Date('2027-02-01T00:00:00Z'),
      cipher: demoCipher,
    });

    expect(await checksums(product.db.owner)).toEqual(before);
  });

  test('broken off halfway through the waivers, seeding again makes what a fresh one makes', async () => {
    const other = await startProduct({ withReferenceData: true, now: now.toISOString() });
    try {
      const whole = await judgedAndWaived(product);
      const breaking = breakingOffAt(other.db.owner, Math.floor(whole.waived.length / 2));
      await expect(seedContracting(breaking, { now, cipher: demoCipher })).rejects.toThrow(
        'broken off',
      );

      await seedContracting(other.db.owner, { now, cipher: demoCipher });

      expect(whole.waived.length).toBeGreaterThan(2);
      expect(await judgedAndWaived(other)).toEqual(whole);
    } finally {
      await other.dispose();
    }
  });

  test('given contracts that a server has judged already, the waivers still come', async () => {
    const other = await startProduct({ withReferenceData: true, now: now.toISOString() });
    try {
      await other.composition.reassessContracts();

      await seedContracting(other.db.owner, { now, cipher: demoCipher });

      expect((await judgedAndWaived(other)).waived).toEqual(
        (await judgedAndWaived(product)).waived,
      );
    } finally {
      await other.dispose();
    }
  });
});

async function judgedAndWaived({ db }: Product): Promise<{ judged: unknown[]; waived: unknown[] }> {
  const judged = statement<object>(
    'test.all-judged',
    `SELECT c.number, v.version, a.sequence, a.assessed_at, a.judged_on, a.module_versions, a.binding_unmet, a.findings
     FROM contract_assessment a JOIN contract_version v ON v.id = a.contract_version_id
     JOIN contract c ON c.id = v.contract_id ORDER BY c.number, c.insurer_uzovi, v.version, a.sequence`,
  );
  const waived = statement<object>(
    'test.all-waived',
    `SELECT c.number, v.version, w.module_code, w.requirement_code, w.reason, w.valid_until, w.granted_by, w.granted_at
     FROM contract_waiver w JOIN contract_version v ON v.id = w.contract_version_id
     JOIN contract c ON c.id = v.contract_id ORDER BY c.number, c.insurer_uzovi, v.version, w.module_code, w.requirement_code`,
  );
  return { judged: await db.owner.query(judged), waived: await db.owner.query(waived) };
}

/** The database, but so many waivers on, the program is ended. */
function breakingOffAt(owner: Database, waivers: number): Database {
  let made = 0;
  return Object.create(owner, {
    inTransaction: {
      value: (work: (transaction: Transaction) => Promise<unknown>) =>
        owner.inTransaction((transaction) =>
          work({
            ...transaction,
            query: (asked, values) => {
              if (asked.name === insertWaiver.name && (made += 1) > waivers) {
                throw new Error('broken off');
              }
              return transaction.query(asked, values);
            },
          }),
        ),
    },
  }) as Database;
}
