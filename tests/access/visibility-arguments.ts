import type { Leaf } from './schema-calls';
import type { CallerName, Key, VisibilityWorld } from './visibility-world';

/** A value that an argument can be given. */
export interface Given {
  readonly value: unknown;
  /** Leads to a thing of these callers alone. */
  readonly key?: Key;
  /** In the same place, what leads to nothing at all. */
  readonly nothing?: string | number;
}

export interface Arguments {
  /** Everything worth giving to an argument; undefined: nobody has said yet what that is. */
  of(leaf: Leaf, caller: CallerName): readonly Given[] | undefined;
  /** Whether a call is nothing without it, though the schema does not demand it. */
  isAlwaysGiven(leaf: Leaf): boolean;
  /** Whether every value is tried with every other, and not only one at a time. */
  isWide(leaf: Leaf): boolean;
}

/** Of what is neither a code nor a number of a thing: what fits, by name and type. */
const PLAIN: Readonly<Record<string, readonly unknown[]>> = {
  'first: Int': [100, 1],
  'version: Int': [1, 2],
  'from: Int': [1],
  'to: Int': [1],
  'part: Int': [1],
  'year: Int': [2027, 2026],
  'pieces: Int': [2],
  'change: Int': [1],
  'lineNumber: Int': [1],
  'asOf: LocalDate': ['2026-12-05', '2027-02-01'],
  'on: LocalDate': ['2027-03-01', '2026-12-20'],
  'from: LocalDate': ['2027-03-01', '2026-11-01'],
  'until: LocalDate': ['2027-03-02'],
  'validFrom: LocalDate': ['2027-03-01'],
  'validUntil: LocalDate': ['2027-06-30'],
  'validOn: LocalDate': ['2026-12-20', '2027-02-01'],
  'since: DateTime': ['2026-11-01T00:00:00Z'],
  'from: DateTime': ['2026-11-01T00:00:00Z'],
  'until: DateTime': ['2027-01-01T00:00:00Z'],
  'placedFrom: DateTime': ['2026-11-01T00:00:00Z'],
  'placedBefore: DateTime': ['2027-01-01T00:00:00Z'],
  'words: String': ['Said and written down.'],
  'argument: String': ['Said and written down.'],
  'reason: String': ['A reason of twenty characters or more.'],
  'subject: String': ['What it is about'],
  'contentHash: String': ['0'.repeat(64)],
  'lot: String': ['Stoma A1 agreed', 'kanarie-B2-lot-in-talks'],
  'text: String': ['pouch', 'kanarie'],
  'maker: String': ['Maker M'],
  'gtin: String': ['08712345000014'],
  'code: String': ['X'],
  'value: String': ['X'],
  'insurer: String': ['9001', '9002'],
  'insurers: String': ['9001', '9002'],
  'supplier: String': ['76000001', '76000002'],
  'suppliers: String': ['76000001', '76000002'],
  'module: String': ['GKH', 'STOMA'],
  'moduleCode: String': ['STOMA'],
  'requirement: String': ['G01'],
  'requirementCode: String': ['S3'],
  'region: String': ['ZK23'],
  'regions: String': ['ZK23'],
  'postcode: String': ['3511 LX', '1012 AB'],
  'productGroup: String': ['A1001', 'A100101'],
  'holdingProductGroup: String': ['A1001'],
  'needs: String': ['b5253'],
  'functionalNeeds: String': ['b810'],
  'month: String': ['2026-12'],
  'months: String': ['2026-12'],
  'unit: String': ['piece'],
  'notedSeals: String': ['0'.repeat(64)],
  'url: String': ['https://example.org/offer'],
  'bsn: String': ['999990019'],
  'callBackNumber: String': ['+31301234567'],
  'lotNumber: String': ['L1'],
  'actKey: String': ['act'],
  'requestKey: String': ['key of another'],
};

/** A day, a moment or an amount leads to nothing by itself, whatever it is called. */
const UNNAMED: Readonly<Record<string, readonly unknown[]>> = {
  LocalDate: ['2026-12-20'],
  DateTime: ['2026-12-20T10:00:00Z'],
  Decimal: ['1.0000'],
  Float: [1],
};

/** What only changes what somebody writes down, and leads nowhere. */
const LEADS_NOWHERE: readonly string[] = [
  'after: ID',
  'agb: String',
  'authorisationList: String',
  'byQualification: String',
  'clauseCode: String',
  'deliveryHours: Int',
  'dutchStatement: String',
  'emergencyDeliveryMinutes: Int',
  'houseNumber: String',
  'judgedBy: String',
  'kind: String',
  'name: String',
  'note: String',
  'number: Int',
  'parameters: String',
  'patientProfile: String',
  'productGroupPrefix: String',
  'completeProfiles: String',
  'ground: String',
  'quantityLimitMaximum: Int',
  'reactionDays: Int',
  'remove: String',
  'removeLines: Int',
  'signaturesNeeded: Int',
  'source: String',
  'statement: String',
  'title: String',
  'usageTermMonths: Int',
];

/** The number that somebody gives to a new thing. */
const NAMES_SOMETHING_NEW: readonly string[] = [
  'Mutation.draftContract.input.number',
  'Mutation.openContractFramework.input.number',
];

/** A line is of a product group or of an article. */
const ALWAYS_GIVEN: readonly string[] = ['Mutation.draftContract.input.terms.lines.productGroup'];

const NOTHING = { id: 59_999, number: 'kanarie-XX-number-agreed', request: 'ER000059999' };

export function argumentsOf({ keys }: VisibilityWorld): Arguments {
  const ids = given(keys.contractIds, String(NOTHING.id));
  const KEYS: Readonly<Record<string, readonly Given[]>> = {
    'contract: ID': ids,
    'id: ID': [...ids, ...given(keys.requestNumbers, NOTHING.request), { value: 'SP-0001' }],
    'id: Int': given([...keys.disputeIds, ...keys.authorisationIds], NOTHING.id),
    'contract: String': given(keys.contractNumbers, NOTHING.number),
    'number: String': given([...keys.contractNumbers, ...keys.frameworks], NOTHING.number),
    'framework: String': given(keys.frameworks, NOTHING.number),
  };
  return {
    isAlwaysGiven: ({ coordinate }) => ALWAYS_GIVEN.includes(coordinate),
    isWide: ({ key }) => key in KEYS || key === 'insurer: String',
    of({ coordinate, key, choices }, caller) {
      if (coordinate === 'Mutation.confirmContractPartySettings.id') {
        return given(keys.settingsChangeIds, String(NOTHING.id));
      }
      if (choices !== undefined) return choices.map((value) => ({ value }));
      if (key === 'after: String') return [];
      if (key === 'otherParty: String') {
        return [{ value: caller.startsWith('insurer') ? '76000001' : '9001' }];
      }
      if (NAMES_SOMETHING_NEW.includes(coordinate)) return [{ value: `NEW of ${caller}` }];
      if (LEADS_NOWHERE.includes(key)) return [];
      const plain = PLAIN[key] ?? UNNAMED[key.slice(key.indexOf(':') + 2)];
      return KEYS[key] ?? plain?.map((value) => ({ value }));
    },
  };
}

function given(keys: readonly Key[], nothing: string | number): Given[] {
  return [...keys.map((key) => ({ value: key.value, key, nothing })), { value: nothing, nothing }];
}
