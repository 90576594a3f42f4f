/** What happens to a request, each an event of its history. */
export const REQUEST_EVENT_KINDS = [
  'PLACED',
  'ASSIGNED',
  'UNASSIGNED',
  'ACCEPTED',
  'DECLINED',
  'NOT_ACCEPTED_IN_TIME',
  'DISPATCHED',
  'READY_FOR_PICKUP',
  'NOT_HANDED_OVER',
  'HANDED_OVER',
  'CLOCK_SUSPENDED',
  'CLOCK_RESUMED',
  'SUSPENSION_APPROVED',
  'CANCELLED',
  'CLOSED_UNFULFILLED',
  'INSURANCE_CHECKED',
] as const;
export type RequestEventKind = (typeof REQUEST_EVENT_KINDS)[number];
