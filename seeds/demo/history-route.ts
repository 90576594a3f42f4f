import type { RoutingVerdict } from '../../src/emergency/routing.rules';
import type { Handover } from '../../src/emergency/timing.rules';
import type { PostcodeArea } from '../../src/geography/postcodes.snapshot';
import type { AcceptableGift, Ask } from './asks';
import type { DemoStockPoint, HistoryTiming, Neighbourhoods } from './nearby';

export interface HistoryLine {
  readonly lineNumber: number;
  readonly ask: Ask;
  readonly pieces: number;
}

export interface HistoryGift {
  readonly line: HistoryLine;
  readonly gift: AcceptableGift;
}

export interface HistoryOffer {
  readonly timing: HistoryTiming;
  readonly gifts: readonly HistoryGift[];
}

export interface HistoryRoute {
  readonly offers: readonly HistoryOffer[];
  /** Line numbers. */
  readonly unassigned: readonly number[];
  /** As `routing_decision.considered` keeps it, in JSON. */
  readonly considered: string;
}

/** Once this many can give all, those further away are not looked at. */
const ENOUGH_OFFERS = 3;
const MINUTE = 60_000;

const MATCH_RANK = { EXACT: 0, EQUIVALENT: 1, FUNCTIONAL: 2 } as const;

/**
 * Chooses as the product does, over the nearest stock points alone: in time, whole, as asked, soonest.
 * Whether they were under contract plays no part here.
 */
export function historyRoute(
  neighbourhoods: Neighbourhoods,
  lines: readonly HistoryLine[],
  area: PostcodeArea,
  handover: Handover,
  now: number,
  deadlineAt: number,
  passedOver: readonly DemoStockPoint[],
): HistoryRoute {
  const looks: Look[] = [];
  const offers: HistoryOffer[] = [];
  let whole = 0;
  for (const neighbour of neighbourhoods.near(area)) {
    const { point } = neighbour;
    if (passedOver.includes(point)) {
      looks.push({ point, verdict: 'PASSED_OVER', minutes: null });
      continue;
    }
    const hands = handover === 'DELIVERY' ? point.point.delivers : point.point.offersPickup;
    if (!hands) {
      const verdict = handover === 'DELIVERY' ? 'NO_DELIVERY' : 'NO_PICKUP';
      looks.push({ point, verdict, minutes: null });
      continue;
    }
    const timing = neighbourhoods.timing(neighbour, handover, now);
    if (timing === undefined) {
      looks.push({ point, verdict: 'NOT_OPEN', minutes: null });
      continue;
    }
    const minutes = Math.ceil((timing.expectedAt - now) / MINUTE);
    const gifts = giftsOf(neighbourhoods, point, lines);
    if (gifts.length === 0) {
      const verdict = qualifies(point, lines) ? 'NO_STOCK' : 'NOT_QUALIFIED';
      looks.push({ point, verdict, minutes });
      continue;
    }
    offers.push({ timing, gifts });
    const late = timing.expectedAt > deadlineAt;
    looks.push({ point, verdict: late ? 'TOO_LATE' : 'LESS_GOOD', minutes });
    if (gifts.length === lines.length && !late) whole += 1;
    if (whole >= ENOUGH_OFFERS) break;
  }
  const chosen = choose(offers, lines, deadlineAt);
  return {
    offers: chosen,
    unassigned: unassigned(lines, chosen),
    considered: consideredText(looks, chosen),
  };
}

/** A stock point that was looked at, and what was found. */
interface Look {
  readonly point: DemoStockPoint;
  readonly verdict: RoutingVerdict;
  readonly minutes: number | null;
}

function consideredText(looks: readonly Look[], chosen: readonly HistoryOffer[]): string {
  let text = '';
  for (const { point, verdict, minutes } of looks) {
    let found = verdict;
    for (const { timing } of chosen) if (timing.neighbour.point === point) found = 'CHOSEN';
    text += `${text === '' ? '' : ','}[${point.point.id},"${found}",${minutes}]`;
  }
  return `[${text}]`;
}

function unassigned(lines: readonly HistoryLine[], chosen: readonly HistoryOffer[]): number[] {
  const [only] = chosen;
  if (only?.gifts.length === lines.length) return [];
  return lines
    .filter((line) => !chosen.some(({ gifts }) => gifts.some((one) => one.line === line)))
    .map(({ lineNumber }) => lineNumber);
}

const NOTHING: readonly HistoryGift[] = [];

function giftsOf(
  neighbourhoods: Neighbourhoods,
  point: DemoStockPoint,
  lines: readonly HistoryLine[],
): readonly HistoryGift[] {
  let gifts: HistoryGift[] | undefined;
  for (const line of lines) {
    const gift = neighbourhoods.gift(point, line.ask);
    if (gift !== undefined) (gifts ??= []).push({ line, gift });
  }
  return gifts ?? NOTHING;
}

/** One offer for all lines, or one after the other for what is left. */
function choose(
  offers: readonly HistoryOffer[],
  lines: readonly HistoryLine[],
  deadlineAt: number,
): HistoryOffer[] {
  const chosen: HistoryOffer[] = [];
  let open = lines;
  while (open.length > 0) {
    let best: HistoryOffer | undefined;
    for (const whole of offers) {
      const offer = open === lines ? whole : offerFor(open, whole);
      if (offer.gifts.length === 0) continue;
      if (best === undefined || isBetter(offer, best, open.length, deadlineAt)) best = offer;
    }
    if (best === undefined) break;
    chosen.push(best);
    if (best.gifts.length === open.length) break;
    const given = best.gifts;
    open = open.filter((line) => !given.some((one) => one.line === line));
  }
  return chosen;
}

function offerFor(open: readonly HistoryLine[], { timing, gifts }: HistoryOffer): HistoryOffer {
  return { timing, gifts: gifts.filter(({ line }) => open.includes(line)) };
}

function isBetter(
  one: HistoryOffer,
  other: HistoryOffer,
  lines: number,
  deadlineAt: number,
): boolean {
  const inTime = one.timing.expectedAt <= deadlineAt;
  if (inTime !== other.timing.expectedAt <= deadlineAt) return inTime;
  const whole = one.gifts.length === lines;
  if (whole !== (other.gifts.length === lines)) return whole;
  if (one.gifts.length !== other.gifts.length) return one.gifts.length > other.gifts.length;
  const match = worstMatch(one) - worstMatch(other);
  if (match !== 0) return match < 0;
  return one.timing.patientHasItAt < other.timing.patientHasItAt;
}

function worstMatch({ gifts }: HistoryOffer): number {
  let worst = 0;
  for (const { gift } of gifts) worst = Math.max(worst, MATCH_RANK[gift.match]);
  return worst;
}

function qualifies({ point }: DemoStockPoint, lines: readonly HistoryLine[]): boolean {
  return lines.some(({ ask }) =>
    ask.acceptable.some(({ article }) =>
      point.qualifications.some(({ code }) => code === article.group.supplierQualification),
    ),
  );
}
