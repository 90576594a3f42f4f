import { Router, type RouteQuestion } from '../../src/emergency/router';
import { defaultTravelSettings } from '../../src/geography/distance.rules';
import type { Queryable, Statement } from '../../src/platform/database/statement';
import type { StockPoint } from '../../src/supply/stock-points.snapshot';
import { point } from './routing-world';

const NOW = new Date('2026-11-10T01:00:00Z');
const PATIENT = { latitude: 52, longitude: 5, island: null };

/** Twenty next door to the patient, the others ever further away. */
const all: StockPoint[] = Array.from({ length: 40 }, (_, index) =>
  point(index + 1, {
    latitude: 52 + Math.max(0, index - 19) * 0.05,
    supplierAgb: index === 18 ? '76000099' : '76000001',
    schedule: {
      weekly: [1, 2, 3, 4, 5, 6, 7, 8].map((weekday) => ({
        weekday,
        opens: '00:00',
        closes: '24:00',
      })),
      onCallOutsideHours: false,
      onCallExtraMinutes: 0,
      closures: [],
    },
  }),
);
const points = {
  all,
  byId: new Map(all.map((one) => [one.id, one])),
  byCode: new Map(all.map((one) => [one.code, one])),
};

const question: RouteQuestion = {
  now: NOW,
  deadlineAt: new Date('2026-11-10T05:00:00Z'),
  lines: [
    {
      lineNumber: 1,
      pieces: 2,
      acceptable: [
        { articleId: 1, match: 'EXACT', qualification: '7624', minimumRemainingDays: 30 },
      ],
    },
  ],
  destination: PATIENT,
  handover: 'DELIVERY',
  regionCode: 'ZK23',
  uzovi: '3311',
  passedOver: new Set(),
};

/** A database in which these hold two pieces, and one supplier is contracted. */
function database(holding: readonly number[]): { source: Queryable; asked: number[] } {
  const asked: number[] = [];
  const query = <Row>(statement: Statement<Row>, values: readonly unknown[] = []) => {
    if (statement.name === 'supply.available-lots') {
      const ids = values[2] as number[];
      asked.push(ids.length);
      const lots = holding
        .filter((id) => ids.includes(id))
        .map((id) => ({ id, stockPointId: id, articleId: 1, available: 2 }));
      return Promise.resolve(lots as Row[]);
    }
    const lines = [{ articleIds: [1], supplierAgb: '76000099', contractLineId: 1 }];
    return Promise.resolve(lines as Row[]);
  };
  return { source: { query }, asked };
}

const router = new Router(defaultTravelSettings);

test('of all that are as soon to the minute the contracted one is chosen, however many they are', async () => {
  const { source, asked } = database(all.map(({ id }) => id));
  const route = await router.route(source, points, question);
  expect(route.parts.map(({ timing }) => timing.point.id)).toEqual([19]);
  // Those further away can not be better, and are not looked at.
  expect(asked).toEqual([20]);
  expect(route.considered).toHaveLength(20);
});

test('where none of the nearest has it, all are looked at', async () => {
  const { source, asked } = database([30]);
  const route = await router.route(source, points, question);
  expect(route.parts.map(({ timing }) => timing.point.id)).toEqual([30]);
  expect(asked).toEqual([20, 40]);
  expect(route.considered).toHaveLength(40);
});
