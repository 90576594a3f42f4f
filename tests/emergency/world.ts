import { practitioners } from '../../seeds/parties/practitioners';
import { statement } from '../../src/platform/database/statement';
import { startProduct, type Product, type ProductOptions } from '../support/product';

/** A Nelaton catheter kit of the shipped catalogue, by what it is like. */
export interface KnownArticle {
  readonly id: number;
  readonly gtin: string;
  readonly group: string;
  readonly characteristics: Record<string, string | number | boolean>;
}

/** The product with reference data and empty stock points, and short words for what users do. */
export interface World extends Product {
  /** A general practitioner's token (or another profession's), with the codes in it. */
  prescriber(profession?: string, index?: number): Promise<string>;
  clerk(stockPoint: string, name?: string): Promise<string>;
  articles(group: string): Promise<KnownArticle[]>;
  /** Puts a lot on the shelf, through the API as a clerk would. */
  stock(stockPoint: string, gtin: string, pieces: number, lot?: LotWords): Promise<void>;
  place(token: string, input: Record<string, unknown>): Promise<PlaceAnswer>;
  /** Waits for the try that an act set going, which else would hold what this one tries. @returns how many it helped */
  retryUnassigned(): Promise<number>;
  /** All stock points stop serving but these: closed for the week, known to the very next request. */
  onlyOpen(...codes: string[]): Promise<void>;
}

export interface LotWords {
  readonly lotNumber?: string;
  readonly expiresOn?: string;
}

export interface PlaceAnswer {
  readonly __typename: 'EmergencyRequestPlaced' | 'Refused';
  readonly number: string;
  readonly state: string;
  readonly expectedAt: string | null;
  readonly expectedLate: boolean;
  readonly deadline: {
    readonly at: string;
    readonly norm: {
      readonly code: string;
      readonly version: number;
      readonly maximumMinutes: number;
    };
  };
  readonly parts: readonly {
    readonly partNumber: number;
    readonly expectedAt: string;
    readonly stockPoint: { readonly id: string };
    readonly gives: readonly {
      readonly lineNumber: number;
      readonly pieces: number;
      readonly match: string;
      readonly article: { readonly gtin: string };
      readonly differences: readonly { readonly characteristic: string }[];
      readonly payer: { readonly basis: string };
    }[];
  }[];
  readonly unassignedLines: readonly number[];
  readonly refusals: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: string | null;
  }[];
}

export const PLACE = `mutation Place($input: PlaceEmergencyRequestInput!) {
  placeEmergencyRequest(input: $input) {
    __typename
    ... on EmergencyRequestPlaced {
      number state expectedAt expectedLate unassignedLines
      deadline { at norm { code version maximumMinutes } }
      parts { partNumber expectedAt stockPoint { id }
        gives { lineNumber pieces match article { gtin } differences { characteristic } payer { basis } } }
    }
    ... on Refused { refusals { code message path } }
  }
}`;

let keys = 0;

/** A form that is right; give what differs. In Utrecht, for a patient of the synthetic range. */
export function form(over: Record<string, unknown> = {}): Record<string, unknown> {
  keys += 1;
  return {
    requestKey: `key-${process.pid}-${keys}`,
    patient: { bsn: '999990019', birthDate: '1950-05-17', name: 'Invented Patient' },
    urgency: 'EMERGENCY',
    urgencyReason: 'URINARY_RETENTION',
    prescription: 'REPEAT',
    handover: 'DELIVERY',
    address: { postcode: '3511 LX', houseNumber: '12', note: 'Bell twice' },
    callBackNumber: '030-1234567',
    ...over,
  };
}

const lineOf = (
  gtin: string,
  pieces = 1,
  substitution = 'NOT_ALLOWED',
): Record<string, unknown> => ({
  gtin,
  pieces,
  substitution,
});
export { lineOf };

const closeOthers = statement<never>(
  'test.close-others',
  `INSERT INTO stock_point_closure (stock_point_id, closed_from, closed_until, reason)
   SELECT id, '2000-01-01', '2100-01-01', 'test' FROM stock_point WHERE NOT code = ANY ($1)`,
);

const openAlways = statement<never>(
  'test.open-always',
  `WITH hours AS (
     INSERT INTO stock_point_hours (stock_point_id, weekday, opens, closes)
     SELECT s.id, d, '00:00', '24:00' FROM stock_point s, generate_series(1, 8) d WHERE s.code = ANY ($1)
     ON CONFLICT (stock_point_id, weekday, opens) DO UPDATE SET closes = '24:00'
   ),
   supplier AS (
     INSERT INTO supplier_qualification (supplier_agb, qualification, valid_from)
     SELECT DISTINCT s.supplier_agb, q, date '2000-01-01'
     FROM stock_point s, unnest(ARRAY['7621','7624','7625','7638','7641','7643','7651','7656','7657']) q
     WHERE s.code = ANY ($1)
     ON CONFLICT DO NOTHING
   )
   UPDATE stock_point SET delivers = true, offers_pickup = true,
     qualifications = ARRAY['7621','7624','7625','7638','7641','7643','7651','7656','7657']
   WHERE code = ANY ($1)`,
);

const articlesOf = statement<KnownArticle>(
  'test.articles-of',
  `SELECT id, gtin, product_group_code AS "group", characteristics
   FROM article WHERE product_group_code LIKE $1 || '%' ORDER BY id`,
);

export async function createWorld(options: ProductOptions = {}): Promise<World> {
  const product = await startProduct({ withReferenceData: true, ...options });
  let lots = 0;
  const world: World = {
    ...product,
    prescriber(profession = '0101', index = 0) {
      const found = practitioners.filter(({ professionCode }) => professionCode === profession)[
        index
      ];
      if (found === undefined) throw new Error(`No practitioner of ${profession}`);
      return product.token({
        sub: `prescriber-${found.agb}`,
        role: 'PRESCRIBER',
        agb: found.careProviderAgb,
        practitioner_agb: found.agb,
      });
    },
    clerk: (code, name = 'clerk') =>
      product.token({ sub: `${name}-${code}`, role: 'STOCK_POINT', stock_point: code }),
    articles: (group) => product.db.owner.query(articlesOf, [group]),
    async stock(code, gtin, pieces, { lotNumber, expiresOn } = {}) {
      lots += 1;
      const number = lots;
      const answer = await product.ask<{ receiveStock: { __typename: string } }>(
        await world.clerk(code),
        `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) {
           __typename ... on Refused { refusals { code message } } } }`,
        {
          input: {
            actKey: `lot-${number}`,
            gtin,
            pieces,
            lotNumber: lotNumber ?? `LOT${number}`,
            expiresOn: expiresOn ?? '2029-12-31',
          },
        },
      );
      expect(answer.receiveStock).toEqual({ __typename: 'StockChanged' });
    },
    async retryUnassigned() {
      await product.composition.settled();
      return product.composition.sweeps.retryWaiting();
    },
    async place(token, input) {
      const answer = await product.ask<{ placeEmergencyRequest: PlaceAnswer }>(token, PLACE, {
        input,
      });
      return answer.placeEmergencyRequest;
    },
    async onlyOpen(...codes) {
      await product.db.owner.query(closeOthers, [codes]);
      await product.db.owner.query(openAlways, [codes]);
    },
  };
  return world;
}
