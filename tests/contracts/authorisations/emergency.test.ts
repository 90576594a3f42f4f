import { insurers } from '../../../seeds/parties/insurers';
import { suppliers } from '../../../seeds/parties/suppliers';
import { createWorld, form, lineOf, type KnownArticle, type World } from '../../emergency/world';

const NEAR = 'SP-0067';
const PATIENT = { bsn: '999990019', birthDate: '1950-05-17' };
const uzovi = insurers[0]?.uzovi;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.onlyOpen(NEAR);
});
afterAll(() => world.dispose());

test('an emergency is served though permission for the same device and patient was rejected, and asks for none', async () => {
  const [catheter] = (await world.articles('U010201')) as [KnownArticle];
  await world.stock(NEAR, catheter.gtin, 10);
  const supplier = await world.token({ sub: 's', role: 'SUPPLIER', agb: suppliers[0]?.agb });
  const insurer = await world.token({ sub: 'i', role: 'INSURER', uzovi });
  const { requestAuthorisation } = await world.ask<{ requestAuthorisation: { id: number } }>(
    supplier,
    `mutation ($input: AuthorisationInput!) { requestAuthorisation(input: $input) { ... on Authorisation { id } } }`,
    {
      input: {
        requestKey: 'beforehand',
        insurer: uzovi,
        patient: PATIENT,
        gtin: catheter.gtin,
        functionalNeeds: ['b6202'],
        module: 'CONTINENCE',
        phase: 'PLAN',
      },
    },
  );
  const { rejectAuthorisation } = await world.ask<{ rejectAuthorisation: object }>(
    insurer,
    `mutation { rejectAuthorisation(id: ${requestAuthorisation.id}, rejection: { reason: CHEAPER_SERVES_AS_WELL,
       words: "A catheter of another make serves as well.", requirement: "G04" }) { __typename ... on Authorisation { state } } }`,
  );
  expect(rejectAuthorisation).toEqual({ __typename: 'Authorisation', state: 'REJECTED' });
  const before = await world.counts();

  const placed = await world.place(
    await world.prescriber(),
    form({ patient: PATIENT, lines: [lineOf(catheter.gtin)] }),
  );

  expect(placed).toMatchObject({ state: 'RESERVED', unassignedLines: [] });
  expect(placed.parts.map(({ stockPoint }) => stockPoint.id)).toEqual([NEAR]);
  const after = await world.counts();
  expect([after['authorisation'], after['authorisation_step']]).toEqual([
    before['authorisation'],
    before['authorisation_step'],
  ]);
});
