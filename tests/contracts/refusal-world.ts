import { statement } from '../../src/platform/database/statement';
import {
  createLifeWorld,
  registerClauseModule,
  registerModules,
  type LifeWorld,
} from './life/world';

/** Everything that a refusal can be of, by what became of it. */
export interface RefusalWorld extends LifeWorld {
  readonly tokens: Readonly<Record<Who, string>>;
  /** Ids of contracts. */
  readonly contracts: Readonly<Record<ContractOf, string>>;
  readonly authorisations: Readonly<Record<AuthorisationOf, number>>;
  readonly disputes: Readonly<Record<DisputeOf, number>>;
  /** Hash of the text of a contract as it is now. */
  hash(contract: ContractOf): Promise<string>;
  /** Number and lot of a contract. */
  head(contract: ContractOf): Promise<{ readonly number: string; readonly lot: string }>;
  /** Id of the settings of insurer B that wait for a second person. */
  readonly waitingSettings: string;
  /** Runs a mutation; the test fails when it is refused. */
  done<Data>(who: Who, mutation: string, args: string, fields?: string): Promise<Data>;
  /** Of every row of every table. */
  fingerprint(): Promise<string>;
}

export type Who = 'insurer' | 'supplier' | 'otherInsurer' | 'otherSupplier' | 'authority';
export type ContractOf =
  | 'draft'
  | 'offered'
  | 'talks'
  | 'signed'
  | 'half'
  | 'overlapping'
  | 'unmet'
  | 'brokenOff'
  | 'brokenOffBefore'
  | 'otherText'
  | 'withdrawn'
  | 'amended'
  | 'amendedTwice'
  | 'heldBack'
  | 'keeping';
export type AuthorisationOf = 'submitted' | 'asked' | 'approved';
export type DisputeOf = 'opened' | 'heard' | 'toBranch' | 'branch' | 'board' | 'council' | 'ended';

const CLAUSE = { code: 'INNOVATION', text: 'New devices are talked about each year.' };
const GTIN = '08712345000045';

export async function createRefusalWorld(): Promise<RefusalWorld> {
  const world = await createLifeWorld();
  const tokens: Record<Who, string> = {
    insurer: world.insurerA,
    supplier: world.supplierOne,
    otherInsurer: world.insurerB,
    otherSupplier: world.supplierTwo,
    authority: world.authority,
  };
  await registerClauseModule(world.db.owner);
  await registerModules(world.db.owner, { STOMA: 1, PADS: 1 });
  for (const text of MORE) await run(world, text);
  const done: RefusalWorld['done'] = async <Data>(
    who: Who,
    mutation: string,
    args: string,
    fields = '',
  ) => {
    const answer = await world.ask<Record<string, Data & { __typename: string }>>(
      tokens[who],
      `mutation { ${mutation}(${args}) { __typename ${fields} ... on Refused { refusals { code message path } } } }`,
    );
    const result = answer[mutation];
    if (result === undefined || result.__typename === 'Refused') {
      throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
    }
    return result;
  };
  const contracts = await contractsOf(world, done);
  return {
    ...world,
    tokens,
    contracts,
    authorisations: await authorisationsOf(done),
    disputes: await disputesOf(done),
    waitingSettings: await settingsOf(world),
    done,
    hash: async (contract) => (await world.talks(contracts[contract])).contentHash,
    async head(contract) {
      const [row] = await run<{ number: string; lot: string }>(
        world,
        `SELECT number, lot FROM contract WHERE id = ${contracts[contract]}`,
      );
      if (row === undefined) throw new Error(`No contract ${contract}`);
      return row;
    },
    fingerprint: await fingerprintOf(world),
  };
}

function run<Row>(world: LifeWorld, text: string): Promise<Row[]> {
  return world.db.owner.query<Row>({ name: '', text });
}

