import fc from 'fast-check';
import type { LotStock, RoutingLine } from '../../src/emergency/offers.rules';
import type { RoutingInput } from '../../src/emergency/routing.rules';
import type { StockPointTiming } from '../../src/emergency/timing.rules';
import type { StockPoint } from '../../src/supply/stock-points.snapshot';

/** Stock points, lines and lots as the rules of routing take them, small enough to try everything. */
const NOW = Date.parse('2026-11-10T01:00:00Z');
export const at = (minutes: number): Date => new Date(NOW + minutes * 60_000);

export function point(id: number, over: Partial<StockPoint> = {}): StockPoint {
  return {
    id,
    code: `SP-000${id}`,
    name: `Point ${id}`,
    kind: 'PHARMACY',
    operatorAgb: '02000001',
    supplierAgb: `7600000${id % 10}`,
    address: 'Street 1',
    phone: '+31301234567',
    pc4: '3511',
    regionCode: 'ZK23',
    latitude: 52,
    longitude: 5,
    island: null,
    qualifications: [{ code: '7624', from: '2020-01-01', until: null }],
    preparationMinutes: 10,
    acceptWithinMinutes: 15,
    delivers: true,
    offersPickup: true,
    active: true,
    schedule: { weekly: [], onCallOutsideHours: true, onCallExtraMinutes: 0, closures: [] },
    ...over,
  };
}

export function timing(stockPoint: StockPoint, minutes: number): StockPointTiming {
  return {
    point: stockPoint,
    reachable: true,
    startsAt: at(0),
    onCall: false,
    preparationMinutes: 10,
    travelMinutes: minutes - 10,
    distanceKm: 1,
    acceptBy: at(15),
    expectedAt: at(minutes),
    patientHasItAt: at(minutes),
    minutes,
  };
}

export const EXACT = { articleId: 1, match: 'EXACT', qualification: '7624' } as const;
export const EQUIVALENT = { articleId: 2, match: 'EQUIVALENT', qualification: '7624' } as const;
export const line = (
  lineNumber: number,
  pieces = 2,
  acceptable: RoutingLine['acceptable'] = [EXACT, EQUIVALENT],
): RoutingLine => ({
  lineNumber,
  pieces,
  acceptable,
});
let lotId = 0;
export const lot = (stockPointId: number, articleId: number, available: number): LotStock => ({
  id: (lotId += 1),
  stockPointId,
  articleId,
  available,
});
export const input = (over: Partial<RoutingInput>): RoutingInput => ({
  lines: [line(1)],
  timings: [],
  lots: [],
  deadlineAt: at(240),
  on: '2026-11-10',
  isContracted: () => false,
  ...over,
});
export const worlds = fc.record({
  minutes: fc.array(fc.integer({ min: 10, max: 400 }), { minLength: 1, maxLength: 6 }),
  lots: fc.array(
    fc.record({
      point: fc.integer({ min: 0, max: 5 }),
      articleId: fc.integer({ min: 1, max: 3 }),
      available: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 14 },
  ),
  lines: fc.array(
    fc.record({
      pieces: fc.integer({ min: 1, max: 6 }),
      articles: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  contracted: fc.integer({ min: 0, max: 5 }),
});

/** The first acceptable article of a line is exact, the second equivalent, the third functional. */
export function build(
  world: typeof worlds extends fc.Arbitrary<infer World> ? World : never,
): RoutingInput {
  const points = world.minutes.map((_, index) => point(index));
  return input({
    timings: points.map((one, index) => timing(one, world.minutes[index] ?? 0)),
    lots: world.lots.map((one, index) => ({
      id: index,
      stockPointId: one.point,
      articleId: one.articleId,
      available: one.available,
    })),
    lines: world.lines.map(({ pieces, articles }, index) =>
      line(
        index + 1,
        pieces,
        articles.map((articleId, rank) => ({
          articleId,
          match: rank === 0 ? 'EXACT' : rank === 1 ? 'EQUIVALENT' : 'FUNCTIONAL',
          qualification: '7624',
        })),
      ),
    ),
    isContracted: (agb) => agb === `7600000${world.contracted}`,
  });
}
