import type { Handover } from '../../src/emergency/timing.rules';
import {
  defaultTravelSettings,
  kilometresBetween,
  travelMinutes,
} from '../../src/geography/distance.rules';
import type { PostcodeArea } from '../../src/geography/postcodes.snapshot';
import { earliestStart } from '../../src/supply/opening-hours.rules';
import type { StockPoint } from '../../src/supply/stock-points.snapshot';
import type { Ask, AcceptableGift } from './asks';

/** A stock point seen from a postcode area. */
export interface Neighbour {
  readonly point: DemoStockPoint;
  readonly distanceKm: number;
  readonly travelMinutes: number;
}

/** A stock point with what it holds. */
export interface DemoStockPoint {
  /** Counts the stock points from 0. */
  readonly index: number;
  readonly point: StockPoint;
  /** Ids of articles. */
  readonly holds: ReadonlySet<number>;
  /** As events and ledger name it. */
  readonly actor: { readonly role: 'STOCK_POINT'; readonly name: string };
}

/** When a neighbour can have it ready and at the door, all in milliseconds since 1970. */
export interface HistoryTiming {
  readonly neighbour: Neighbour;
  readonly startsAt: number;
  readonly onCall: boolean;
  /** From when somebody is there to accept. */
  readonly reachableAt: number;
  readonly acceptBy: number;
  readonly expectedAt: number;
  readonly patientHasItAt: number;
}

const NEAREST = 14;
const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
/** More half hours than a history has. */
const HALF_HOURS = 48 * 70;

const UNKNOWN = 0;
const OPEN = 1;
const OTHERWISE = 2;
const SERVES_NOT = 1;
/** Added to the place of the gift among those acceptable. */
const SERVES = 2;

/**
 * The stock points around each postcode area, nearest first, what each of them can give, and when it
 * can start: the product's own rules, with what they answered remembered.
 */
export class Neighbourhoods {
  private readonly byPc4 = new Map<string, readonly Neighbour[]>();
  private readonly gifts: Uint8Array;
  private readonly halfHours: Uint8Array;
  private readonly firstHalfHour: number;

  constructor(
    private readonly points: readonly DemoStockPoint[],
    private readonly asks: number,
    from: number,
  ) {
    this.gifts = new Uint8Array(points.length * asks);
    this.halfHours = new Uint8Array(points.length * HALF_HOURS);
    this.firstHalfHour = Math.floor(from / HALF_HOUR);
  }

  near(area: PostcodeArea): readonly Neighbour[] {
    let near = this.byPc4.get(area.pc4);
    if (near === undefined) {
      near = this.points
        .filter(({ point }) => point.active && point.island === area.island)
        .map((point): Neighbour => {
          const distanceKm = kilometresBetween(point.point, area);
          const minutes = Math.ceil(travelMinutes(distanceKm, defaultTravelSettings));
          return { point, distanceKm, travelMinutes: minutes };
        })
        .sort((one, other) => one.distanceKm - other.distanceKm)
        .slice(0, NEAREST);
      this.byPc4.set(area.pc4, near);
    }
    return near;
  }

  /** The best of what was asked that a stock point holds and may hand out. */
  gift({ index, point, holds }: DemoStockPoint, ask: Ask): AcceptableGift | undefined {
    const at = index * this.asks + ask.index;
    const known = this.gifts[at] ?? UNKNOWN;
    if (known >= SERVES) return ask.acceptable[known - SERVES];
    if (known === SERVES_NOT) return undefined;
    const place = ask.acceptable.findIndex(
      ({ article }) =>
        holds.has(article.id) &&
        point.qualifications.some(({ code }) => code === article.group.supplierQualification),
    );
    this.gifts[at] = place < 0 ? SERVES_NOT : Math.min(255, place + SERVES);
    return place < 0 ? undefined : ask.acceptable[place];
  }

  /** As the product reckons it (`timingOf`). @returns undefined when it cannot at all */
  timing(neighbour: Neighbour, handover: Handover, now: number): HistoryTiming | undefined {
    const { point } = neighbour.point;
    let startsAt = now;
    let reachableAt = now;
    let onCall = false;
    if (!this.isOpen(neighbour.point, now)) {
      const start = earliestStart(point.schedule, new Date(now));
      if (start === undefined) return undefined;
      startsAt = start.at.getTime();
      reachableAt = start.reachableAt.getTime();
      ({ onCall } = start);
    }
    const acceptBy = reachableAt + point.acceptWithinMinutes * MINUTE;
    const readyAt = startsAt + point.preparationMinutes * MINUTE;
    const road = neighbour.travelMinutes * MINUTE;
    const delivered = handover === 'DELIVERY';
    const expectedAt = delivered ? readyAt + road : Math.max(readyAt, acceptBy);
    const patientHasItAt = delivered ? readyAt + road : Math.max(readyAt, now + road);
    return { neighbour, startsAt, onCall, reachableAt, acceptBy, expectedAt, patientHasItAt };
  }

  /** True when it is open all of this half hour, on which alone opening hours change. */
  private isOpen({ index, point }: DemoStockPoint, now: number): boolean {
    const halfHour = Math.floor(now / HALF_HOUR);
    const at = index * HALF_HOURS + ((halfHour - this.firstHalfHour) % HALF_HOURS);
    let known = this.halfHours[at] ?? UNKNOWN;
    if (known === UNKNOWN) {
      const opensAtOnce = (instant: number): boolean => {
        const start = earliestStart(point.schedule, new Date(instant));
        return start?.at.getTime() === instant && !start.onCall;
      };
      const first = halfHour * HALF_HOUR;
      known = opensAtOnce(first) && opensAtOnce(first + HALF_HOUR - 1) ? OPEN : OTHERWISE;
      this.halfHours[at] = known;
    }
    return known === OPEN;
  }
}
