import { traceIdOf } from '../../../src/platform/http/trace';

const W3C = '4bf92f3577b34da6a3ce929d0e0e4736';
const B3 = '80f198ee56343ba864fe8b2a57d3eff7';

describe('traceIdOf', () => {
  test.each([
    ['W3C', { traceparent: `00-${W3C}-00f067aa0ba902b7-01` }, W3C],
    ['a later version of W3C', { traceparent: `01-${W3C}-00f067aa0ba902b7-01-more` }, W3C],
    ['B3 in one header', { b3: `${B3}-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90` }, B3],
    ['B3 in several headers', { 'x-b3-traceid': B3 }, B3],
    ['half-length B3', { 'x-b3-traceid': 'A3CE929D0E0E4736' }, '0000000000000000a3ce929d0e0e4736'],
    ['W3C before B3', { traceparent: `00-${W3C}-00f067aa0ba902b7-00`, 'x-b3-traceid': B3 }, W3C],
    ['B3 when W3C is unusable', { traceparent: 'nonsense', 'x-b3-traceid': B3 }, B3],
  ])('%s', (_, headers, expected) => {
    expect(traceIdOf(headers)).toBe(expected);
  });

  test.each([
    ['nothing', {}],
    ['zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    ['the version that may not be', { traceparent: `ff-${W3C}-00f067aa0ba902b7-01` }],
    ['capitals', { traceparent: `00-${W3C.toUpperCase()}-00f067aa0ba902b7-01` }],
    ['B3 that only says whether to sample', { b3: '0' }],
    ['zeros in B3', { 'x-b3-traceid': '0'.repeat(16) }],
    ['something to write into a log', { b3: 'x\nINFO all is well' }],
  ])('%s: a new one', (_, headers) => {
    const [first, second] = [traceIdOf(headers), traceIdOf(headers)];

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(first).not.toBe(second);
    expect(first).not.toBe(W3C);
  });
});
