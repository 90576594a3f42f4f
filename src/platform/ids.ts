import { randomBytes } from 'node:crypto';

const RANDOM_BYTES = 4096;
let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes from a pool that is refilled now and then: a call of its own costs a microsecond. */
function randomSlice(length: number): Buffer {
  if (used + length > pool.length) {
    pool = randomBytes(RANDOM_BYTES);
    used = 0;
  }
  const slice = pool.subarray(used, used + length);
  used += length;
  return slice;
}

/** 16 random bytes as 32 lower-case hex digits: the trace id of W3C Trace Context. Never all zero. */
export function newTraceId(): string {
  const id = randomSlice(16).toString('hex');
  return /^0+$/.test(id) ? newTraceId() : id;
}

/** A short random id (12 hex digits) under which a fault is logged and can be asked after. */
export function newFaultId(): string {
  return randomSlice(6).toString('hex');
}
