import { statement, type Queryable } from '../../src/platform/database/statement';

/** $1 number, $2 UZOVI of the lead, $3 now */
const insertFramework = statement<{ id: number }>(
  'seeds.insert-framework',
  `INSERT INTO contract_framework (number, name, lot, led_by, opened_at)
   VALUES ($1, 'Night stock of stoma devices, bought together (invented)', 'Night stock', $2, $3)
   ON CONFLICT (number) DO NOTHING RETURNING id`,
);

/** The lead joined by opening it; another joined, a third has not answered. $1 framework, $2 UZOVI codes, $3 now */
const insertInsurers = statement<never>(
  'seeds.insert-framework-insurers',
  `INSERT INTO contract_framework_insurer (framework_id, insurer_uzovi, answer, answered_by, answered_at)
   SELECT $1::int, i.uzovi, CASE i.place WHEN 1 THEN 'JOINED' END, CASE i.place WHEN 1 THEN 'demo' END,
     CASE i.place WHEN 1 THEN $3::timestamptz END
   FROM unnest($2::text[]) WITH ORDINALITY AS i (uzovi, place)`,
);

/** $1 framework, $2 UZOVI, $3 now */
const join = statement<never>(
  'seeds.join-framework',
  `UPDATE contract_framework_insurer SET answer = 'JOINED', answered_by = 'demo', answered_at = $3
   WHERE framework_id = $1 AND insurer_uzovi = $2`,
);

/** An invented joint procurement of the first three insurers. One that is there already stays as it is. */
export async function seedFramework(
  database: Queryable,
  insurers: readonly string[],
  now: Date,
): Promise<void> {
  const [lead, second, third] = insurers;
  const [framework] = await database.query(insertFramework, [`${lead}-DEMO-1`, lead, now]);
  if (framework === undefined) return;
  await database.query(insertInsurers, [framework.id, [lead, second, third], now]);
  await database.query(join, [framework.id, second, now]);
}
