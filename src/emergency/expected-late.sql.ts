/**
 * The message to the region's coordinators when something is reserved that is expected after the deadline,
 * as a query that gives the columns of `outbox`.
 * @param of.request what has the request as `r`; `parts`: the parameter with the parts as JSON
 */
export function expectedLateMessage(of: {
  readonly request: string;
  readonly parts: string;
  readonly deadline: string;
  readonly at: string;
}): string {
  return `SELECT ${of.at}, 'emergency-request.expected-late',
       jsonb_build_object('request', r.id::text, 'region', r.region_code, 'category', r.category,
         'expectedAt', late.expected_at, 'deadlineAt', ${of.deadline})
     FROM ${of.request}
     CROSS JOIN (SELECT max(x."expectedAt") AS expected_at
                 FROM jsonb_to_recordset(${of.parts}::jsonb) AS x ("expectedAt" timestamptz)) late
     WHERE late.expected_at > ${of.deadline}`;
}
