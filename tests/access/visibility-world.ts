import { seedCatalogue } from '../../seeds/catalogue/seed-catalogue';
import { seedQuality } from '../../seeds/quality/seed-quality';
import { requestNumber } from '../../src/emergency/request-number';
import { createMarket, type Market } from '../contracts/market';
import { SETTLED_WORLD, settle } from '../contracts/settled';

export const CALLERS = [
  'insurer A',
  'insurer B',
  'supplier 1',
  'supplier 2',
  'prescriber',
  'stock point',
  'authority',
  'nobody',
] as const;
export type CallerName = (typeof CALLERS)[number];

/** Every insurer with every supplier: whoever calls has contracts beside those of others. */
export const PAIRS = [
  { name: 'A1', insurer: 'insurer A', supplier: 'supplier 1', uzovi: '9001', agb: '76000001' },
  { name: 'A2', insurer: 'insurer A', supplier: 'supplier 2', uzovi: '9001', agb: '76000002' },
  { name: 'B1', insurer: 'insurer B', supplier: 'supplier 1', uzovi: '9002', agb: '76000001' },
  { name: 'B2', insurer: 'insurer B', supplier: 'supplier 2', uzovi: '9002', agb: '76000002' },
] as const;
export type Pair = (typeof PAIRS)[number];

/**
 * Insurer A has two suppliers, of which one may supply for the other, and one clause on what stands in: in words
 * that name nobody. So its contracts together lack a second source, and these words about it are its own.
 */
const LINKED: Pair = PAIRS[0];
const SECOND_SOURCE_OF_A = ['The clause that names a second source names no other'];

/** A text that stands nowhere but in what one pair has together. */
export interface Canary {
  readonly what: string;
  readonly text: string;
  readonly seenBy: ReadonlySet<CallerName>;
}

/** What leads to a thing of a pair. */
export interface Key {
  /** 'contract agreed': what each pair has one of. */
  readonly kind: string;
  readonly value: string | number;
  readonly seenBy: ReadonlySet<CallerName>;
}

export interface VisibilityWorld {
  readonly market: Market;
  readonly tokens: ReadonlyMap<CallerName, string | undefined>;
  readonly canaries: readonly Canary[];
  readonly keys: {
    readonly contractIds: readonly Key[];
    readonly contractNumbers: readonly Key[];
    readonly requestNumbers: readonly Key[];
    readonly disputeIds: readonly Key[];
    readonly authorisationIds: readonly Key[];
    readonly frameworks: readonly Key[];
    readonly settingsChangeIds: readonly Key[];
  };
}

/** Higher than what time alone gives, and far apart, so that no number is by chance also that of something else. */
const FIRST_IDS = {
  contract: 1_000_051_001,
  dispute: 1_000_052_001,
  authorisation: 1_000_053_001,
  contract_party_setting_change: 1_000_054_001,
};
const PIECES = 3;
const MOMENT = '2026-12-15T09:00:00Z';

const STOCK_POINT_OF_SUPPLIER_2 = `INSERT INTO stock_point (code, name, kind, operator_agb, supplier_agb, address, phone,
    pc4, region_code, latitude, longitude, qualifications, preparation_minutes, accept_within_minutes, delivers,
    offers_pickup, on_call_outside_hours)
  SELECT 'SP-0002', name, kind, '76000002', '76000002', address, phone, pc4, region_code, latitude, longitude,
    qualifications, preparation_minutes, accept_within_minutes, delivers, offers_pickup, on_call_outside_hours
  FROM stock_point`;

interface Made {
  readonly id: string;
  readonly number: string;
}

