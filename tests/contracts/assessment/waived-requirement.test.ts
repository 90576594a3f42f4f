import { createLifeWorld, type LifeWorld } from '../life/world';
import { draftNext, registerNext, requirement } from './module-versions';

/** Contracts that lack both clauses; the module asks for the one, and then under the same code for the other. */
let world: LifeWorld;
/** In force. */
let begun: string;
/** Signed, and still to begin. */
let waiting: string;

const rows = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  world.db.owner.query<Row>({ name: '', text }, values);
const FAIR = 'The contract names Good Contracting Practices.';
const NEW = 'The contract has an innovation clause.';
const A1 = (statement: string, over: object = {}): Record<string, unknown> =>
  requirement(
    'A1',
    {
      kind: 'CLAUSE_PRESENT',
      parameters: JSON.stringify({
        clause: statement === FAIR ? 'GOOD_CONTRACTING' : 'INNOVATION',
      }),
    },
    { statement, ...over },
  );

beforeAll(async () => {
  world = await createLifeWorld();
  world.clock.moveTo('2026-11-10T09:00:00Z');
  await rows(
    `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
     VALUES ('ASKS', 'Asks', 'Vraagt', false, '{}', 'test')`,
  );
  await registerNext(world, world.authority, 'ASKS', '2026-11-10', [A1(FAIR)]);
  begun = await world.draft({}, { validFrom: '2026-11-01' });
  await waive(begun, 'GCP is being signed in January, as agreed.');
  await world.offerAndSign(begun);
  waiting = await world.draft();
  await world.offerAndSign(waiting);
  await waive(waiting, 'GCP is being signed in January, as agreed.');
  expect([await world.statuses(begun), await world.statuses(waiting)]).toEqual([
    ['IN_FORCE'],
    ['SIGNED'],
  ]);
});
afterAll(() => world.dispose());

async function waive(id: string, reason: string, validUntil = '2027-12-31'): Promise<void> {
  const { grantWaiver } = await world.ask<{ grantWaiver: object }>(
    world.insurerA,
    `mutation ($input: WaiverInput!) { grantWaiver(input: $input) { __typename ... on Refused { refusals { code message } } } }`,
    {
      input: {
        ...{ contract: id, module: 'ASKS', requirement: 'A1', reason, validUntil },
      },
    },
  );
  expect(grantWaiver).toEqual({ __typename: 'WaiverGranted' });
}

/** Statement, verdict, and the reason and module version of the waiver, as a contract is judged now. */
async function judged(id: string): Promise<unknown[]> {
  const { assessContract } = await world.ask<{
    assessContract: {
      modules: {
        findings: {
          statement: string;
          verdict: string;
          waiver: { reason: string; moduleVersion: number } | null;
        }[];
      }[];
    };
  }>(
    world.insurerA,
    `query ($id: String!) { assessContract(contract: $id) {
       modules { findings { statement verdict waiver { reason moduleVersion } } } } }`,
    { id },
  );
  return assessContract.modules.flatMap(({ findings }) =>
    findings.map(({ statement, verdict, waiver }) => [
      statement,
      verdict,
      waiver?.reason ?? null,
      waiver?.moduleVersion ?? null,
    ]),
  );
}

/** Module version and reason of the waiver in each assessment that was kept of a contract, newest first. */
async function keptOf(id: string): Promise<unknown[]> {
  const { contractAssessments } = await world.ask<{
    contractAssessments: {
      nodes: {
        modules: {
          moduleCode: string;
          moduleVersion: number;
          findings: { waiver: { reason: string } | null }[];
        }[];
      }[];
    };
  }>(
    world.supplierOne,
    `query ($id: String!) { contractAssessments(contract: $id) { nodes {
       modules { moduleCode moduleVersion findings { waiver { reason } } } } } }`,
    { id },
  );
  return contractAssessments.nodes.flatMap(({ modules }) =>
    modules.map(({ moduleCode, moduleVersion, findings }) => [
      `${moduleCode}/${moduleVersion}`,
      findings[0]?.waiver?.reason ?? null,
    ]),
  );
}

