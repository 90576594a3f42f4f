import fc from 'fast-check';
import {
  clockStops,
  PART_STATES,
  requestStateOf,
  stepOf,
  type PartAct,
  type PartState,
} from '../../src/emergency/request-state.rules';
import { assertProperty } from '../support/properties';

const EITHER = 'HANDED_OVER_OR_READY_FOR_PICKUP';
const ACTS: readonly PartAct[] = ['ACCEPT', 'DECLINE', 'DISPATCH', 'MARK_READY', 'HAND_OVER'];

test('the acts that each state lets through, for delivery and for pickup', () => {
  const table = (handover: 'DELIVERY' | 'PICKUP'): Record<string, string[]> =>
    Object.fromEntries(
      PART_STATES.map((state) => [
        state,
        ACTS.filter((act) => stepOf(act, state, handover).possible),
      ]),
    );
  expect(table('DELIVERY')).toEqual({
    RESERVED: ['ACCEPT', 'DECLINE'],
    ACCEPTED: ['DECLINE', 'DISPATCH', 'HAND_OVER'],
    DISPATCHED: ['HAND_OVER'],
    READY_FOR_PICKUP: ['HAND_OVER'],
    HANDED_OVER: [],
    PASSED_OVER: [],
    CANCELLED: [],
  });
  expect(table('PICKUP')).toEqual({
    RESERVED: ['ACCEPT', 'DECLINE'],
    ACCEPTED: ['DECLINE', 'MARK_READY', 'HAND_OVER'],
    DISPATCHED: ['HAND_OVER'],
    READY_FOR_PICKUP: ['HAND_OVER'],
    HANDED_OVER: [],
    PASSED_OVER: [],
    CANCELLED: [],
  });
});

test('every refusal says in words what would be possible', () => {
  expect(stepOf('DISPATCH', 'ACCEPTED', 'PICKUP')).toEqual({
    possible: false,
    why: 'WRONG_HANDOVER',
    words: 'The request asks for pickup: mark it ready for pickup instead',
  });
  expect(stepOf('ACCEPT', 'ACCEPTED', 'DELIVERY')).toEqual({
    possible: false,
    why: 'WRONG_STATE',
    words: 'This part is ACCEPTED; that can only be done while it is RESERVED',
  });
});

test('a request is as far as its least part, and unassigned while any line is', () => {
  expect(requestStateOf(['HANDED_OVER', 'ACCEPTED'], true)).toBe('ACCEPTED');
  expect(requestStateOf(['PASSED_OVER', 'DISPATCHED'], true)).toBe('DISPATCHED');
  expect(requestStateOf(['HANDED_OVER', 'HANDED_OVER'], true)).toBe('HANDED_OVER');
  expect(requestStateOf(['HANDED_OVER', 'PASSED_OVER'], false)).toBe('UNASSIGNED');
  expect(requestStateOf([], true)).toBe('UNASSIGNED');
});

test('the clock stops with the last part: at the door, or at the counter where pickup was chosen', () => {
  expect(clockStops(['HANDED_OVER', 'DISPATCHED'], true, 'DELIVERY', EITHER)).toBe(false);
  expect(clockStops(['HANDED_OVER', 'PASSED_OVER'], true, 'DELIVERY', EITHER)).toBe(true);
  expect(clockStops(['READY_FOR_PICKUP'], true, 'PICKUP', EITHER)).toBe(true);
  expect(clockStops(['READY_FOR_PICKUP'], true, 'DELIVERY', EITHER)).toBe(false);
  expect(clockStops(['HANDED_OVER'], false, 'DELIVERY', EITHER)).toBe(false);
  expect(clockStops(['READY_FOR_PICKUP'], true, 'PICKUP', 'HANDED_OVER')).toBe(false);
});

test('property: on any walk a part ends, never goes back, and from every live state there is a way out', () => {
  const order: readonly PartState[] = [
    'RESERVED',
    'ACCEPTED',
    'DISPATCHED',
    'READY_FOR_PICKUP',
    'HANDED_OVER',
  ];
  assertProperty(
    fc.property(
      fc.array(fc.constantFrom(...ACTS), { maxLength: 20 }),
      fc.constantFrom('DELIVERY' as const, 'PICKUP' as const),
      (walk, handover) => {
        let state: PartState = 'RESERVED';
        for (const act of walk) {
          const step = stepOf(act, state, handover);
          if (!step.possible) continue;
          if (step.to !== 'PASSED_OVER') {
            expect(order.indexOf(step.to)).toBeGreaterThan(order.indexOf(state));
          }
          state = step.to;
        }
        const ended = state === 'HANDED_OVER' || state === 'PASSED_OVER';
        const wayOut = ACTS.some((act) => stepOf(act, state, handover).possible);
        expect(wayOut).toBe(!ended);
      },
    ),
  );
});
