/** What an event says about when the clock stopped (einde van de klok). */
export interface StopEvent {
  readonly kind: string;
  readonly at: string;
  /** The part that it is of, where it is of one. */
  readonly part: number | null;
  /** PLACED and ASSIGNED: who was to hand over which lines. */
  readonly parts: readonly { readonly part: number; readonly lines: readonly number[] }[] | null;
  /** PLACED: lines that nobody could serve. */
  readonly unassigned: readonly number[] | null;
  /** NOT_HANDED_OVER: whether a clock that had stopped stays so. */
  readonly stopStands: boolean | null;
}

const PASSED_OVER: ReadonlySet<string> = new Set([
  'DECLINED',
  'NOT_ACCEPTED_IN_TIME',
  'NOT_HANDED_OVER',
]);
const ENDS: ReadonlySet<string> = new Set(['CANCELLED', 'CLOSED_UNFULFILLED']);

/**
 * When the clock stopped, as the events alone tell it: with the last part, once every line that was asked
 * has a stock point that handed it over. @param readyStops whether lying ready for pickup is enough
 * @returns milliseconds since 1970; undefined: it did not stop
 */
export function stopOf(events: readonly StopEvent[], readyStops: boolean): number | undefined {
  const asked = new Set<number>();
  const live = new Map<number, { readonly lines: readonly number[]; readonly isDone: boolean }>();
  let stoppedAt: number | undefined;
  for (const event of events) {
    if (ENDS.has(event.kind)) break;
    const part = event.part ?? 0;
    for (const assigned of event.parts ?? []) {
      live.set(assigned.part, { lines: assigned.lines, isDone: false });
      for (const line of assigned.lines) asked.add(line);
    }
    for (const line of event.unassigned ?? []) asked.add(line);
    if (PASSED_OVER.has(event.kind)) live.delete(part);
    if (event.kind === 'NOT_HANDED_OVER' && event.stopStands !== true) stoppedAt = undefined;
    const isDone =
      event.kind === 'HANDED_OVER' || (readyStops && event.kind === 'READY_FOR_PICKUP');
    const lines = live.get(part)?.lines;
    if (isDone && lines !== undefined) live.set(part, { lines, isDone });
    const parts = [...live.values()];
    const served = new Set(parts.flatMap((one) => one.lines));
    if (asked.size > 0 && served.size === asked.size && parts.every((one) => one.isDone)) {
      stoppedAt ??= new Date(event.at).getTime();
    }
  }
  return stoppedAt;
}
