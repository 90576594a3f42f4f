import { statement, type Queryable } from '../../src/platform/database/statement';

interface Rule {
  readonly category?: string;
  readonly urgency: 'EMERGENCY' | 'ACCELERATED' | 'REGULAR';
  readonly productGroupPrefix?: string;
  readonly regionCode?: string;
  readonly insurerUzovi?: string;
  readonly maximumMinutes: number;
  readonly targetPercentage: number;
  readonly allowedSuspensions: readonly string[];
  readonly verified: boolean;
  readonly source: string;
}

interface Version {
  readonly version: number;
  readonly title: string;
  readonly status: 'DRAFT' | 'CONSULTED' | 'ADOPTED' | 'WITHDRAWN';
  readonly validFrom: Date;
  readonly validUntil?: Date;
  readonly adoptedBy: readonly string[];
  readonly rules: readonly Rule[];
}

export const NORM_CODE = 'DISW-TIJDIGHEID';

const OURS = 'proposal of this project, no published norm';
const VGZ =
  'Coöperatie VGZ, terugkoppeling knelpunten hulpmiddelenzorg, 22-12-2022: agreement with its suppliers of ' +
  'consumables, emergency delivery within 4 hours; the target percentage is a proposal of this project';

/** Force majeure counts with a second approval only. */
const SUSPENSIONS = [
  'PATIENT_UNREACHABLE',
  'PATIENT_ASKS_DELAY',
  'PRESCRIBER_CHANGES',
  'CLINICALLY_POSTPONED',
  'FORCE_MAJEURE',
];

const ours = (rule: Omit<Rule, 'allowedSuspensions' | 'verified' | 'source'>): Rule => ({
  ...rule,
  allowedSuspensions: SUSPENSIONS,
  verified: false,
  source: OURS,
});

/** The only value with a source; the target, and that it holds for all insurers and categories, is ours. */
const FOUR_HOURS: Rule = {
  urgency: 'EMERGENCY',
  maximumMinutes: 240,
  targetPercentage: 95,
  allowedSuspensions: SUSPENSIONS,
  verified: true,
  source: VGZ,
};

const BASE: readonly Rule[] = [
  FOUR_HOURS,
  ours({ urgency: 'ACCELERATED', maximumMinutes: 720, targetPercentage: 95 }),
  ours({ urgency: 'REGULAR', maximumMinutes: 1440, targetPercentage: 95 }),
];

/** Examples of how a rule narrows: to a product group, to one insurer (only ever stricter). */
const KETONE_STRIPS = ours({
  category: 'DIABETES',
  urgency: 'EMERGENCY',
  productGroupPrefix: 'W0101060110',
  maximumMinutes: 120,
  targetPercentage: 95,
});
const BALLOON_CATHETERS = ours({
  category: 'INCONTINENCE',
  urgency: 'EMERGENCY',
  productGroupPrefix: 'U0102',
  maximumMinutes: 180,
  targetPercentage: 95,
});
const STRICTER_INSURER = ours({
  urgency: 'ACCELERATED',
  insurerUzovi: '7029',
  maximumMinutes: 600,
  targetPercentage: 95,
});

/** The most minutes that the adopted version gives an emergency for a product group, everywhere and for everybody. */
export function emergencyMinutesFor(productGroup: string): number {
  const minutes = [KETONE_STRIPS, BALLOON_CATHETERS]
    .filter(({ productGroupPrefix = '' }) => productGroup.startsWith(productGroupPrefix))
    .map(({ maximumMinutes }) => maximumMinutes);
  return Math.min(FOUR_HOURS.maximumMinutes, ...minutes);
}

const YEAR = 365 * 86_400_000;

