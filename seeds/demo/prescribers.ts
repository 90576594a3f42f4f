import { DEVICE_CATEGORIES } from '../../src/catalogue/device-category';
import { kilometresBetween, type Coordinates } from '../../src/geography/distance.rules';
import type { PostcodeArea } from '../../src/geography/postcodes.snapshot';
import {
  mayPrescribe,
  type AuthorityQuestion,
  type AuthorityRow,
} from '../../src/parties/prescriber-authority.rules';
import { statement, type Queryable } from '../../src/platform/database/statement';
import { URGENCIES, type Urgency } from '../../src/timeliness/urgency';

export interface Prescriber {
  readonly agb: string;
  readonly organisationAgb: string;
  readonly professionCode: string;
  readonly latitude: number;
  readonly longitude: number;
  /** As events and ledger name them. */
  readonly actor: { readonly role: 'PRESCRIBER'; readonly name: string };
}

const selectPrescribers = statement<Omit<Prescriber, 'actor'>>(
  'seeds.prescribers',
  `SELECT p.agb, p.care_provider_agb AS "organisationAgb", p.profession_code AS "professionCode",
     a.latitude, a.longitude
   FROM practitioner p
   JOIN care_provider c ON c.agb = p.care_provider_agb
   JOIN postcode_area a ON a.pc4 = c.pc4
   WHERE p.active
   ORDER BY p.agb`,
);

/** Everyone who works somewhere. */
export async function loadPrescribers(database: Queryable): Promise<Prescriber[]> {
  const rows = await database.query(selectPrescribers);
  return rows.map((row) => ({ ...row, actor: { role: 'PRESCRIBER', name: `agb:${row.agb}` } }));
}

const NEAREST = 5;

interface Asked extends Omit<AuthorityQuestion, 'professionCode'> {
  readonly urgency: Urgency;
  readonly inStartAssortment: boolean;
}

/** Who could have asked for a device: those near the patient whom the authority matrix allows it. */
export class Prescribers {
  private readonly byRegion = new Map<string, (readonly Prescriber[] | undefined)[]>();

  /** Some place in each region. */
  private readonly places = new Map<string, Coordinates>();

  /** @param areas of all regions */
  constructor(
    private readonly all: readonly Prescriber[],
    private readonly matrix: readonly AuthorityRow[],
    areas: readonly PostcodeArea[],
  ) {
    for (const area of areas) {
      if (!this.places.has(area.regionCode)) this.places.set(area.regionCode, area);
    }
  }

  /** The nearest to one place of a region do for all of it. */
  near(regionCode: string, asked: Asked): readonly Prescriber[] {
    let known = this.byRegion.get(regionCode);
    if (known === undefined) this.byRegion.set(regionCode, (known = []));
    const { category, prescription, urgency, inStartAssortment } = asked;
    const place =
      (DEVICE_CATEGORIES.indexOf(category) * URGENCIES.length + URGENCIES.indexOf(urgency)) * 4 +
      (prescription === 'FIRST' ? 0 : 2) +
      (inStartAssortment ? 1 : 0);
    return (known[place] ??= this.nearest(regionCode, this.allowed(asked)));
  }

  /** Whether someone whom `near` gives may prescribe of the start assortment only. */
  isHeldToStartAssortment({ professionCode }: Prescriber, asked: Asked): boolean {
    return mayPrescribe(this.matrix, { professionCode, ...asked }).startAssortmentOnly;
  }

  private allowed(asked: Asked): ReadonlySet<string> {
    const professions = [...new Set(this.all.map(({ professionCode }) => professionCode))];
    return new Set(
      professions.filter(
        (professionCode) => mayPrescribe(this.matrix, { professionCode, ...asked }).allowed,
      ),
    );
  }

  private nearest(regionCode: string, professions: ReadonlySet<string>): Prescriber[] {
    const place = this.places.get(regionCode);
    if (place === undefined) throw new Error(`No postcode area in region ${regionCode}`);
    return this.all
      .filter(({ professionCode }) => professions.has(professionCode))
      .map((prescriber) => ({ prescriber, km: kilometresBetween(prescriber, place) }))
      .sort((one, other) => one.km - other.km)
      .slice(0, NEAREST)
      .map(({ prescriber }) => prescriber);
  }
}
