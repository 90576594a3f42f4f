import type { Handover } from '../../src/emergency/timing.rules';
import type { SeededRandom } from '../random';
import type { Ask } from './asks';
import { chances, pickByWeight, reasons } from './chances';
import type { HistoryLine } from './history-route';
import type { Intake } from './story';
import type { DemoWorld } from './world';

const MINUTE = 60_000;
const MOST_LINES = 3;

/** Invents who asks what for whom. @param nobodyHasIt asks for what no stock point holds, if there is any */
export function inventIntake(
  world: DemoWorld,
  random: SeededRandom,
  serial: number,
  placedAt: number,
  nobodyHasIt: boolean,
): Intake {
  const patient = random.pick(world.patients);
  const urgency = pickByWeight(random, chances.urgency);
  const prescription = random.chance(0.3) ? 'FIRST' : 'REPEAT';
  const wanted = inventAsks(world, random, nobodyHasIt);
  const { category } = firstOf(wanted);
  const handover: Handover = random.chance(chances.pickup) ? 'PICKUP' : 'DELIVERY';
  const unavailable = random.chance(chances.insuranceCheckUnavailable);
  const uzovi = unavailable ? null : patient.uzovi;
  const inStartAssortment = wanted.every((ask) => ask.ofStartAssortment !== undefined);
  const asked = { category, prescription, urgency, inStartAssortment } as const;
  const prescriber = random.pick(world.prescribers.near(patient.area.regionCode, asked));
  const isHeld = world.prescribers.isHeldToStartAssortment(prescriber, asked);
  const asks = isHeld ? wanted.map((ask) => ask.ofStartAssortment ?? ask) : wanted;
  return withLines(world, {
    serial,
    placedAt,
    patient,
    uzovi,
    insuranceCheck: unavailable ? 'UNAVAILABLE' : uzovi === null ? 'NOT_FOUND' : 'FOUND',
    prescriber,
    urgency,
    urgencyReason: random.pick(reasons.urgency[category]),
    prescription,
    category,
    handover,
    lines: asks.map((ask, index) => ({
      lineNumber: index + 1,
      ask,
      pieces: random.between(ask.leastPieces, ask.mostPieces),
    })),
    normRuleId: 0,
    stopEvent: 'HANDED_OVER',
    deadlineAt: 0,
  });
}

/** The same request for other lines: the norm may be another one then. */
export function withLines(
  world: DemoWorld,
  intake: Intake,
  lines: readonly HistoryLine[] = intake.lines,
): Intake {
  const { urgency, patient, uzovi, placedAt } = intake;
  const rule = world.norms.ruleFor(lines, urgency, patient.area.regionCode, uzovi, placedAt);
  return {
    serial: intake.serial,
    placedAt,
    patient,
    uzovi,
    insuranceCheck: intake.insuranceCheck,
    prescriber: intake.prescriber,
    urgency,
    urgencyReason: intake.urgencyReason,
    prescription: intake.prescription,
    category: rule.category ?? intake.category,
    handover: intake.handover,
    lines,
    normRuleId: Number(rule.id),
    stopEvent: rule.stopEvent,
    deadlineAt: placedAt + rule.maximumMinutes * MINUTE,
  };
}

function inventAsks(world: DemoWorld, random: SeededRandom, nobodyHasIt: boolean): Ask[] {
  const { byCategory, unservable } = world.asks;
  if (nobodyHasIt && unservable.length > 0) return [random.pick(unservable)];
  const likely = byCategory.get(pickByWeight(random, world.categories)) ?? [];
  const asks = [random.pick(likely)];
  while (asks.length < MOST_LINES && random.chance(chances.anotherLine)) {
    const another = random.pick(likely);
    if (!asks.includes(another)) asks.push(another);
  }
  return asks;
}

function firstOf(asks: readonly Ask[]): Ask {
  const [first] = asks;
  if (first === undefined) throw new Error('A request asks for something');
  return first;
}
