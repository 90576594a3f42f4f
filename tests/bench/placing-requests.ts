import { inventedPeople, seedInsuredPersons } from '../../seeds/demo/insured-persons';
import { practitioners } from '../../seeds/parties/practitioners';
import { storeLots } from '../../seeds/supply/store-lots';
import type { PlaceInput } from '../../src/emergency/place-input.rules';
import { PatientCipher } from '../../src/parties/patient-cipher';
import { statement } from '../../src/platform/database/statement';
import type { BenchWorld } from './bench';

const ARTICLES = 24;
const PIECES = 500_000_000;

/**
 * One article of each of several product groups: those that most stock points may hand out; and the first
 * day of expiry that is late enough, so that what is stored here goes before what the demo holds of it.
 */
const selectHoldings = statement<{
  gtin: string;
  articleId: number;
  stockPointIds: number[];
  expiresOn: string;
}>(
  'bench.articles-to-place',
  `SELECT a.gtin, a.id AS "articleId", (current_date + a.minimum_remaining_days + 2)::text AS "expiresOn", (SELECT array_agg(s.id ORDER BY s.id) FROM stock_point s
     WHERE g.supplier_qualification = ANY (s.qualifications)) AS "stockPointIds"
   FROM product_group g
   JOIN LATERAL (SELECT id, gtin, minimum_remaining_days FROM article WHERE product_group_code = g.code AND active ORDER BY id LIMIT 1) a ON true
   WHERE g.category IN ('DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND')
   ORDER BY (SELECT count(*) FROM stock_point s WHERE g.supplier_qualification = ANY (s.qualifications)) DESC, g.code
   LIMIT $1`,
);

/** Every so many of the mainland's postcodes. */
const selectPostcodes = statement<{ pc4: string }>(
  'bench.postcodes',
  `SELECT pc4 FROM (SELECT pc4, row_number() OVER (ORDER BY pc4) AS place FROM postcode_area WHERE island IS NULL) p
   WHERE place % 97 = 0 ORDER BY pc4`,
);

export interface Prescriber {
  readonly practitionerAgb: string;
  readonly organisationAgb: string;
}

export interface PreparedPlacing {
  readonly prescriber: Prescriber;
  /** The request key is a placeholder: [<id>]. */
  readonly input: PlaceInput;
}

export const KEY_PLACE = '[<id>]';

/** More stock than can be asked for, at every stock point, and requests from all over the country. */
export async function preparePlacings(
  world: BenchWorld,
  count: number,
): Promise<PreparedPlacing[]> {
  const holdings = await world.owner.query(selectHoldings, [ARTICLES]);
  await world.owner.inTransaction(async (transaction) => {
    await storeLots(
      transaction,
      holdings.flatMap(({ articleId, stockPointIds, expiresOn }) =>
        stockPointIds.map((stockPointId) => ({
          stockPointId,
          articleId,
          lotNumber: 'BENCH',
          expiresOn,
          pieces: PIECES,
          receivedAt: world.now.getTime(),
        })),
      ),
    );
    await seedInsuredPersons(transaction, new PatientCipher(world.patientKeys));
  });
  const postcodes = await world.owner.query(selectPostcodes);
  const people = inventedPeople();
  const prescribers = practitioners.filter(({ professionCode }) => professionCode === '0101');
  return Array.from({ length: count }, (_, index): PreparedPlacing => {
    const prescriber = at(prescribers, index);
    const person = at(people, index * 7);
    const first = at(holdings, index * 5);
    const second = at(holdings, index * 5 + 7);
    return {
      prescriber: {
        practitionerAgb: prescriber.agb,
        organisationAgb: prescriber.careProviderAgb,
      },
      input: {
        requestKey: KEY_PLACE,
        patient: { bsn: person.bsn, birthDate: person.birthDate, name: 'Verzonnen Voorbeeld' },
        urgency: 'EMERGENCY',
        urgencyReason: 'NO_DEVICE_LEFT',
        prescription: 'REPEAT',
        handover: 'DELIVERY',
        address: { postcode: `${at(postcodes, index * 3).pc4} AB`, houseNumber: '12' },
        callBackNumber: '020-1234567',
        lines: [
          { gtin: first.gtin, pieces: 1, substitution: 'ONLY_EQUIVALENT' },
          ...(index % 2 === 0
            ? []
            : [{ gtin: second.gtin, pieces: 2, substitution: 'NOT_ALLOWED' } as const]),
        ],
      },
    };
  });
}

function at<One>(all: readonly One[], index: number): One {
  const one = all[index % all.length];
  if (one === undefined) throw new Error('There is nothing to choose from');
  return one;
}
