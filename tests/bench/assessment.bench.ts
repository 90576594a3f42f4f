import { statement } from '../../src/platform/database/statement';
import { floorRequest, graphqlRequest, type Bench, type BenchWorld } from './bench';
import { aligned } from './compare';
import type { FloorOperation } from './floor-server';
import { drive, median, percentile, type Target } from './load';
import {
  LARGE_CONTRACT,
  LARGE_CONTRACT_LINES,
  NATIONAL,
  seedNationalContracts,
} from './national-contracts';

const TOTALS = '{ met partlyMet notMet notApplicable judgedByPeople bindingUnmet }';
const ASSESS = `query ($contract: String!) { assessContract(contract: $contract) { version on totals ${TOTALS}
  modules { moduleCode moduleVersion totals ${TOTALS} findings { code verdict missing mend
    evidence { contractNumber lineNumbers clauses } } } } }`;
const COVERAGE = `{ nationalCoverage { insurer { uzovi name } modules { module totals ${TOTALS} } } }`;

/**
 * Plain SQL over the same rows, which judges nothing: of one contract its lines; of the country how many
 * suppliers each insurer has for each product group in each region.
 */
const FLOOR: readonly FloorOperation[] = [
  {
    name: 'lines',
    text: `SELECT coalesce(json_agg(row_to_json(l) ORDER BY l.line_number), '[]')::text AS answer
      FROM contract c JOIN contract_version v ON v.contract_id = c.id
      JOIN contract_line l ON l.contract_version_id = v.id WHERE c.number = $1`,
  },
  {
    name: 'suppliers',
    text: `SELECT json_agg(row_to_json(t))::text AS answer FROM (
      SELECT insurer_uzovi, product_group_code, region_code, count(DISTINCT supplier_agb) AS suppliers FROM (
        SELECT v.insurer_uzovi, v.supplier_agb, l.region_code,
          coalesce(l.product_group_code, (SELECT a.product_group_code FROM article a WHERE a.id = l.article_id))
            AS product_group_code
        FROM contract_version v JOIN contract_line l ON l.contract_version_id = v.id
        WHERE v.in_effect @> current_date) l
      GROUP BY insurer_uzovi, product_group_code, region_code) t`,
  },
];

const CONTRACTS = NATIONAL.insurers * NATIONAL.contractsEach;
const LINES = CONTRACTS * NATIONAL.linesEach;
const COUNTRY = `${NATIONAL.insurers} insurers, ${CONTRACTS} contracts, ${LINES} lines`;

/** Judging contracts by the quality modules: one, and those of the whole country. */
export const assessmentBench: Bench = {
  name: 'assessment',
  async run(world) {
    world.say(`Loading ${COUNTRY}`);
    await seedNationalContracts(world.owner, world.now);
    await world.owner.query({ name: 'bench.vacuum', text: 'VACUUM (ANALYZE)' });
    const floor = await world.floor(FLOOR);
    const token = await world.token({ sub: 'bench', role: 'AUTHORITY' });
    await world.compareRuns(
      `assessing a contract of ${LARGE_CONTRACT_LINES} lines`,
      (seconds) =>
        drive(
          { url: floor, requests: [floorRequest('lines', LARGE_CONTRACT)], connections: 1 },
          seconds,
        ),
      (seconds) =>
        drive(
          {
            url: world.url,
            requests: [graphqlRequest(token, ASSESS, { contract: LARGE_CONTRACT })],
            connections: 1,
          },
          seconds,
        ),
    );
    const suppliers = { url: floor, requests: [floorRequest('suppliers')] };
    world.note(await nationalTable(world, suppliers, graphqlRequest(token, COVERAGE, {})));
  },
};

const forgetKept = statement<never>(
  'bench.forget-kept-coverage',
  `DELETE FROM insurer_coverage_kept`,
);
const breakOff = statement<never>(
  'bench.break-off',
  `UPDATE contract_version SET status = 'TERMINATED', ended_on = current_date
   WHERE id = (SELECT max(id) FROM contract_version WHERE status = 'IN_FORCE')`,
);
const prepareFaster = statement<never>(
  'bench.prepare-faster',
  `UPDATE stock_point SET preparation_minutes = preparation_minutes + 1 WHERE id = (SELECT min(id) FROM stock_point)`,
);
const takeOffTheMarket = statement<never>(
  'bench.take-off-the-market',
  `UPDATE article SET active = false WHERE id = (SELECT max(id) FROM article WHERE active)`,
);

/**
 * The country takes the floor too long to be driven for seconds: each answer is timed by itself, in turns
 * with the floor.
 */
async function nationalTable(
  world: BenchWorld,
  floor: Target,
  asked: Target['requests'][number],
): Promise<string> {
  const floors: number[] = [];
  const nothingKept: number[] = [];
  const kept: number[] = [];
  const contractChanged: number[] = [];
  const nothingOfIt: number[] = [];
  const articleGone: number[] = [];
  const unchanged: number[] = [];
  const running = { url: world.url, requests: [asked] };
  const firstOf = async (): Promise<number> => {
    const fresh = await world.anotherProduct();
    try {
      return await timed({ url: fresh.url, requests: [asked] });
    } finally {
      await fresh.stop();
    }
  };
  for (let round = 0; round < Math.max(LEAST_ROUNDS, world.effort.rounds); round += 1) {
    world.say(`Measuring: national coverage, round ${round + 1}`);
    floors.push(await timed(floor));
    await world.owner.query(forgetKept);
    nothingKept.push(await firstOf());
    kept.push(await firstOf());
    floors.push(await timed(floor));
    await timed(running);
    await world.owner.query(breakOff);
    contractChanged.push(await timed(running));
    await world.owner.query(prepareFaster);
    nothingOfIt.push(await timed(running));
    await world.owner.query(takeOffTheMarket);
    articleGone.push(await timed(running));
    for (let again = 0; again < REPEATED; again += 1) unchanged.push(await timed(running));
  }
  const row = (words: string, values: readonly number[]): string[] => [
    words,
    percentile(floors, 50).toFixed(0),
    percentile(values, 50).toFixed(1),
    percentile(values, 99).toFixed(1),
    (median(values) / median(floors)).toFixed(3),
  ];
  return aligned([
    [`national coverage: ${COUNTRY}`, 'floor p50 ms', 'p50 ms', 'p99 ms', 'times the floor'],
    row('the first question to a server that just started, with nothing kept', nothingKept),
    row('the first question to a server that just started, with what was kept', kept),
    row('after a contract was broken off: its insurer is judged anew', contractChanged),
    row('after a change that no rule looks at', nothingOfIt),
    row('after an article left the market: all are judged anew', articleGone),
    row('nothing changed', unchanged),
  ]);
}

const LEAST_ROUNDS = 5;
const REPEATED = 40;

async function timed({ url, requests: [asked] }: Target): Promise<number> {
  if (asked?.path === undefined) throw new Error('There is nothing to ask');
  const { path, method, headers, body } = asked;
  const start = performance.now();
  const response = await fetch(new URL(path, url), {
    method,
    headers: headers as Record<string, string>,
    body: body as string,
  });
  const answer = (await response.json()) as { errors?: unknown };
  if (!response.ok || answer.errors !== undefined) {
    throw new Error(`${url}: ${response.status} ${JSON.stringify(answer).slice(0, 500)}`);
  }
  return performance.now() - start;
}