const MORE: readonly string[] = [
  `UPDATE quality_module SET categories = '{INCONTINENCE}' WHERE code = 'PADS'`,
  // Binding, by a rule: of contracts for incontinence from the first day on, and of all contracts later.
  `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
   VALUES ('BINDS', 'Module', 'Module', false, '{}', 'test')`,
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
   VALUES ('BINDS', 1, 'DRAFT', 'x', '2026-01-01', 'test', false)`,
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level,
     rule_kind, rule_parameters, applies_from)
   SELECT v.id, r.position, r.code, 'x', 'x', 'test', 'PROPOSED', 'BINDING', 'CONTRACT', 'CLAUSE_PRESENT', r.parameters, r.day
   FROM quality_module_version v, (VALUES
     (1, 'B1', '{"clause": "INNOVATION", "categories": ["INCONTINENCE"]}'::jsonb, NULL::date),
     (2, 'B2', '{"clause": "TRAINING"}', '2040-01-01')) AS r (position, code, parameters, day)
   WHERE v.module_code = 'BINDS'`,
  `UPDATE quality_module_version SET status = 'REGISTERED' WHERE module_code = 'BINDS'`,
  `INSERT INTO dispute_term (level, answer_days, verified, source)
   SELECT unnest(ARRAY['INDIVIDUAL', 'BRANCH', 'BOARD', 'QUALITY_COUNCIL']), 14, false, 'test' ON CONFLICT DO NOTHING`,
  // Drafts that cannot be registered: their day has passed, or nothing knows their rule.
  `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
   SELECT unnest(ARRAY['PASSED', 'UNRULED']), 'Module', 'Module', false, '{}', 'test'`,
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
   VALUES ('PASSED', 1, 'DRAFT', 'x', '2026-01-01', 'test', false), ('UNRULED', 1, 'DRAFT', 'x', '2030-01-01', 'test', false)`,
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level,
     rule_kind, rule_parameters)
   SELECT id, 1, 'U1', 'x', 'x', 'test', 'PROPOSED', 'ADVISORY', 'CONTRACT', 'NO_SUCH_RULE', '{}'
   FROM quality_module_version WHERE module_code IN ('PASSED', 'UNRULED')`,
  `INSERT INTO functional_need (code, name, dutch_name, perspective, source, verified)
   SELECT unnest(ARRAY['b810', 'b820']), 'Need', 'Behoefte', 'IMPAIRMENT', 'test', false`,
  // An agreement that can be broken: it binds, in the register; about what no contract here is.
  `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
   VALUES ('AGREED', 'Module', 'Module', true, '{COMPRESSION}', 'test')`,
  `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
   VALUES ('AGREED', 1, 'DRAFT', 'x', '2026-01-01', 'test', false)`,
  `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force, level,
     judged_by)
   SELECT id, 1, 'A1', 'x', 'x', 'test', 'PROPOSED', 'BINDING', 'CONTRACT', 'people'
   FROM quality_module_version WHERE module_code = 'AGREED'`,
  `UPDATE quality_module_version SET status = 'REGISTERED', registered_on = '2026-01-01' WHERE module_code = 'AGREED'`,
];

async function contractsOf(
  world: LifeWorld,
  done: RefusalWorld['done'],
): Promise<Record<ContractOf, string>> {
  const words = 'words: "Words"';
  const offered = async (...over: Parameters<LifeWorld['draft']>): Promise<string> => {
    const id = await world.draft(...over);
    await done('insurer', 'offerContract', `contract: "${id}", ${words}`);
    return id;
  };
  const signed = async (...over: Parameters<LifeWorld['draft']>): Promise<string> => {
    const id = await world.draft(...over);
    await world.offerAndSign(id);
    return id;
  };
  const lotOf = async (id: string): Promise<string> =>
    (await run<{ lot: string }>(world, `SELECT lot FROM contract WHERE id = ${id}`))[0]?.lot ?? '';
  const amend = (id: string, from: string): Promise<unknown> =>
    done('insurer', 'amendContract', `contract: "${id}", from: "${from}", changes: {}`);

  // What is held back on its day: another takes its place, and then nothing holds it back any more.
  world.clock.moveTo('2026-11-01T09:00:00Z');
  const heldBack = await signed({}, { validFrom: '2026-11-05', validUntil: '2026-12-31' });
  world.clock.moveTo('2026-11-10T09:00:00Z');
  await world.composition.putContractsInForce();
  const period = { validFrom: '2026-11-10', validUntil: '2026-12-31', clauses: [CLAUSE] };
  const keeping = await signed({ lot: await lotOf(heldBack) }, period);
  const [held] = await run<{ number: string }>(
    world,
    `SELECT number FROM contract WHERE id = ${heldBack}`,
  );
  const waiver = `contract: "${held?.number}", module: "NEW", requirement: "N1", validUntil: "2026-12-31"`;
  await done(
    'insurer',
    'grantWaiver',
    `input: { ${waiver}, reason: "Agreed with the branch for now." }`,
  );

  const talks = await offered();
  await done('supplier', 'proposeContractChange', `contract: "${talks}", ${words}`);
  const half = await offered();
  await world.sign(world.insurerA, half);
  const first = await signed();
  const overlapping = await offered({ lot: await lotOf(first) });
  await world.sign(world.insurerA, overlapping);
  const unmet = await offered({}, { validFrom: '2026-11-01' });
  await world.sign(world.insurerA, unmet);
  const brokenOff = await signed();
  const brokenOffBefore = await signed();
  for (const id of [brokenOff, brokenOffBefore]) {
    await done(
      'insurer',
      'terminateContract',
      `contract: "${id}", on: "2027-06-01", reason: "Enough."`,
    );
  }
  await amend(brokenOffBefore, '2027-05-01');
  await done('insurer', 'offerContract', `contract: "${brokenOffBefore}", ${words}`);
  await run(
    world,
    `UPDATE contract_version SET valid = '[2027-07-01,2028-01-01)' WHERE contract_id = ${brokenOffBefore} AND version = 2`,
  );
  const otherText = await offered(
    {},
    { lines: [{ lineNumber: 1, gtin: GTIN, tariffKind: 'PIECE', tariff: '1', unit: 'piece' }] },
  );
  await run(world, `UPDATE article SET gtin = '08712345000052' WHERE gtin = '${GTIN}'`);
  const withdrawn = await offered();
  await done('insurer', 'withdrawContractDraft', `contract: "${withdrawn}", ${words}`);
  const amended = await signed();
  await amend(amended, '2027-03-01');
  const amendedTwice = await signed();
  await amend(amendedTwice, '2027-06-01');
  await world.offerAndSign(amendedTwice);
  await amend(amendedTwice, '2027-03-01');
  return {
    ...{ draft: await world.draft(), offered: await offered(), talks, signed: await signed() },
    ...{ half, overlapping, unmet, brokenOff, brokenOffBefore, otherText, withdrawn },
    ...{ amended, amendedTwice, heldBack, keeping },
  };
}

