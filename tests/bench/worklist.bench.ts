import { statement } from '../../src/platform/database/statement';
import { floorRequest, graphqlRequest, type Bench, type BenchWorld } from './bench';
import type { Target } from './load';
import { KEY_PLACE, preparePlacings } from './placing-requests';
import { tracePlacings } from './placing-trace';
import { contextOf } from './placing.bench';

const LENGTH = 100;

/** Accepted, so that they stay where they are; the stock point that has the most of them. */
const acceptAll = statement<{ code: string }>(
  'bench.accept-all',
  `WITH parts AS (
     UPDATE emergency_request_part SET state = 'ACCEPTED', accepted_at = now() WHERE request_id >= $1 RETURNING stock_point_id
   ), requests AS (
     UPDATE emergency_request SET state = 'ACCEPTED' WHERE id >= $1
   )
   SELECT s.code FROM parts JOIN stock_point s ON s.id = parts.stock_point_id
   GROUP BY s.id ORDER BY count(*) DESC LIMIT 1`,
);

const selectNext = statement<{ id: string }>(
  'bench.next-request',
  'SELECT coalesce(max(id), 0) + 1 AS id FROM emergency_request',
);

/** What a stock point has to do, with whom it is for; beside a server that has to open that as well. */
export const worklistBench: Bench = {
  name: 'worklist',
  async run(world) {
    const { floor, product } = await prepareWorklist(world);
    await world.compare(`worklist of ${LENGTH}`, floor, product);
  },
};

export async function prepareWorklist(
  world: BenchWorld,
): Promise<{ readonly floor: Target; readonly product: Target }> {
  const [first] = await preparePlacings(world, 1);
  if (first === undefined) throw new Error('There is nothing to place');
  const [next] = await world.owner.query(selectNext);
  await tracePlacings(
    world,
    Array.from({ length: LENGTH + 20 }, (_, index) => ({
      context: contextOf(first.prescriber, world),
      input: {
        ...first.input,
        requestKey: first.input.requestKey.replace(KEY_PLACE, `worklist-${index}`),
      },
    })),
  );
  const [point] = await world.owner.query(acceptAll, [next?.id]);
  if (point === undefined) throw new Error('No stock point has anything to do');
  await world.owner.query({ name: 'bench.analyze', text: 'ANALYZE' });
  const [key] = world.patientKeys.encryption;
  const floor = await world.floorProgram('worklist-floor', [
    world.applicationUrl,
    key?.id ?? '',
    key?.key.toString('base64') ?? '',
  ]);
  const token = await world.token({
    sub: 'bench',
    role: 'STOCK_POINT',
    stock_point: point.code,
  });
  const document = world.operation('stockPointWorklist');
  return {
    floor: { url: floor, requests: [floorRequest(point.code, LENGTH)] },
    product: { url: world.url, requests: [graphqlRequest(token, document, { first: LENGTH })] },
  };
}