export async function createVisibilityWorld(): Promise<VisibilityWorld> {
  const market = await createMarket({
    limits: { depth: 40, aliases: 100_000, cost: 1e9, tokens: 200_000 },
  });
  const { owner } = market.db;
  const run = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
    owner.query({ name: '', text }, values);
  await seedCatalogue(owner);
  await seedQuality(owner);
  for (const text of SETTLED_WORLD) await run(text);
  await run(
    `INSERT INTO insurer (uzovi, name, verified, source) VALUES ('9003', 'Insurer C', false, 'test')`,
  );
  await run(STOCK_POINT_OF_SUPPLIER_2);
  for (const [table, first] of Object.entries(FIRST_IDS)) {
    await run(`ALTER SEQUENCE ${table}_id_seq RESTART WITH ${first}`);
  }
  const patient = market.cipher.seal({ bsn: '999990019' });
  await run('UPDATE patient SET sealed = $1, key_id = $2', [patient.sealed, patient.keyId]);

  const tokens = new Map<CallerName, string | undefined>([
    ['insurer A', await person(market, 'insurer A')],
    ['insurer B', await person(market, 'insurer B')],
    ['supplier 1', await person(market, 'supplier 1')],
    ['supplier 2', await person(market, 'supplier 2')],
    ['prescriber', market.prescriber],
    ['stock point', market.stockPoint],
    ['authority', market.authority],
    ['nobody', undefined],
  ]);
  const canaries: Canary[] = SECOND_SOURCE_OF_A.map((text) => ({
    ...{ what: 'second source', text, seenBy: new Set<CallerName>(['insurer A', 'authority']) },
  }));
  const keys = {
    contractIds: [] as Key[],
    contractNumbers: [] as Key[],
    requestNumbers: [] as Key[],
    disputeIds: [] as Key[],
    authorisationIds: [] as Key[],
    frameworks: [] as Key[],
    settingsChangeIds: [] as Key[],
  };

  const signed: Made[] = [];
  for (const [index, pair] of PAIRS.entries()) {
    const seenBy = new Set<CallerName>([pair.insurer, pair.supplier, 'authority']);
    const tell = canaryOf(canaries, pair, seenBy);
    const tokenOf = async (side: 'insurer' | 'supplier'): Promise<string> =>
      person(market, pair[side], tell(`signer of the ${side}`));
    const pen = new Pen(market, await tokenOf('insurer'), await tokenOf('supplier'));

    keys.frameworks.push({ kind: 'framework', value: await pen.framework(pair, tell), seenBy });
    const agreed = await pen.contract(pair, tell, 'agreed', `${7101 + index}.01`, '2026-12-01');
    canaries.push({ what: 'agreed tariff', text: `${7101 + index}.01`, seenBy });
    const amount = (7101.01 + index) * PIECES;
    canaries.push({ what: 'amount', text: amount.toFixed(2), seenBy });
    await pen.sign(agreed.id);
    signed.push(agreed);

    const [hours, minutes] = deliveryOf(pair);
    canaries.push({ what: 'delivery', text: String(hours), seenBy });
    canaries.push({ what: 'emergency delivery', text: String(minutes), seenBy });

    const talks = await pen.contract(pair, tell, 'in talks', `${7201 + index}.01`, '2027-01-01');
    canaries.push({ what: 'tariff in talks', text: `${7201 + index}.01`, seenBy });
    await pen.act('supplier', 'remarkOnContract', `contract: "${talks.id}"`, tell('remark'));
    await pen.act('supplier', 'proposeContractChange', `contract: "${talks.id}"`, tell('proposal'));

    // What is not offered yet is its drafter's alone: a contract of the insurer, an amendment of the supplier.
    const drafter = new Set<CallerName>([pair.insurer]);
    const draft = await pen.contract(
      pair,
      canaryOf(canaries, pair, drafter),
      'in draft',
      `${7301 + index}.01`,
      '2028-01-01',
      'KEPT',
    );
    canaries.push({ what: 'tariff in draft', text: `${7301 + index}.01`, seenBy: drafter });
    const amender = new Set<CallerName>([pair.supplier]);
    await pen.amend(agreed.id, canaryOf(canaries, pair, amender));

    for (const [kind, { id, number }, seers] of [
      ['contract in draft', draft, drafter],
      ['contract agreed', agreed, seenBy],
      ['contract in talks', talks, seenBy],
    ] as const) {
      keys.contractIds.push({ kind, value: id, seenBy: seers });
      keys.contractNumbers.push({ kind, value: number, seenBy: seers });
    }
    const dispute = await pen.dispute(pair, agreed.number, tell);
    keys.disputeIds.push({ kind: 'dispute', value: dispute, seenBy });
    const authorisation = await pen.authorisation(pair, tell);
    keys.authorisationIds.push({ kind: 'authorisation', value: authorisation, seenBy });
  }

  // Time goes on, and what was signed comes into force; by the owner, as much is lacking in it.
  market.clock.moveTo(MOMENT);
  await run(`UPDATE contract_version SET status = 'IN_FORCE' WHERE status = 'SIGNED'`);
  const contact = market.cipher.seal({
    birthDate: '1950-05-17',
    name: null,
    postcode: '3511AA',
    houseNumber: '1',
    note: null,
    callBackNumber: '+31301234567',
  });
  for (const [index, pair] of PAIRS.entries()) {
    const parties = new Set<CallerName>([pair.insurer, pair.supplier, 'authority']);
    // Who asked for a device and who hands it over are told by which contract it is paid.
    const served: CallerName[] = ['prescriber'];
    if (pair.supplier === 'supplier 1') served.push('stock point');
    const { number } = signed[index] ?? { number: '' };
    const paid = canaries.find(({ text }) => text === number);
    if (paid === undefined) throw new Error('A contract has no number');
    canaries[canaries.indexOf(paid)] = { ...paid, seenBy: new Set([...parties, ...served]) };
    const pen = new Pen(market, await person(market, pair.insurer), '');
    await pen.waive(number, canaryOf(canaries, pair, parties)('waiver'));
    const { requestId } = await settle(owner, {
      at: '2026-12-10T12:00:00Z',
      insurer: pair.uzovi,
      supplier: pair.agb,
      basis: 'CONTRACT',
      contract: number,
      pieces: PIECES,
      tariff: `${7101 + index}.01`,
      amount: ((7101.01 + index) * PIECES).toFixed(2),
      contact,
    });
    keys.requestNumbers.push({
      kind: 'request',
      value: requestNumber(requestId),
      seenBy: new Set([...parties, ...served]),
    });
  }
  for (const party of ['insurer A', 'insurer B', 'supplier 1', 'supplier 2'] as const) {
    const seenBy = new Set<CallerName>([party]);
    const source = `kanarie-settings-of-${party.replace(' ', '-')}`;
    canaries.push({ what: 'waiting settings', text: source, seenBy });
    const value = await changeThatWaits(market, await person(market, party), source);
    keys.settingsChangeIds.push({ kind: 'settings change', value, seenBy });
  }
  return { market, tokens, canaries, keys };
}

