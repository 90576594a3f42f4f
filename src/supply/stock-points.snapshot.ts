import { Snapshot } from '../platform/database/snapshot';
import { statement, type Queryable } from '../platform/database/statement';
import type { OpeningSchedule, WeeklyHours } from './opening-hours.rules';
import type { QualificationPeriod } from './qualification.rules';

export const STOCK_POINT_KINDS = [
  'PHARMACY',
  'DUTY_PHARMACY',
  'SUPPLIER_DEPOT',
  'HOME_CARE_DEPOT',
  'GP_OUT_OF_HOURS',
] as const;
export type StockPointKind = (typeof STOCK_POINT_KINDS)[number];

/** A stock point as routing needs it, with everything that seldom changes. */
export interface StockPoint {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: StockPointKind;
  readonly operatorAgb: string;
  readonly supplierAgb: string;
  readonly address: string;
  readonly phone: string;
  readonly pc4: string;
  readonly regionCode: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Name of the island without a bridge, else null. */
  readonly island: string | null;
  /** What it hands out under, with what that takes in, while its supplier holds it: ask `isQualified`. */
  readonly qualifications: readonly QualificationPeriod[];
  readonly preparationMinutes: number;
  readonly acceptWithinMinutes: number;
  readonly delivers: boolean;
  readonly offersPickup: boolean;
  readonly active: boolean;
  readonly schedule: OpeningSchedule;
}

export interface StockPoints {
  readonly all: readonly StockPoint[];
  readonly byId: ReadonlyMap<number, StockPoint>;
  readonly byCode: ReadonlyMap<string, StockPoint>;
}

interface StockPointRow extends Omit<StockPoint, 'schedule'> {
  readonly onCallOutsideHours: boolean;
  readonly onCallExtraMinutes: number;
  readonly weekly: WeeklyHours[];
  readonly closures: { from: string; until: string }[];
}

const selectStockPoints = statement<StockPointRow>(
  'supply.stock-points-for-routing',
  `SELECT s.id, s.code, s.name, s.kind, s.operator_agb AS "operatorAgb", s.supplier_agb AS "supplierAgb",
          s.address, s.phone, s.pc4, s.region_code AS "regionCode", s.latitude, s.longitude, s.island,
          coalesce((SELECT jsonb_agg(jsonb_build_object('code', k.code, 'from', q.valid_from,
                                                        'until', q.valid_until)
                                     ORDER BY q.qualification, q.valid_from, k.place, k.code)
                    FROM supplier_qualification q CROSS JOIN LATERAL (
                      SELECT 1 AS place, q.qualification AS code
                      UNION ALL SELECT 2, t.takes_in FROM qualification_taken_in t
                      WHERE t.qualification = q.qualification) k
                    WHERE q.supplier_agb = s.supplier_agb AND q.qualification = ANY (s.qualifications)), '[]')
            AS qualifications,
          s.preparation_minutes AS "preparationMinutes",
          s.accept_within_minutes AS "acceptWithinMinutes", s.delivers, s.offers_pickup AS "offersPickup",
          s.active, s.on_call_outside_hours AS "onCallOutsideHours",
          s.on_call_extra_minutes AS "onCallExtraMinutes",
          coalesce((SELECT jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', h.opens, 'closes', h.closes)
                                     ORDER BY h.weekday, h.opens)
                    FROM stock_point_hours h WHERE h.stock_point_id = s.id), '[]') AS weekly,
          coalesce((SELECT jsonb_agg(jsonb_build_object('from', c.closed_from, 'until', c.closed_until)
                                     ORDER BY c.closed_from)
                    FROM stock_point_closure c
                    WHERE c.stock_point_id = s.id AND c.closed_until > now()), '[]') AS closures
   FROM stock_point s
   ORDER BY s.id`,
);

export type StockPointsSnapshot = Snapshot<StockPoints>;

export function stockPointsSnapshot(database: Queryable): StockPointsSnapshot {
  return new Snapshot(database, 'stock-points', async (source) => {
    const rows = await source.query(selectStockPoints);
    const all = rows.map(stockPointOf);
    return {
      all,
      byId: new Map(all.map((point) => [point.id, point])),
      byCode: new Map(all.map((point) => [point.code, point])),
    };
  });
}

function stockPointOf(row: StockPointRow): StockPoint {
  const { weekly, closures, onCallOutsideHours, onCallExtraMinutes, ...rest } = row;
  return {
    ...rest,
    schedule: {
      weekly,
      onCallOutsideHours,
      onCallExtraMinutes,
      closures: closures.map(({ from, until }) => ({
        from: new Date(from),
        until: new Date(until),
      })),
    },
  };
}
