import type { IncomingHttpHeaders } from 'node:http';
import { newTraceId } from '../ids';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;
const B3_TRACE = /^[0-9a-f]{16}(?:[0-9a-f]{16})?$/;

/**
 * The trace a request belongs to: from W3C `traceparent`, else B3 (`b3` or `x-b3-traceid`), else a new
 * one. A header that is not as it should be is passed over.
 * @returns 32 lower-case hex digits
 */
export function traceIdOf(headers: IncomingHttpHeaders): string {
  const { traceparent } = headers;
  if (typeof traceparent === 'string' && !traceparent.startsWith('ff')) {
    const id = TRACEPARENT.exec(traceparent)?.[1];
    if (id !== undefined && !isZero(id)) return id;
  }
  const b3 = headers['x-b3-traceid'] ?? headers['b3'];
  if (typeof b3 === 'string') {
    const id = b3.split('-', 1)[0]?.toLowerCase() ?? '';
    // Half-length ids of older tracers are the lower half of a whole one.
    if (B3_TRACE.test(id) && !isZero(id)) return id.padStart(32, '0');
  }
  return newTraceId();
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}
