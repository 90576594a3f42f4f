import { localDate } from '../../src/platform/amsterdam-time';
import { historyRoute, type HistoryOffer, type HistoryRoute } from './history-route';
import type { DemoStockPoint } from './nearby';
import type { Actor, Intake, StoryGift, StoryPart } from './story';
import type { DemoWorld } from './world';

export const PLATFORM: Actor = { role: 'PLATFORM', name: 'platform' };

const HOUR = 3_600_000;

/** Who can give it, asked at that moment and not of those who were passed over. */
export function routeOf(
  { neighbourhoods }: DemoWorld,
  { lines, patient, handover, deadlineAt }: Intake,
  at: number,
  passedOver: readonly DemoStockPoint[],
): HistoryRoute {
  return historyRoute(neighbourhoods, lines, patient.area, handover, at, deadlineAt, passedOver);
}

/** The parts that were reserved along a route, as the product numbers and times them. */
export function partsOf(
  world: DemoWorld,
  intake: Intake,
  { offers }: HistoryRoute,
  at: number,
  firstNumber: number,
): StoryPart[] {
  return offers.map((offer, index): StoryPart => {
    return {
      number: firstNumber + index,
      offer,
      gifts: giftsOf(world, intake, offer, at),
      assignedAt: at,
      acceptBy: offer.timing.acceptBy,
      state: 'RESERVED',
      acceptedAt: null,
      dispatchedAt: null,
      readyAt: null,
      handedOverAt: null,
      proof: null,
      passOverReason: null,
    };
  });
}

function giftsOf(
  world: DemoWorld,
  { uzovi, patient }: Intake,
  { gifts, timing }: HistoryOffer,
  at: number,
): StoryGift[] {
  const { supplierAgb } = timing.neighbour.point.point;
  return gifts.map(({ line, gift }): StoryGift => {
    if (uzovi === null) return { line, gift, pays: 'INSURER_UNKNOWN', contractLine: undefined };
    const contractLine = world.payers.lineFor(
      uzovi,
      supplierAgb,
      gift.article,
      patient.area.regionCode,
      dateOf(at),
    );
    const pays = contractLine === undefined ? 'EMERGENCY_EXCEPTION' : 'CONTRACT';
    return { line, gift, pays, contractLine };
  });
}

let lastHour = -1;
let lastDate = '';

/** The date in Amsterdam; whole hours begin and end together everywhere, so one answer does for each. */
function dateOf(at: number): string {
  const hour = Math.floor(at / HOUR);
  if (hour !== lastHour) {
    lastHour = hour;
    lastDate = localDate(new Date(at));
  }
  return lastDate;
}