/** What is in force without a waiver: its statement, and until when it was waived. */
async function unwaived(): Promise<unknown[]> {
  const { unwaivedContracts } = await world.ask<{
    unwaivedContracts: {
      nodes: { requirements: { statement: string; waivedUntil: string | null }[] }[];
    };
  }>(world.authority, `{ unwaivedContracts { nodes { requirements { statement waivedUntil } } } }`);
  return unwaivedContracts.nodes.flatMap(({ requirements }) =>
    requirements.map(({ statement, waivedUntil }) => [statement, waivedUntil]),
  );
}

/** Status and breaks of each contract that a version breaks, with the reason of the waiver that would be lost. */
async function impact(version: number): Promise<unknown[]> {
  // A server that judges sees at once that a module has changed, others within a second.
  await judged(begun);
  const { moduleImpact } = await world.ask<{
    moduleImpact: {
      nodes: {
        status: string;
        breaks: boolean;
        requirements: {
          verdictBefore: string | null;
          verdict: string;
          waiverLost: { reason: string; moduleVersion: number } | null;
        }[];
      }[];
    };
  }>(
    world.authority,
    `query ($version: Int!) { moduleImpact(module: "ASKS", version: $version) { nodes { status breaks
       requirements { verdictBefore verdict waiverLost { reason moduleVersion } } } } }`,
    { version },
  );
  return moduleImpact.nodes.map(({ status, breaks, requirements }) => [
    status,
    breaks,
    requirements,
  ]);
}

const told = (): Promise<unknown[]> =>
  rows(`SELECT payload FROM outbox WHERE topic = 'contract.waiver-lapsed'`);

async function heldBack(): Promise<string[]> {
  const { held } = await world.composition.putContractsInForce();
  return held.flatMap(({ problems }) => problems.map(({ code }) => code));
}

const GCP = 'GCP is being signed in January, as agreed.';

test('what would ask something else under the code is told beforehand: the waiver would be lost', async () => {
  await world.composition.reassessContracts();
  expect(await unwaived()).toEqual([]);
  expect(await judged(begun)).toEqual([[FAIR, 'NOT_MET', GCP, 1]]);
  expect(await judged(waiting)).toEqual([[FAIR, 'NOT_MET', GCP, 1]]);

  await draftNext(world, world.authority, 'ASKS', '2026-11-20', [A1(NEW)]);

  const lost = [
    {
      verdictBefore: 'NOT_MET',
      verdict: 'NOT_MET',
      waiverLost: { reason: GCP, moduleVersion: 1 },
    },
  ];
  expect(await impact(2)).toEqual([
    ['IN_FORCE', true, lost],
    ['SIGNED', true, lost],
  ]);
});

test('what asks the same from another source makes no difference', async () => {
  await draftNext(world, world.authority, 'ASKS', '2026-11-20', [
    A1(FAIR, { source: 'another', certainty: 'SOURCED', phase: 'USE', funding: 'UNDECIDED' }),
  ]);
  expect(await impact(2)).toEqual([]);
});

test('once it is asked, the waiver holds no more: in the assessment, in the list, and at the gate', async () => {
  await registerNext(world, world.authority, 'ASKS', '2026-11-20', [A1(NEW)]);
  expect(await judged(begun)).toEqual([[FAIR, 'NOT_MET', GCP, 1]]);
  world.clock.moveTo('2026-11-20T09:00:00Z');
  await world.composition.reassessContracts();

  expect(await judged(begun)).toEqual([[NEW, 'NOT_MET', null, null]]);
  expect(await unwaived()).toEqual([[NEW, null]]);
  // What it was for is asked no more, so that is not lacking.
  expect(await told()).toEqual([]);
  expect(await keptOf(begun)).toEqual([
    ['ASKS/2', null],
    ['ASKS/1', GCP],
  ]);

  world.clock.moveTo('2027-01-01T09:00:00Z');
  expect(await heldBack()).toEqual(['REQUIREMENT_NOT_MET']);
  expect(await world.statuses(waiting)).toEqual(['SIGNED']);
  await expect(
    world.db.database.query({
      name: '',
      text: `UPDATE contract_version SET status = 'IN_FORCE', in_force_from = '2027-01-01T09:00:00Z', begins_on = '2027-01-01'
             WHERE contract_id = ${waiting}`,
    }),
  ).rejects.toMatchObject({
    code: '23514',
    message: expect.stringContaining('binding and unmet') as string,
  });
});

