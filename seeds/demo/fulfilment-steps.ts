import type { SeededRandom } from '../random';
import { chances, late, proofs, reasons, tooLateIn } from './chances';
import { partsOf, PLATFORM, routeOf } from './story-parts';
import type { Actor, Intake, Step, StoryPart } from './story';
import type { DemoWorld } from './world';

const MINUTE = 60_000;
/** How long what is not urgent waits for its turn, on average. */
const TURN_MINUTES = { EMERGENCY: 14, ACCELERATED: 110, REGULAR: 300 } as const;

/** Adds what stock points did with the parts that were reserved for them; each part's steps in order. */
export function fulfilmentSteps(
  world: DemoWorld,
  random: SeededRandom,
  intake: Intake,
  parts: readonly StoryPart[],
  steps: Step[],
): void {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && movedOn(world, random, intake, only, steps)) {
    return;
  }
  // One part alone makes the request late; the others keep to their time.
  const lateAt = random.chance(tooLateIn(intake.patient.area.regionCode))
    ? late(random, intake)
    : undefined;
  const slowest = random.between(0, parts.length - 1);
  const suspend = parts.length === 1 && random.chance(chances.suspended);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) continue;
    partSteps(random, intake, part, index === slowest ? lateAt : undefined, suspend, steps);
  }
}

/** Some stock points decline, or do not answer: then the next one is asked. @returns whether this one did */
function movedOn(
  world: DemoWorld,
  random: SeededRandom,
  intake: Intake,
  part: StoryPart,
  steps: Step[],
): boolean {
  const fate = random.fraction();
  if (part.number > 2 || fate >= chances.declined + chances.notAcceptedInTime) return false;
  const declines = fate < chances.declined;
  const at = declines
    ? Math.min(
        part.acceptBy - 1,
        part.offer.timing.reachableAt + Math.round(random.exponential(4 * MINUTE)),
      )
    : part.acceptBy + random.between(1, 20_000);
  const route = routeOf(world, intake, at, [part.offer.timing.neighbour.point]);
  // Split over several stock points it would be another story.
  if (route.unassigned.length > 0 || route.offers.length > 1) return false;
  const kind = declines ? 'DECLINED' : 'NOT_ACCEPTED_IN_TIME';
  const actor = declines ? actorOf(part) : PLATFORM;
  const reason = declines ? random.pick(reasons.declined) : 'NOT_ACCEPTED_IN_TIME';
  const assigned = partsOf(world, intake, route, at, part.number + 1);
  const { considered } = route;
  steps.push({ at, kind, actor, part, reason });
  steps.push({ at, kind: 'ASSIGNED', actor, assigned, considered, occasion: kind });
  fulfilmentSteps(world, random, intake, assigned, steps);
  return true;
}

function partSteps(
  random: SeededRandom,
  intake: Intake,
  part: StoryPart,
  lateAt: number | undefined,
  suspend: boolean,
  steps: Step[],
): void {
  const actor = actorOf(part);
  const { timing } = part.offer;
  const acceptedAt = Math.min(
    part.acceptBy - 1,
    timing.reachableAt + 20_000 + Math.round(random.exponential(4 * MINUTE)),
  );
  steps.push({ at: acceptedAt, kind: 'ACCEPTED', actor, part });
  let readyFrom = Math.max(acceptedAt, timing.startsAt);
  if (suspend) {
    const from = acceptedAt + random.between(1, 6) * MINUTE;
    const until = from + 10 * MINUTE + Math.round(random.exponential(70 * MINUTE));
    const reason = random.pick(reasons.suspended);
    steps.push({ at: from, kind: 'CLOCK_SUSPENDED', actor, part, reason });
    steps.push({ at: until, kind: 'CLOCK_RESUMED', actor, reason });
    readyFrom = Math.max(readyFrom, until);
  }
  const { preparationMinutes } = timing.neighbour.point.point;
  const turn = random.exponential(TURN_MINUTES[intake.urgency]);
  const preparation = preparationMinutes * (0.6 + 0.6 * random.fraction());
  const road = timing.neighbour.travelMinutes * (0.8 + 0.5 * random.fraction());
  const usualAt = readyFrom + Math.round((turn + preparation) * MINUTE);
  const roadTime = Math.max(MINUTE, Math.round(road * MINUTE));
  const proof = random.pick(proofs[intake.handover]);
  if (intake.handover === 'DELIVERY') {
    const dispatchedAt = Math.max(usualAt, (lateAt ?? 0) - roadTime);
    steps.push({ at: dispatchedAt, kind: 'DISPATCHED', actor, part });
    steps.push({ at: dispatchedAt + roadTime, kind: 'HANDED_OVER', actor, part, proof });
  } else {
    const readyAt = Math.max(usualAt, lateAt ?? 0);
    const collectedAt = readyAt + 3 * MINUTE + Math.round(random.exponential(70 * MINUTE));
    steps.push({ at: readyAt, kind: 'READY_FOR_PICKUP', actor, part });
    steps.push({ at: collectedAt, kind: 'HANDED_OVER', actor, part, proof });
  }
}

function actorOf({ offer: { timing } }: StoryPart): Actor {
  return timing.neighbour.point.actor;
}
