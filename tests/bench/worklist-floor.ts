import { createDecipheriv } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPool } from '../../src/platform/database/pool';

/** An instant as the API shows it: milliseconds only when they are not zero. */
const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'Europe/Amsterdam',
     CASE WHEN date_trunc('second', ${column}) = ${column} THEN 'YYYY-MM-DD"T"HH24:MI:SS' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.MS' END)
   || to_char((${column} AT TIME ZONE 'Europe/Amsterdam') - (${column} AT TIME ZONE 'UTC'), '"+"HH24:MI')`;

/** Each item as JSON text, but for the two objects that are sealed. */
const ITEMS = `SELECT r.id::text AS id, pt.sealed AS patient, r.contact_sealed AS contact,
    r.state = 'CANCELLED' AS cancelled,
    '[1,"stockPointWorklist","' || to_char(p.expected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      || '","' || p.id || '"]' AS cursor,
    json_build_object('requestId', 'ER' || lpad(r.id::text, greatest(9, length(r.id::text)), '0'), 'partNumber', p.part_number,
      'state', p.state,
      'verdict', CASE
        WHEN r.stopped_at IS NOT NULL THEN CASE WHEN r.stopped_at <= d.at THEN 'ON_TIME' ELSE 'LATE' END
        WHEN r.state = 'CANCELLED' THEN CASE WHEN r.closed_at < d.at THEN 'EXCLUDED' ELSE 'LATE' END
        WHEN c.since < d.at OR now() <= d.at THEN 'RUNNING' ELSE 'OVERDUE' END,
      'suspended', c.since IS NOT NULL, 'urgency', r.urgency, 'urgencyReason', r.urgency_reason, 'handover', r.handover,
      'placedAt', ${instant('r.placed_at')}, 'acceptBy', ${instant('p.accept_by')},
      'expectedAt', ${instant('p.expected_at')}, 'deadlineAt', ${instant('d.at')},
      'cancelledAt', CASE WHEN r.state = 'CANCELLED' THEN ${instant('r.closed_at')} END,
      'gives', (SELECT json_agg(json_build_object('lineNumber', l.line_number, 'pieces', a.pieces,
          'article', json_build_object('gtin', t.gtin, 'name', t.name),
          'lots', (SELECT json_agg(json_build_object('lotNumber', s.lot_number, 'expiresOn', s.expires_on,
                     'pieces', al.pieces) ORDER BY s.expires_on, s.id)
                   FROM allocation_lot al JOIN stock_lot s ON s.id = al.stock_lot_id
                   WHERE al.allocation_id = a.id)) ORDER BY l.line_number)
        FROM allocation a JOIN emergency_request_line l ON l.id = a.line_id JOIN article t ON t.id = a.article_id
        WHERE a.part_id = p.id AND a.live))::text AS head
  FROM emergency_request_part p
  JOIN emergency_request r ON r.id = p.request_id
  JOIN patient pt ON pt.id = r.patient_id
  CROSS JOIN LATERAL (SELECT r.deadline_at + r.suspended_milliseconds * interval '1 millisecond' AS at) d
  CROSS JOIN LATERAL (SELECT (SELECT s.suspended_at FROM clock_suspension s
    WHERE s.request_id = r.id AND s.resumed_at IS NULL) AS since) c
  WHERE p.stock_point_id = (SELECT id FROM stock_point WHERE code = $1)
    AND p.state IN ('RESERVED', 'ACCEPTED', 'DISPATCHED', 'READY_FOR_PICKUP')
  ORDER BY p.expected_at, p.id LIMIT $2`;

const RECORD = `INSERT INTO access_log (subject, role, organisation, operation, action, outcome, object_type, object_ids)
  VALUES ('bench', 'STOCK_POINT', $1, 'stockPointWorklist', 'READ', 'GRANTED', 'EmergencyRequest', $2)`;

interface Item {
  readonly id: string;
  readonly patient: Buffer;
  readonly contact: Buffer;
  /** Then who it was for is not told. */
  readonly cancelled: boolean;
  readonly cursor: string;
  readonly head: string;
}

/**
 * The least that can serve a worklist: GET /<stock point>/<first>. What is sealed it has to open, and
 * what it gives out it has to record; nobody is asked who calls, and nothing is checked.
 *
 * Usage: node worklist-floor.js <database URL> <key id> <key, base64>; prints its port.
 */
function main(url: string | undefined, keyId = '', key = ''): void {
  if (url === undefined) throw new Error('Give the URL');
  const pool = createPool(url);
  const open = openerOf(keyId, Buffer.from(key, 'base64'));
  const answer = async (stockPoint: string, first: number): Promise<string> => {
    const { rows } = await pool.query<Item>({
      name: 'items',
      text: ITEMS,
      values: [stockPoint, first + 1],
    });
    const shown = rows.slice(0, first);
    const ids = shown.map(({ id }) => id);
    await pool.query({
      name: 'record',
      text: RECORD,
      values: [`stock-point:${stockPoint}`, ids],
    });
    const nodes = shown.map(({ head, patient, contact, cancelled }) => {
      if (cancelled) return `${head.slice(0, -1)},"patient":null,"contact":null}`;
      const { bsn } = JSON.parse(open(patient)) as { bsn: string };
      const { birthDate, ...where } = JSON.parse(open(contact)) as { birthDate: string };
      const sealed = JSON.stringify({ patient: { bsn, birthDate }, contact: where });
      return `${head.slice(0, -1)},${sealed.slice(1)}`;
    });
    const cursor = Buffer.from(shown.at(-1)?.cursor ?? '').toString('base64url');
    return `{"data":{"stockPointWorklist":{"nodes":[${nodes.join(',')}],"pageInfo":{"hasNextPage":${rows.length > first},"endCursor":"${cursor}"}}}}`;
  };
  const server = createServer((request, response) => {
    const [, stockPoint = '', first] = (request.url ?? '').split('/');
    answer(stockPoint, Number(first))
      .then((body) => {
        response
          .writeHead(200, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
          })
          .end(body);
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
}

/** Opens what the product sealed: nonce of 12 bytes, tag of 16, then the JSON. */
function openerOf(keyId: string, key: Buffer): (sealed: Buffer) => string {
  const about = Buffer.from(keyId);
  return (sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAAD(about);
    decipher.setAuthTag(sealed.subarray(12, 28));
    return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  };
}

main(process.argv[2], process.argv[3], process.argv[4]);
