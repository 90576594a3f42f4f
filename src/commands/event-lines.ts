import type { Queryable } from '../platform/database/statement';
import { readEvents } from '../platform/outbox/read-events';

const PAGE = 1000;

/**
 * The events after a cursor, delivered or not, each as a line of JSON as the webhook tells it, in the order of
 * their ids and without a gap; a page at a time is held.
 * @param cursor goes along: the id of the last event given, from which a later reader goes on. What a
 *   transaction that stays open long is still writing, and all after it, is left for that reader.
 */
export async function* eventLines(
  source: Queryable,
  cursor: { id: string },
  page = PAGE,
): AsyncGenerator<string> {
  for (;;) {
    const events = await readEvents(source, cursor.id, page);
    for (const { id, topic, occurredAt, payload } of events) {
      yield `${JSON.stringify({ id, topic, occurredAt: occurredAt.toISOString(), payload })}\n`;
      cursor.id = id;
    }
    if (events.length === 0) return;
  }
}
