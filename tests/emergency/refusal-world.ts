import { actsOf, idOf, rows } from './acts';
import { createWorld, form, lineOf, type KnownArticle, type World } from './world';

export const NEAR = 'SP-0067';
export const FAR = 'SP-0031';

/** A world with one request in each state, so that every refusal can be provoked. */
export interface RefusalWorld extends World {
  readonly article: KnownArticle;
  readonly other: KnownArticle;
  readonly tokens: Readonly<
    Record<
      | 'doctor'
      | 'stranger'
      | 'wrongProvider'
      | 'nurse'
      | 'clerk'
      | 'elsewhere'
      | 'nowhere'
      | 'supplier'
      | 'insurer'
      | 'authority',
      string
    >
  >;
  /** Numbers of requests by what was done to them; all for two pieces at NEAR. */
  readonly requests: Readonly<Record<Prepared, string>>;
  /** The key of `requests.reserved`. */
  readonly usedKey: string;
  /** Everything that is kept of requests and stock, as one text; the access log apart. */
  fingerprint(): Promise<string>;
}

export type Prepared =
  | 'reserved'
  | 'accepted'
  | 'dispatched'
  | 'handedOver'
  | 'cancelled'
  | 'cancelledOnItsWay'
  | 'pickupAccepted'
  | 'pickupReady'
  | 'suspended'
  | 'partlyHandedOver'
  | 'partlySuspended'
  | 'suspendedByDoctor'
  | 'normAllowsLess';

export async function createRefusalWorld(): Promise<RefusalWorld> {
  const world = await createWorld();
  await world.onlyOpen(NEAR, FAR);
  const [article, other] = (await world.articles('U010201')) as [KnownArticle, KnownArticle];
  const doctor = await world.prescriber();
  const clerk = await world.clerk(NEAR);
  const elsewhere = await world.clerk(FAR);
  await world.stock(NEAR, article.gtin, 40, { lotNumber: 'LARGE' });
  // Too soon to expire to be reserved; they can be taken at handover, as long as they have not expired.
  await world.stock(NEAR, article.gtin, 1, { lotNumber: 'SMALL', expiresOn: '2026-12-31' });
  await world.stock(NEAR, article.gtin, 5, { lotNumber: 'OLD', expiresOn: '2026-11-12' });
  await world.stock(FAR, other.gtin, 40);
  const acts = actsOf(world);
  const usedKey = 'a key that was used';
  const place = async (over: Record<string, unknown> = {}): Promise<string> => {
    const placed = await world.place(doctor, form({ lines: [lineOf(article.gtin, 2)], ...over }));
    return placed.number;
  };
  const accepted = async (over: Record<string, unknown> = {}): Promise<string> => {
    const number = await place(over);
    await acts.accept(clerk, number);
    return number;
  };
  const requests: Record<Prepared, string> = {
    reserved: await place({ requestKey: usedKey }),
    accepted: await accepted(),
    dispatched: await accepted(),
    handedOver: await accepted(),
    cancelled: await accepted(),
    cancelledOnItsWay: await accepted(),
    pickupAccepted: await accepted({ handover: 'PICKUP' }),
    pickupReady: await accepted({ handover: 'PICKUP' }),
    suspended: await accepted(),
    partlyHandedOver: await accepted({ lines: [lineOf(article.gtin, 2), lineOf(other.gtin, 2)] }),
    partlySuspended: await accepted({ lines: [lineOf(article.gtin, 2), lineOf(other.gtin, 2)] }),
    suspendedByDoctor: await accepted(),
    normAllowsLess: await accepted(),
  };
  await acts.dispatch(clerk, requests.dispatched);
  await acts.handOver(clerk, requests.handedOver);
  await acts.cancel(doctor, requests.cancelled);
  await acts.dispatch(clerk, requests.cancelledOnItsWay);
  await acts.cancel(doctor, requests.cancelledOnItsWay);
  await acts.markReady(clerk, requests.pickupReady);
  await acts.suspend(clerk, requests.suspended);
  await acts.handOver(clerk, requests.partlyHandedOver);
  await acts.handOver(clerk, requests.partlySuspended);
  await acts.suspend(doctor, requests.partlySuspended);
  await acts.suspend(doctor, requests.suspendedByDoctor, 'FORCE_MAJEURE');
  await rows(
    world,
    `WITH rule AS (
       UPDATE timeliness_norm_rule n SET allowed_suspensions = '{PATIENT_UNREACHABLE}'
       FROM timeliness_norm_version v WHERE v.id = n.version_id AND v.status = 'DRAFT' RETURNING n.id)
     UPDATE emergency_request SET norm_rule_id = (SELECT min(id) FROM rule) WHERE id = $1`,
    [idOf(requests.normAllowsLess)],
  );
  const supplier = await rows<{ agb: string }>(
    world,
    `SELECT supplier_agb AS agb FROM stock_point WHERE code = $1`,
    [NEAR],
  );
  return {
    ...world,
    article,
    other,
    requests,
    usedKey,
    tokens: {
      doctor,
      stranger: await world.prescriber('0101', 1),
      wrongProvider: await registeredElsewhere(world),
      // A nurse for diabetes may not prescribe for incontinence.
      nurse: await world.prescriber('9101'),
      clerk,
      elsewhere,
      nowhere: await world.clerk('SP-9999'),
      supplier: await world.token({
        sub: 'supplier',
        role: 'SUPPLIER',
        agb: supplier[0]?.agb ?? '',
      }),
      insurer: await world.token({ sub: 'insurer', role: 'INSURER', uzovi: '3311' }),
      authority: await world.token({ sub: 'authority', role: 'AUTHORITY' }),
    },
    fingerprint: () => fingerprint(world),
  };
}

/** A prescriber whose token names another organisation than the register does. */
async function registeredElsewhere(world: World): Promise<string> {
  const [two] = await rows<{ one: string; other: string }>(
    world,
    `SELECT min(agb) AS one, max(care_provider_agb) AS other FROM practitioner WHERE profession_code = '0101'`,
  );
  return world.token({
    sub: 'registered elsewhere',
    role: 'PRESCRIBER',
    practitioner_agb: two?.one ?? '',
    agb: two?.other ?? '',
  });
}

const KEPT = [
  'stock_lot',
  'stock_ledger',
  'stock_act',
  'patient',
  'emergency_request',
  'emergency_request_line',
  'emergency_request_part',
  'emergency_request_event',
  'allocation',
  'allocation_lot',
  'clock_suspension',
  'routing_decision',
  'settlement',
  'outbox',
];

async function fingerprint(world: World): Promise<string> {
  const digests = KEPT.map(
    (table) =>
      `SELECT '${table}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${table} t`,
  );
  return JSON.stringify(await rows(world, digests.join(' UNION ALL ')));
}
