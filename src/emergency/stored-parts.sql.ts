/**
 * The common table expressions that keep parts (`p`), their allocations (`a`) and the lots of these (`lots`).
 * Beside them stands `l`: the lines of the request, with their id and line_number.
 * @param of.request its id; `at`: when it was assigned; `from`: what the two stand in, with a comma after it;
 *   `parts`, `allocations`, `lots`: the parameters with these as JSON
 */
export function storedParts(of: {
  readonly request: string;
  readonly at: string;
  readonly from: string;
  readonly parts: string;
  readonly allocations: string;
  readonly lots: string;
}): string {
  return `p AS (
    INSERT INTO emergency_request_part (request_id, part_number, stock_point_id, state, assigned_at, accept_by,
      starts_at, on_call, preparation_minutes, travel_minutes, distance_km, expected_at)
    SELECT ${of.request}, x.part, x."stockPointId", 'RESERVED', ${of.at}, x."acceptBy", x."startsAt", x."onCall",
      x."preparationMinutes", x."travelMinutes", x."distanceKm", x."expectedAt"
    FROM ${of.from} jsonb_to_recordset(${of.parts}::jsonb) AS x (part int, "stockPointId" int, "acceptBy" timestamptz,
      "startsAt" timestamptz, "onCall" boolean, "preparationMinutes" int, "travelMinutes" int,
      "distanceKm" numeric, "expectedAt" timestamptz)
    RETURNING id, part_number
  ),
  a AS (
    INSERT INTO allocation (line_id, part_id, article_id, pieces, match, differences, pays, contract_line_id)
    SELECT l.id, p.id, x."articleId", x.pieces, x.match, x.differences, x.pays, x."contractLineId"
    FROM jsonb_to_recordset(${of.allocations}::jsonb) AS x (line int, part int, "articleId" int, pieces int, match text,
      differences jsonb, pays text, "contractLineId" int)
    JOIN l ON l.line_number = x.line JOIN p ON p.part_number = x.part
    RETURNING id, line_id
  ),
  lots AS (
    INSERT INTO allocation_lot (allocation_id, stock_lot_id, pieces)
    SELECT a.id, x.lot, x.pieces
    FROM jsonb_to_recordset(${of.lots}::jsonb) AS x (line int, lot int, pieces int)
    JOIN l ON l.line_number = x.line JOIN a ON a.line_id = l.id
  )`;
}
