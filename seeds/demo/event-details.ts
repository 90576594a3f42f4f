import type { Step, Story, StoryPart } from './story';

/**
 * What events tell beside their kind, as the product writes it and as PostgreSQL prints the jsonb
 * (see jsonb-text.ts: keys by length, then bytes). Written out by hand: there are millions of them.
 */
export function eventDetails(story: Story, step: Step): string {
  switch (step.kind) {
    case 'PLACED':
      return placed(story, step.assigned ?? []);
    case 'ASSIGNED':
      return `{"parts": [${(step.assigned ?? []).map(answeredPart).join(', ')}]}`;
    case 'ACCEPTED':
    case 'DISPATCHED':
    case 'READY_FOR_PICKUP':
      return `{"part": ${partNumber(step)}, "stockPointId": ${stockPointId(step)}}`;
    case 'HANDED_OVER':
      return `{"part": ${partNumber(step)}, "method": "${step.proof?.method ?? ''}", "receivedBy": "${step.proof?.receivedBy ?? ''}", "stockPointId": ${stockPointId(step)}}`;
    case 'DECLINED':
    case 'NOT_ACCEPTED_IN_TIME':
    case 'NOT_HANDED_OVER':
      return `{"part": ${partNumber(step)}, "reason": "${step.reason ?? ''}", "stockPointId": ${stockPointId(step)}}`;
    case 'CLOCK_SUSPENDED':
      return `{"reason": "${step.reason ?? ''}", "stockPointId": ${stockPointId(step)}}`;
    case 'CLOCK_RESUMED':
    case 'CANCELLED':
      return `{"reason": "${step.reason ?? ''}"}`;
    case 'CLOSED_UNFULFILLED':
      return '{}';
  }
}

/** The answer that the prescriber got (`PlacedAnswer`). */
function placed(story: Story, parts: readonly StoryPart[]): string {
  const { intake, unassigned } = story;
  const { placedAt, deadlineAt, normRuleId, uzovi } = intake;
  const state = unassigned.length > 0 ? 'UNASSIGNED' : 'RESERVED';
  return `{"parts": [${parts.map(answeredPart).join(', ')}], "state": "${state}", "placedAt": "${iso(placedAt)}", "deadlineAt": "${iso(deadlineAt)}", "normRuleId": ${normRuleId}, "unassigned": [${unassigned.join(', ')}], "insurerUzovi": ${uzovi === null ? 'null' : `"${uzovi}"`}}`;
}

function answeredPart({ number, offer, gifts, acceptBy }: StoryPart): string {
  const { neighbour, startsAt, onCall, expectedAt } = offer.timing;
  const { id, preparationMinutes } = neighbour.point.point;
  const allocations = gifts
    .map(
      ({ line, gift, pays, contractLine }) =>
        `{"line": ${line.lineNumber}, "pays": "${pays}", "match": "${gift.match}", "pieces": ${line.pieces}, "articleId": ${gift.article.id}, "differences": ${gift.differences}, "contractLineId": ${contractLine?.id ?? null}}`,
    )
    .join(', ');
  return `{"part": ${number}, "onCall": ${onCall}, "acceptBy": "${iso(acceptBy)}", "startsAt": "${iso(startsAt)}", "distanceKm": "${neighbour.distanceKm.toFixed(2)}", "expectedAt": "${iso(expectedAt)}", "allocations": [${allocations}], "stockPointId": ${id}, "travelMinutes": ${neighbour.travelMinutes}, "preparationMinutes": ${preparationMinutes}}`;
}

function partNumber({ part }: Step): number {
  return part?.number ?? 0;
}

function stockPointId({ part }: Step): number {
  return part?.offer.timing.neighbour.point.point.id ?? 0;
}

const DAY = 86_400_000;
let lastDay = NaN;
let lastDate = '';

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

/** As `Date.toISOString`, which costs several times as much; most instants are of the same few days. */
function iso(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY);
  if (day !== lastDay) {
    lastDay = day;
    lastDate = new Date(day * DAY).toISOString().slice(0, 11);
  }
  const inDay = milliseconds - day * DAY;
  const seconds = Math.floor(inDay / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${lastDate}${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${THREE[inDay % 1000]}Z`;
}
