import fc from 'fast-check';
import { clockStops, type PartState } from '../../src/emergency/request-state.rules';
import { stopOf, type StopEvent } from '../../src/timeliness/stop.rules';
import { assertProperty } from '../support/properties';

const event = (kind: string, minute: number, over: Partial<StopEvent> = {}): StopEvent => ({
  kind,
  at: new Date(minute * 60_000).toISOString(),
  part: null,
  parts: null,
  unassigned: null,
  stopStands: null,
  ...over,
});
const placed = event('PLACED', 0, {
  parts: [
    { part: 1, lines: [1] },
    { part: 2, lines: [2, 3] },
  ],
  unassigned: [],
});

describe('when the clock stopped, as the events tell', () => {
  test.each([
    ['one of two parts was handed over', [event('HANDED_OVER', 5, { part: 1 })], undefined],
    [
      'both were handed over',
      [event('HANDED_OVER', 5, { part: 2 }), event('HANDED_OVER', 9, { part: 1 })],
      9,
    ],
    [
      'one was declined, and nobody else was found',
      [event('DECLINED', 3, { part: 2 }), event('HANDED_OVER', 5, { part: 1 })],
      undefined,
    ],
    [
      'another stock point took over what was declined',
      [
        event('HANDED_OVER', 5, { part: 1 }),
        event('DECLINED', 6, { part: 2 }),
        event('ASSIGNED', 6, { parts: [{ part: 3, lines: [2, 3] }] }),
        event('HANDED_OVER', 20, { part: 3 }),
      ],
      20,
    ],
    [
      'it was cancelled before',
      [
        event('HANDED_OVER', 5, { part: 1 }),
        event('CANCELLED', 6),
        event('HANDED_OVER', 7, { part: 2 }),
      ],
      undefined,
    ],
  ])('given that %s', (_, events, minute) => {
    const expected = minute === undefined ? undefined : minute * 60_000;
    expect(stopOf([placed, ...events], false)).toBe(expected);
  });

  test('given a pickup, then lying ready stops it where the norm says so, and handing over does not move that', () => {
    const events = [
      event('PLACED', 0, { parts: [{ part: 1, lines: [1] }], unassigned: [] }),
      event('READY_FOR_PICKUP', 30, { part: 1 }),
      event('HANDED_OVER', 90, { part: 1 }),
    ];
    expect(stopOf(events, true)).toBe(30 * 60_000);
    expect(stopOf(events, false)).toBe(90 * 60_000);
  });

  test('given goods that lay ready and could not be handed over, then the clock ran on, or not where nobody fetched them', () => {
    const ready = [
      event('PLACED', 0, { parts: [{ part: 1, lines: [1] }], unassigned: [] }),
      event('READY_FOR_PICKUP', 30, { part: 1 }),
    ];
    const again = [
      event('ASSIGNED', 50, { parts: [{ part: 2, lines: [1] }] }),
      event('READY_FOR_PICKUP', 70, { part: 2 }),
    ];
    const broken = event('NOT_HANDED_OVER', 50, { part: 1 });
    const notFetched = event('NOT_HANDED_OVER', 50, { part: 1, stopStands: true });
    expect(stopOf([...ready, broken], true)).toBeUndefined();
    expect(stopOf([...ready, broken, ...again], true)).toBe(70 * 60_000);
    expect(stopOf([...ready, notFetched, ...again], true)).toBe(30 * 60_000);
  });

  test('given any course of two parts, then it is the first moment at which the state machine says that the clock stops', () => {
    const step = fc.tuple(
      fc.constantFrom(1, 2),
      fc.constantFrom<PartState>('ACCEPTED', 'READY_FOR_PICKUP', 'HANDED_OVER'),
    );
    assertProperty(
      fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (steps, readyStops) => {
        const states: PartState[] = ['RESERVED', 'RESERVED'];
        let expected: number | undefined;
        const events = steps.map(([part, state], index) => {
          // Nothing goes back.
          const done =
            states[part - 1] === 'HANDED_OVER' || states[part - 1] === 'READY_FOR_PICKUP';
          const next = done ? 'HANDED_OVER' : state;
          states[part - 1] = next;
          const norm = readyStops ? 'HANDED_OVER_OR_READY_FOR_PICKUP' : 'HANDED_OVER';
          if (clockStops(states, true, 'PICKUP', norm)) expected ??= (index + 1) * 60_000;
          return event(next, index + 1, { part });
        });
        expect(stopOf([placed, ...events], readyStops)).toBe(expected);
      }),
    );
  });
});
