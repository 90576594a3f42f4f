import type { SeededRandom } from '../random';
import { chances, late, reasons } from './chances';
import { fulfilmentSteps } from './fulfilment-steps';
import type { HistoryRoute } from './history-route';
import { inventIntake, withLines } from './intake';
import { outcomeOf } from './story-outcome';
import { partsOf, PLATFORM, routeOf } from './story-parts';
import type { Actor, Intake, Step, Story } from './story';
import type { DemoWorld } from './world';

const MINUTE = 60_000;
const SHORTEST_WAY_BACK = 5 * MINUTE;
const PUT_BACK_AFTER = 30 * MINUTE;
/** After its deadline, an unassigned request is kept open this long (as the product's sweep does). */
const CLOSED_AFTER = 3 * 86_400_000 + 7 * MINUTE;

/**
 * Invents one request placed at that moment, and what came of it up to `now`. The rules are the
 * product's own; only people's behaviour is made up.
 */
export function planStory(
  world: DemoWorld,
  random: SeededRandom,
  serial: number,
  placedAt: number,
  now: number,
): Story {
  const nobodyHasIt = serial % chances.nobodyHasItOneIn === 0;
  const draft = inventIntake(world, random, serial, placedAt, nobodyHasIt);
  const { intake, route } = servedTogether(world, draft);
  const { actor } = intake.prescriber;
  const shortage = route.offers.length > 0 && random.chance(chances.shortageAtFirst);
  const reserved = shortage ? [] : partsOf(world, intake, route, placedAt, 1);
  const steps: Step[] = [
    {
      at: placedAt,
      kind: 'PLACED',
      actor,
      assigned: reserved,
      considered: shortage ? withoutStock(route) : route.considered,
      occasion: 'PLACED',
    },
  ];
  if (reserved.length > 0) fulfilmentSteps(world, random, intake, reserved, steps);
  else if (route.offers.length > 0) triedAgain(world, random, intake, steps);
  if (reserved.length > 1) steps.sort((one, other) => one.at - other.at);
  const happened = until(now, withEnd(steps, random, intake, actor));
  const outcome = outcomeOf(happened, intake);
  return {
    intake,
    unassigned: reserved.length > 0 ? [] : intake.lines.map(({ lineNumber }) => lineNumber),
    steps: happened,
    suspensions: outcome.suspensions,
    state: outcome.state,
    suspendedMilliseconds: outcome.suspendedMilliseconds,
    stoppedAt: outcome.stoppedAt,
    closedAt: outcome.closedAt,
    closeReason: outcome.closeReason,
  };
}

/** What nobody near has is not asked for together with what somebody has: such a line is left out. */
function servedTogether(world: DemoWorld, draft: Intake): { intake: Intake; route: HistoryRoute } {
  const route = routeOf(world, draft, draft.placedAt, []);
  if (route.unassigned.length === 0 || route.offers.length === 0) return { intake: draft, route };
  const lines = draft.lines
    .filter(({ lineNumber }) => !route.unassigned.includes(lineNumber))
    .map((line, index) => ({ ...line, lineNumber: index + 1 }));
  const intake = withLines(world, draft, lines);
  return { intake, route: routeOf(world, intake, draft.placedAt, []) };
}

/** As it was when none of them had it in stock for a while. */
function withoutStock({ considered }: HistoryRoute): string {
  return considered.replace(/"(CHOSEN|LESS_GOOD|TOO_LATE)"/g, '"NO_STOCK"');
}

/** Nobody had it at first; then stock came in, and the platform found someone. */
function triedAgain(world: DemoWorld, random: SeededRandom, intake: Intake, steps: Step[]): void {
  const at = intake.placedAt + 5 * MINUTE + Math.round(random.exponential(60 * MINUTE));
  const route = routeOf(world, intake, at, []);
  if (route.unassigned.length > 0) return;
  const assigned = partsOf(world, intake, route, at, 1);
  const { considered } = route;
  steps.push({
    at,
    kind: 'ASSIGNED',
    actor: PLATFORM,
    assigned,
    considered,
    occasion: 'TRIED_AGAIN',
  });
  fulfilmentSteps(world, random, intake, assigned, steps);
  steps.sort((one, other) => one.at - other.at);
}

/** Some requests are cancelled; what nobody could give ends in the end. */
function withEnd(steps: Step[], random: SeededRandom, intake: Intake, prescriber: Actor): Step[] {
  const handedOver = steps.find(({ kind }) => kind === 'HANDED_OVER')?.at;
  const helped = handedOver !== undefined;
  const cancelled = random.chance(helped ? chances.cancelled : chances.cancelledUnassigned);
  if (!cancelled && helped) return steps;
  if (!cancelled) {
    const at = intake.deadlineAt + CLOSED_AFTER;
    return [...steps, { at, kind: 'CLOSED_UNFULFILLED', actor: PLATFORM }];
  }
  const wait = (handedOver ?? late(random, intake)) - intake.placedAt;
  const at = intake.placedAt + Math.max(1, Math.round(wait * (0.1 + 0.85 * random.fraction())));
  const before = steps.filter((step) => step.at < at);
  const reason = helped ? random.pick(reasons.cancelled) : 'SUPPLIED_OTHERWISE';
  const last = before.findLast(({ kind }) => kind.startsWith('CLOCK_'));
  if (last?.kind === 'CLOCK_SUSPENDED') {
    // As the product does: a clock that stands still is resumed before the request ends.
    before.push({ at, kind: 'CLOCK_RESUMED', actor: prescriber, reason: last.reason });
  }
  before.push({ at, kind: 'CANCELLED', actor: prescriber, reason });
  return [...before, ...comingBack(before, at)];
}

/** What was on its way is taken back: from the road in the time that it had driven, from the counter sooner or later. */
function comingBack(before: readonly Step[], cancelledAt: number): Step[] {
  const steps: Step[] = [];
  for (const { kind, at, actor, part } of before) {
    if (part === undefined || (kind !== 'DISPATCHED' && kind !== 'READY_FOR_PICKUP')) continue;
    const takes =
      kind === 'DISPATCHED' ? Math.max(SHORTEST_WAY_BACK, cancelledAt - at) : PUT_BACK_AFTER;
    const reason = 'CANCELLED';
    steps.push({ at: cancelledAt + takes, kind: 'NOT_HANDED_OVER', actor, part, reason });
  }
  return steps.sort((one, other) => one.at - other.at);
}

function until(now: number, steps: Step[]): Step[] {
  const last = steps[steps.length - 1];
  return last === undefined || last.at <= now ? steps : steps.filter(({ at }) => at <= now);
}
