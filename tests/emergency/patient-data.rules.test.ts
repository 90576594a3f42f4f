import {
  needsPatient,
  SEEN_AFTER_HANDOVER_MILLISECONDS,
} from '../../src/emergency/patient-data.rules';
import { PART_STATES } from '../../src/emergency/request-state.rules';

const HANDED_OVER_AT = '2026-11-10T03:00:00.000Z';
const after = (milliseconds: number): Date =>
  new Date(new Date(HANDED_OVER_AT).getTime() + milliseconds);

test.each([
  ['RESERVED', true],
  ['ACCEPTED', true],
  ['DISPATCHED', true],
  ['READY_FOR_PICKUP', true],
  ['PASSED_OVER', false],
  ['CANCELLED', false],
] as const)(
  'given a part that is %s, then its stock point sees the patient: %s; never once the request has ended without it',
  (state, expected) => {
    const part = { state, handedOverAt: null };
    expect(needsPatient(part, false, after(0))).toBe(expected);
    expect(needsPatient(part, true, after(0))).toBe(false);
  },
);

test('given a part that was handed over, then its stock point sees the patient for a day, to the millisecond', () => {
  const part = { state: 'HANDED_OVER', handedOverAt: HANDED_OVER_AT } as const;
  expect(SEEN_AFTER_HANDOVER_MILLISECONDS).toBe(86_400_000);
  for (const hasEnded of [true, false]) {
    expect(needsPatient(part, hasEnded, after(86_400_000 - 1))).toBe(true);
    expect(needsPatient(part, hasEnded, after(86_400_000))).toBe(false);
  }
});

test('given all states, then each is told of above', () => {
  expect(PART_STATES).toHaveLength(7);
});