test('a waiver for what is asked now lets it begin, and both are told for which version they were given', async () => {
  await waive(waiting, 'The clause comes with the amendment of February.');
  expect(await judged(waiting)).toEqual([
    [NEW, 'NOT_MET', 'The clause comes with the amendment of February.', 2],
  ]);
  expect(await heldBack()).toEqual([]);
  expect(await world.statuses(waiting)).toEqual(['IN_FORCE']);
  const { waivers } = await world.ask<{ waivers: { nodes: unknown[] } }>(
    world.authority,
    `{ waivers { nodes { requirementCode moduleVersion statement dutchStatement } } }`,
  );
  const of = (moduleVersion: number, statement: string): object => ({
    ...{ requirementCode: 'A1', moduleVersion, statement, dutchStatement: 'Wat A1 vraagt.' },
  });
  expect(waivers.nodes).toEqual([of(2, NEW), of(1, FAIR), of(1, FAIR)]);
});

test('of the waivers that hold on a day are listed those for what is asked then', async () => {
  const holding = async (holdsOn: string): Promise<unknown[]> => {
    const { waivers } = await world.ask<{ waivers: { nodes: { moduleVersion: number }[] } }>(
      world.authority,
      `query ($holdsOn: LocalDate) { waivers(filter: { holdsOn: $holdsOn }) { nodes { moduleVersion } } }`,
      { holdsOn },
    );
    return waivers.nodes.map(({ moduleVersion }) => moduleVersion);
  };
  expect(await holding('2026-11-19')).toEqual([1, 1]);
  expect(await holding('2026-11-20')).toEqual([]);
  expect(await holding('2027-01-01')).toEqual([2]);
});

test('when a version asks again what was waived, by other words of where it comes from, it holds again', async () => {
  await registerNext(world, world.authority, 'ASKS', '2027-01-10', [
    A1(FAIR, { source: 'another', certainty: 'SOURCED' }),
  ]);
  // Of what began by a waiver for the other clause that is lost, but the one before it holds again.
  expect(await impact(3)).toEqual([]);
  world.clock.moveTo('2027-01-10T09:00:00Z');
  await world.composition.reassessContracts();
  expect(await judged(begun)).toEqual([[FAIR, 'NOT_MET', GCP, 1]]);
  expect(await judged(waiting)).toEqual([[FAIR, 'NOT_MET', GCP, 1]]);
  expect(await unwaived()).toEqual([]);
});

test('it lapses with what it was given for, by whichever version asks that', async () => {
  await registerNext(world, world.authority, 'ASKS', '2027-01-11', [
    A1(FAIR, { funding: 'UNDECIDED' }),
  ]);
  const short = await world.draft({}, { validFrom: '2027-01-10', validUntil: '2028-12-31' });
  await waive(short, 'Until the end of the month, while it is being drawn up.', '2027-01-31');
  await world.offerAndSign(short);
  world.clock.moveTo('2027-01-31T22:59:00Z');
  await world.composition.reassessContracts();
  expect([await unwaived(), await told()]).toEqual([[], []]);

  world.clock.moveTo('2027-01-31T23:01:00Z');
  await world.composition.reassessContracts();
  await world.composition.reassessContracts();

  expect(await unwaived()).toEqual([[FAIR, '2027-01-31']]);
  expect(await told()).toMatchObject([
    { payload: { requirement: 'A1', validUntil: '2027-01-31' } },
  ]);
});