/** Two signatures, and then one again: that waits for a second person. */
async function changeThatWaits(market: Market, token: string, source: string): Promise<string> {
  const change = `mutation ($input: ContractPartySettingsInput!) {
    changeContractPartySettings(input: $input) { waiting { id } }
  }`;
  await market.ask(token, change, { input: { signaturesNeeded: 2, source: 'More' } });
  const { changeContractPartySettings } = await market.ask<{
    changeContractPartySettings: { waiting: { id: string } };
  }>(token, change, { input: { signaturesNeeded: 1, source } });
  return changeContractPartySettings.waiting.id;
}

type Tell = (what: string) => string;

/** Hours and minutes within which a pair delivers: numbers of so many digits that no other has them by chance. */
function deliveryOf({ name }: Pair): readonly [number, number] {
  const index = PAIRS.findIndex((pair) => pair.name === name);
  return [687_113 + index, 787_117 + index];
}

function secondSourceIn(tell: Tell): object {
  return {
    code: 'SECOND_SOURCE',
    parameters: [{ name: 'alternative', text: tell('what stands in') }],
    text: tell('clause on what stands in'),
  };
}

/** Makes canaries for a pair: 'kanarie-A1-remark'. */
function canaryOf(canaries: Canary[], pair: Pair, seenBy: ReadonlySet<CallerName>): Tell {
  return (what) => {
    const text = `kanarie-${pair.name}-${what.replaceAll(' ', '-')}`;
    canaries.push({ what, text, seenBy });
    return text;
  };
}

function person(market: Market, name: CallerName, sub = name.replace(' ', '-')): Promise<string> {
  const pair = PAIRS.find(({ insurer, supplier }) => insurer === name || supplier === name);
  if (pair === undefined) throw new Error(`${name} is no party`);
  return pair.insurer === name
    ? market.token({ sub, role: 'INSURER', uzovi: pair.uzovi })
    : market.token({ sub, role: 'SUPPLIER', agb: pair.agb });
}

/** Does through the API what the two parties of a pair do. */
class Pen {
  constructor(
    private readonly market: Market,
    private readonly insurer: string,
    private readonly supplier: string,
  ) {}

  async contract(
    pair: Pair,
    tell: Tell,
    what: string,
    tariff: string,
    validFrom: string,
    then: 'OFFERED' | 'KEPT' = 'OFFERED',
  ): Promise<Made> {
    const { name, agb, uzovi } = pair;
    const number = tell(`number ${what}`);
    const links = pair === LINKED && what === 'agreed';
    const [deliveryHours, emergencyDeliveryMinutes] = deliveryOf(pair);
    const line = {
      ...{ lineNumber: 1, productGroup: 'A1001', tariffKind: 'PIECE', unit: 'piece' },
      ...{ deliveryHours, emergencyDeliveryMinutes },
    };
    const input = {
      number,
      otherParty: agb,
      // That it is contracted is public, and of what; what is only talked about is not.
      lot: what === 'agreed' ? `Stoma ${name} agreed` : tell(`lot ${what}`),
      framework: `${uzovi}-kanarie-${name}-framework`,
      terms: {
        validFrom,
        validUntil: '2028-12-31',
        paymentForm: 'PIECE',
        emergencyClause: false,
        lines: [{ ...line, tariff, patientProfile: tell(`profile ${what}`) }],
        clauses: [
          { code: 'INNOVATION', text: tell(`clause ${what}`) },
          ...(links ? [secondSourceIn(tell)] : []),
        ],
        subcontractors: links
          ? [{ agb: '76000002', reportedOn: '2026-11-01', approved: true }]
          : [],
        exclusions: [
          { productGroup: 'A100102', ground: tell(`exclusion ${what}`), motivatedDeviation: true },
        ],
        // The profiles of its lines are for everybody, so that they give something to judge.
        completeProfiles: ['A1001'],
        kpis: [{ code: 'CALLS', target: '1.0000', unit: 'day', text: tell(`KPI ${what}`) }],
      },
    };
    const { contract } = await this.done<{ contract: { id: string } }>(
      this.insurer,
      `draftContract(input: $input) { __typename ... on ContractChanged { contract { id } } ${REFUSED} }`,
      ['$input: DraftContractInput!', { input }],
    );
    if (then === 'OFFERED') {
      const about = `contract: "${contract.id}"`;
      await this.act('insurer', 'offerContract', about, tell(`offer ${what}`));
    }
    return { id: contract.id, number };
  }