let keys = 0;

/** A request for permission of the supplier to insurer A. */
export async function submit(done: RefusalWorld['done']): Promise<number> {
  keys += 1;
  const { id } = await done<{ id: number }>(
    'supplier',
    'requestAuthorisation',
    `input: { ${permission(`key-${keys}`)} }`,
    '... on Authorisation { id }',
  );
  return id;
}

export const permission = (key: string): string =>
  `requestKey: "${key}", insurer: "9001", patient: { bsn: "999990019", birthDate: "1950-05-17" },
   productGroup: "A100101", functionalNeeds: ["b810"], module: "STOMA", phase: PLAN`;

async function authorisationsOf(
  done: RefusalWorld['done'],
): Promise<Record<AuthorisationOf, number>> {
  const [submitted, asked, approved] = [await submit(done), await submit(done), await submit(done)];
  await done('insurer', 'askAuthorisationInformation', `id: ${asked}, words: "What for?"`);
  await done('insurer', 'approveAuthorisation', `id: ${approved}`);
  return { submitted, asked, approved };
}

/** A dispute that the supplier opened with insurer A, brought so far. */
export async function dispute(
  done: RefusalWorld['done'],
  ...acts: readonly string[]
): Promise<number> {
  const { id } = await done<{ id: number }>(
    'supplier',
    'openDispute',
    `input: { otherParty: "9001", subject: "Remover", words: "It is agreed."${
      acts.length > 6 ? ', moduleCode: "AGREED", requirementCode: "A1"' : ''
    } }`,
    '... on Dispute { id }',
  );
  for (const act of acts) {
    const who = act === 'answerDispute' ? 'insurer' : 'supplier';
    await done(
      who,
      act,
      `id: ${id}, ${act === 'argueDisproportionateRisk' ? 'argument' : 'words'}: "Said and written down."`,
    );
  }
  return id;
}

const LEVEL = ['answerDispute', 'feedBackDisputeOutcome'] as const;
const UP = [...LEVEL, 'escalateDispute'] as const;

async function disputesOf(done: RefusalWorld['done']): Promise<Record<DisputeOf, number>> {
  const ended = await dispute(done, 'answerDispute');
  await done('supplier', 'endDispute', `id: ${ended}, ending: COURT, words: "To the court."`);
  const board = await dispute(done, ...UP, ...UP, 'argueDisproportionateRisk');
  return {
    opened: await dispute(done),
    heard: await dispute(done, 'answerDispute'),
    toBranch: await dispute(done, ...UP),
    branch: await dispute(done, ...UP, ...LEVEL),
    board,
    council: await dispute(done, ...UP, ...UP, ...UP),
    ended,
  };
}

/** Two signatures, and then one again by the same person. */
async function settingsOf(world: LifeWorld): Promise<string> {
  const change = (signatures: number): Promise<{ changeContractPartySettings: Changed }> =>
    world.ask(
      world.insurerB,
      `mutation { changeContractPartySettings(input: { signaturesNeeded: ${signatures}, source: "test" }) { waiting { id } } }`,
    );
  await change(2);
  return (await change(1)).changeContractPartySettings.waiting?.id ?? '';
}

interface Changed {
  readonly waiting: { readonly id: string } | null;
}

/** One statement over all tables, prepared: it is asked for every case. */
async function fingerprintOf(world: LifeWorld): Promise<() => Promise<string>> {
  const tables = await run<{ name: string }>(
    world,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const digests = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::int AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM "${name}" t`,
  );
  const all = statement<object>('test.fingerprint', `${digests.join(' UNION ALL ')} ORDER BY name`);
  return async () => JSON.stringify(await world.db.owner.query(all));
}