function versionsAround(now: Date): Version[] {
  const inForce = new Date(Date.UTC(now.getUTCFullYear() - 1, 0, 1) - 3_600_000);
  const before = new Date(inForce.getTime() - YEAR);
  const next = new Date(Date.UTC(now.getUTCFullYear() + 1, 0, 1) - 3_600_000);
  return [
    {
      version: 1,
      title: 'Voorbeeldnorm tijdigheid DISW-spoed, eerste versie (verzonnen)',
      status: 'WITHDRAWN',
      validFrom: before,
      validUntil: inForce,
      adoptedBy: ['Voorbeeldkoepel zorgverleners', 'Voorbeeldkoepel zorgverzekeraars'],
      rules: BASE,
    },
    {
      version: 2,
      title: 'Voorbeeldnorm tijdigheid DISW-spoed (verzonnen)',
      status: 'ADOPTED',
      validFrom: inForce,
      adoptedBy: ['Voorbeeldkoepel zorgverleners', 'Voorbeeldkoepel zorgverzekeraars'],
      rules: [...BASE, KETONE_STRIPS, BALLOON_CATHETERS, STRICTER_INSURER],
    },
    {
      version: 3,
      title: 'Voorbeeldnorm tijdigheid DISW-spoed, aan patiënten voorgelegd (verzonnen)',
      status: 'CONSULTED',
      validFrom: next,
      adoptedBy: [],
      rules: [
        ...BASE,
        { ...KETONE_STRIPS, maximumMinutes: 90 },
        BALLOON_CATHETERS,
        STRICTER_INSURER,
        ours({
          category: 'WOUND',
          urgency: 'EMERGENCY',
          maximumMinutes: 210,
          targetPercentage: 95,
        }),
      ],
    },
    {
      version: 4,
      title: 'Voorbeeldnorm tijdigheid DISW-spoed, concept (verzonnen)',
      status: 'DRAFT',
      validFrom: new Date(next.getTime() + YEAR),
      adoptedBy: [],
      rules: [
        { ...FOUR_HOURS, maximumMinutes: 180, verified: false, source: OURS },
        ours({ urgency: 'ACCELERATED', maximumMinutes: 480, targetPercentage: 97 }),
        ours({ urgency: 'REGULAR', maximumMinutes: 1440, targetPercentage: 97 }),
      ],
    },
  ];
}

const selectVersions = statement<{ version: number }>(
  'seeds.norm-versions',
  `SELECT version FROM timeliness_norm_version WHERE code = $1`,
);

const insertVersion = statement<{ id: number }>(
  'seeds.insert-norm-version',
  `INSERT INTO timeliness_norm_version (code, version, title, status, valid_from, valid_until, adopted_by, source, verified)
   VALUES ($1, $2, $3, 'DRAFT', $4, $5, $6, $7, false)
   ON CONFLICT (code, version) DO NOTHING
   RETURNING id`,
);

const insertRules = statement<never>(
  'seeds.insert-norm-rules',
  `INSERT INTO timeliness_norm_rule (version_id, category, urgency, product_group_prefix, region_code, insurer_uzovi,
     maximum_minutes, target_percentage, start_event, stop_event, allowed_suspensions, verified, source)
   SELECT $1, r.category, r.urgency, r."productGroupPrefix", r."regionCode", r."insurerUzovi", r."maximumMinutes",
     r."targetPercentage", 'PLACED', 'HANDED_OVER_OR_READY_FOR_PICKUP', r."allowedSuspensions", r.verified, r.source
   FROM jsonb_to_recordset($2::jsonb) AS r (category text, urgency text, "productGroupPrefix" text, "regionCode" text,
     "insurerUzovi" text, "maximumMinutes" int, "targetPercentage" numeric, "allowedSuspensions" text[],
     verified boolean, source text)`,
);

const setStatus = statement<never>(
  'seeds.set-norm-status',
  `UPDATE timeliness_norm_version SET status = $2 WHERE id = $1`,
);

/**
 * Four versions of an invented norm, one of each status; the adopted one has been in force since the
 * year before `now`. No DISW norm has been published: only the four hours have a source.
 * A version that is there already stays as it is. Needs the insurers.
 */
export async function seedNorms(database: Queryable, now: Date): Promise<void> {
  const rows = await database.query(selectVersions, [NORM_CODE]);
  const known = new Set(rows.map((row) => row.version));
  for (const { version, title, status, validFrom, validUntil, adoptedBy, rules } of versionsAround(
    now,
  )) {
    // Even an insert of no row tells every server to read the norms again.
    if (known.has(version)) continue;
    const [row] = await database.query(insertVersion, [
      NORM_CODE,
      version,
      title,
      validFrom,
      validUntil ?? null,
      adoptedBy,
      OURS,
    ]);
    if (row === undefined) continue;
    await database.query(insertRules, [row.id, JSON.stringify(rules)]);
    // An adopted version takes no more rules, so the status comes last.
    if (status !== 'DRAFT') await database.query(setStatus, [row.id, status]);
  }
}