  /** The supplier draws an amendment up, and keeps it to itself. */
  async amend(id: string, tell: Tell): Promise<void> {
    const changes = `{ clauses: [{ code: INDEXATION, text: "${tell('clause of amendment')}" }] }`;
    await this.done(
      this.supplier,
      `amendContract(contract: "${id}", from: "2027-03-01", changes: ${changes}) { __typename ${REFUSED} }`,
    );
  }

  async framework({ agb, uzovi }: Pair, tell: Tell): Promise<string> {
    const number = `${uzovi}-${tell('framework')}`;
    const input = `number: "${number}", name: "${tell('joint procurement')}", supplier: "${agb}", insurers: ["9003"]`;
    await this.done(
      this.insurer,
      `openContractFramework(input: { ${input} }) { __typename ${REFUSED} }`,
    );
    return number;
  }

  async sign(id: string): Promise<void> {
    const { contractNegotiation } = await this.market.ask<{
      contractNegotiation: { contentHash: string };
    }>(this.insurer, `{ contractNegotiation(id: "${id}") { contentHash } }`);
    for (const token of [this.insurer, this.supplier]) {
      const hash = contractNegotiation.contentHash;
      await this.done(
        token,
        `signContract(contract: "${id}", contentHash: "${hash}") { __typename ${REFUSED} }`,
      );
    }
  }

  async act(
    side: 'insurer' | 'supplier',
    field: string,
    args: string,
    words: string,
    name = 'words',
  ): Promise<void> {
    await this.done(
      side === 'insurer' ? this.insurer : this.supplier,
      `${field}(${args}, ${name}: "${words}") { __typename ${REFUSED} }`,
    );
  }

  async dispute({ uzovi }: Pair, contract: string, tell: Tell): Promise<number> {
    const subject = tell('dispute subject');
    const words = tell('dispute words');
    const { id } = await this.done<{ id: number }>(
      this.supplier,
      `openDispute(input: { otherParty: "${uzovi}", contract: "${contract}", subject: "${subject}", words: "${words}" })
         { __typename ... on Dispute { id } ${REFUSED} }`,
    );
    await this.act('insurer', 'answerDispute', `id: ${id}`, tell('dispute answer'));
    const risk = tell('dispute risk');
    await this.act('supplier', 'argueDisproportionateRisk', `id: ${id}`, risk, 'argument');
    return id;
  }

  async authorisation({ name, uzovi }: Pair, tell: Tell): Promise<number> {
    const input = {
      requestKey: `key-${name}`,
      insurer: uzovi,
      patient: { bsn: '999990019', birthDate: '1950-05-17' },
      productGroup: 'A1001',
      functionalNeeds: ['b810'],
      module: 'STOMA',
      phase: 'PLAN',
    };
    const { id } = await this.done<{ id: number }>(
      this.supplier,
      `requestAuthorisation(input: $input) { __typename ... on Authorisation { id } ${REFUSED} }`,
      ['$input: AuthorisationInput!', { input }],
    );
    const asked = tell('authorisation question');
    await this.act('insurer', 'askAuthorisationInformation', `id: ${id}`, asked);
    const given = tell('authorisation answer');
    await this.act('supplier', 'giveAuthorisationInformation', `id: ${id}`, given);
    return id;
  }

  async waive(contract: string, reason: string): Promise<void> {
    await this.done(
      this.insurer,
      `grantWaiver(input: { contract: "${contract}", module: "GKH", requirement: "G01", reason: "${reason} until it is mended",
         validUntil: "2027-06-30" }) { __typename ${REFUSED} }`,
    );
  }

  private async done<Data>(
    token: string,
    call: string,
    [declared, variables]: readonly [string, Record<string, unknown>] = ['', {}],
  ): Promise<Data> {
    const head = declared === '' ? '' : `(${declared})`;
    const answer = await this.market.ask<{ done: Data & { __typename: string } }>(
      token,
      `mutation ${head} { done: ${call} }`,
      variables,
    );
    if (answer.done.__typename === 'Refused') throw new Error(JSON.stringify(answer.done));
    return answer.done;
  }
}

const REFUSED = '... on Refused { refusals { code message path } }';
