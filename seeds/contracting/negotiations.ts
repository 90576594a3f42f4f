import {
  insertEntry,
  insertSignature,
  updateSigned,
  type TalksEntry,
} from '../../src/contracts/life/life.sql';
import type { Side } from '../../src/contracts/side';
import { statement, type Queryable } from '../../src/platform/database/statement';

interface OpenVersion {
  readonly id: number;
  readonly status: 'OFFERED' | 'NEGOTIATING';
  readonly insurerUzovi: string;
  readonly supplierAgb: string;
  readonly contentHash: string;
  readonly firstLine: number;
}

const selectTalkedAbout = statement<OpenVersion>(
  'seeds.versions-talked-about',
  `SELECT v.id, v.status, v.insurer_uzovi AS "insurerUzovi", v.supplier_agb AS "supplierAgb",
     contract_content_hash(v.id) AS "contentHash",
     (SELECT min(l.line_number) FROM contract_line l WHERE l.contract_version_id = v.id) AS "firstLine"
   FROM contract_version v JOIN contract c ON c.id = v.contract_id
   WHERE v.status IN ('OFFERED', 'NEGOTIATING') ORDER BY c.number, v.version`,
);

const updatePenHolder = statement<never>(
  'seeds.pass-pen',
  `UPDATE contract_version SET pen_holder = $2 WHERE id = $1`,
);

interface PlannedEntry {
  readonly daysAgo: number;
  readonly party: Side;
  readonly kind: TalksEntry['kind'];
  readonly words: string;
  readonly about?: 'LINE' | 'INDEXATION';
  /** Whether the other party has to react. */
  readonly asks?: true;
}

const OFFER: PlannedEntry = {
  daysAgo: 24,
  party: 'INSURER',
  kind: 'OFFER',
  words: 'Our offer; it follows the purchase policy (verzonnen).',
  asks: true,
};

/** Of the demo's two kinds of talks the record so far. Whoever is asked last holds the pen. */
const TALKS: Readonly<Record<OpenVersion['status'], readonly PlannedEntry[]>> = {
  OFFERED: [OFFER],
  NEGOTIATING: [
    OFFER,
    {
      daysAgo: 17,
      party: 'SUPPLIER',
      kind: 'REMARK',
      words: 'At this price we lose on every delivery outside the cities (verzonnen).',
      about: 'LINE',
    },
    {
      daysAgo: 16,
      party: 'SUPPLIER',
      kind: 'PROPOSAL',
      words: 'Let tariffs follow the price index from the first year on (verzonnen).',
      about: 'INDEXATION',
      asks: true,
    },
    {
      daysAgo: 1,
      party: 'INSURER',
      kind: 'REACTION',
      words: 'The index: agreed. The price: we come back to it (verzonnen).',
    },
  ],
};

const DAY_MILLISECONDS = 86_400_000;

/** Gives every invented contract that is offered or talked about the record of how it came there. */
export async function seedNegotiations(database: Queryable, now: Date): Promise<void> {
  for (const version of await database.query(selectTalkedAbout)) {
    for (const { daysAgo, party, kind, words, about, asks } of TALKS[version.status]) {
      await database.query(insertEntry, [
        version.id,
        party,
        actorOf(version, party),
        kind,
        about === 'LINE' ? version.firstLine : null,
        about === 'INDEXATION' ? about : null,
        words,
        new Date(now.getTime() - daysAgo * DAY_MILLISECONDS),
        asks ?? false,
      ]);
    }
    await database.query(updatePenHolder, [
      version.id,
      version.status === 'OFFERED' ? 'SUPPLIER' : 'INSURER',
    ]);
    if (version.status === 'OFFERED') await sign(database, version, now);
  }
}

/** The insurer has put its name under what it offers. */
async function sign(database: Queryable, version: OpenVersion, now: Date): Promise<void> {
  const at = new Date(now.getTime() - OFFER.daysAgo * DAY_MILLISECONDS);
  const { id, contentHash } = version;
  const signature = [id, 'INSURER', actorOf(version, 'INSURER'), contentHash, at];
  await database.query(insertSignature, signature);
  await database.query(updateSigned, [id, at, null]);
}

/** The demo user of that party. */
function actorOf({ insurerUzovi, supplierAgb }: OpenVersion, party: Side): string {
  return party === 'INSURER' ? `demo-insurer-${insurerUzovi}` : `demo-supplier-${supplierAgb}`;
}
