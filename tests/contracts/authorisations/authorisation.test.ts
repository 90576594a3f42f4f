import { insurers } from '../../../seeds/parties/insurers';
import { suppliers } from '../../../seeds/parties/suppliers';
import { registerNext, requirement } from '../assessment/module-versions';
import { createPermissionWorld, UZOVI as uzovi, type PermissionWorld } from './permission-world';

let product: PermissionWorld;
let submit: PermissionWorld['submit'];
let reject: PermissionWorld['reject'];
let insurer: string;
let supplier: string;

beforeAll(async () => {
  product = await createPermissionWorld();
  ({ submit, reject, insurer, supplier } = product);
});
afterAll(() => product.dispose());

test('a rejection without words or without a requirement is refused, and nothing happened', async () => {
  const { id } = await submit();
  const before = await product.counts();
  const refused = await reject(id, 'No.', 'X99');
  expect(refused.__typename).toBe('Refused');
  expect(refused.refusals.map(({ code, path }) => [code, path])).toEqual([
    ['MOTIVATION_MISSING', 'rejection.words'],
    ['MOTIVATION_MISSING', 'rejection.requirement'],
  ]);
  expect(await product.counts()).toEqual(before);

  const motivated = await reject(
    id,
    'The skin reaction is not described; send the findings.',
    'S3',
  );
  expect(motivated).toMatchObject({ __typename: 'Authorisation', state: 'REJECTED' });
});

test.each([
  ['without a code', `NULL, 'The skin reaction is not described.'`, true],
  ['without words', `'OTHER', NULL`, true],
  ['with words too few to say anything', `'OTHER', 'Not what we wanted.'`, true],
  ['with blanks for words', `'OTHER', '${' '.repeat(30)}'`, true],
  [
    'without the requirement that it rests on',
    `'OTHER', 'The skin reaction is not described.'`,
    false,
  ],
])('the database refuses a rejection %s, whoever writes it', async (_, values, hasRequirement) => {
  const { id } = await submit();
  const before = await product.counts();
  const requirement = hasRequirement ? '(SELECT min(id) FROM quality_requirement)' : 'NULL';
  await expect(
    product.db.owner.query({
      name: '',
      text: `INSERT INTO authorisation_step (authorisation_id, sequence, kind, actor, occurred_at, reason_code, words, requirement_id)
             VALUES (${id}, 2, 'REJECTED', 'x', now(), ${values}, ${requirement})`,
    }),
  ).rejects.toThrow('rejection_is_motivated');
  expect(await product.counts()).toEqual(before);
});

test('a module that is not about the device is refused, with those that are; nothing happened', async () => {
  const before = await product.counts();
  expect(await submit({ module: 'CONTINENCE' })).toMatchObject({
    __typename: 'Refused',
    refusals: [
      {
        code: 'MODULE_NOT_ABOUT_DEVICE',
        message:
          'CONTINENCE is not about adhesive removers (A108005). Name the module that was followed for it: GKH or STOMA.',
        path: 'input.module',
      },
    ],
  });
  expect(await product.counts()).toEqual(before);
});

test('a rejection rests on a requirement of the module that was followed or of the framework, no other', async () => {
  const { id } = await submit();
  const before = await product.counts();
  const words = 'The skin reaction is not described; send the findings.';
  expect(await reject(id, words, 'C8')).toMatchObject({
    __typename: 'Refused',
    refusals: [
      {
        code: 'MOTIVATION_MISSING',
        message:
          'A rejection needs the requirement that it rests on: the code of one of STOMA or GKH, in force.',
        path: 'rejection.requirement',
      },
    ],
  });
  expect(await product.counts()).toEqual(before);
  expect(await reject(id, words, 'G04')).toMatchObject({ state: 'REJECTED' });
});

test.each([
  ['of a module about other devices', 'CONTINENCE', 1],
  ['of a draft', 'CONTINENCE', 2],
])('the database refuses a request for permission by a version %s', async (_, module, version) => {
  const before = await product.counts();
  const text = `INSERT INTO authorisation (insurer_uzovi, asked_by_role, asked_by_agb, request_key, product_group_code,
      functional_needs, module_version_id, phase, bsn_hash, sealed, key_id, submitted_at)
    SELECT '${uzovi}', 'SUPPLIER', '76990001', 'by hand', $1, '{b620}', v.id, 'USE', sha256(''), '', 'k', '2026-11-10'
    FROM quality_module_version v WHERE v.module_code = $2 AND v.version = $3`;
  const group = version === 2 ? 'U010201' : 'A108005';
  await expect(
    product.db.owner.query({ name: '', text }, [group, module, version]),
  ).rejects.toThrow('The module that was followed must be in force, and about the device');
  expect(await product.counts()).toEqual(before);
});

test('the database refuses a rejection by a requirement of another module', async () => {
  const { id } = await submit();
  const before = await product.counts();
  await expect(
    product.db.owner.query({
      name: '',
      text: `INSERT INTO authorisation_step (authorisation_id, sequence, kind, actor, occurred_at, reason_code, words, requirement_id)
             SELECT ${id}, 2, 'REJECTED', 'x', now(), 'OTHER', 'The skin reaction is not described.', q.id
             FROM quality_requirement q JOIN quality_module_version v ON v.id = q.version_id
             WHERE v.module_code = 'CONTINENCE' AND v.version = 1 AND q.code = 'C8'`,
    }),
  ).rejects.toThrow('A rejection rests on a requirement of the module that was followed');
  expect(await product.counts()).toEqual(before);
});

test('the record of a request for permission is only added to, and the application may no more', async () => {
  const { id } = await submit();
  const acts = [
    `UPDATE authorisation_step SET words = 'other' WHERE authorisation_id = ${id}`,
    `DELETE FROM authorisation_step WHERE authorisation_id = ${id}`,
    `UPDATE authorisation SET phase = 'USE' WHERE id = ${id}`,
  ];
  for (const text of acts) {
    await expect(product.db.owner.query({ name: '', text })).rejects.toThrow(
      'History is only added to',
    );
    await expect(product.db.database.query({ name: '', text })).rejects.toThrow(
      'permission denied',
    );
  }
});

test('everything wrong with a request is said at once, no value of the patient among it; nothing happened', async () => {
  const before = await product.counts();
  const input = {
    requestKey: ' ',
    insurer: '9999',
    patient: { bsn: '123456789', birthDate: '2999-05-17' },
    productGroup: 'A108005',
    functionalNeeds: ['b810', 'b99999', 'x1'],
    module: 'NONE',
    phase: 'PLAN',
  };
  const answer = await product.send(
    supplier,
    `mutation ($input: AuthorisationInput!) { requestAuthorisation(input: $input) { __typename } }`,
    { input },
  );
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.extensions.fields).toEqual([
    { path: 'input.requestKey', message: 'must be 1 to 100 characters' },
    { path: 'input.patient.bsn', message: expect.any(String) as string },
    {
      path: 'input.patient.birthDate',
      message: 'must be a date from 1890-01-01 until today, as YYYY-MM-DD',
    },
    {
      path: 'input.functionalNeeds.1',
      message: 'must be the ICF code of a need: see functionalNeeds',
    },
    {
      path: 'input.functionalNeeds.2',
      message: 'must be the ICF code of a need: see functionalNeeds',
    },
    { path: 'input.insurer', message: 'must be the UZOVI code of an insurer' },
    { path: 'input.module', message: 'must be the code of a module in force: see qualityModules' },
  ]);
  expect(JSON.stringify(answer)).not.toMatch(/123456789|2999/);
  expect(await product.counts()).toEqual(before);
});

test('needs are kept with their qualifiers, each once', async () => {
  const { id } = await submit({ functionalNeeds: ['d440.2', ' D440.2 ', 'b810'] });
  const NEEDS = `query ($id: Int!) { authorisation(id: $id) { functionalNeeds } }`;
  expect(await product.ask(supplier, NEEDS, { id })).toEqual({
    authorisation: { functionalNeeds: ['d440.2', 'b810'] },
  });
});

test('the database takes no need that nobody knows', async () => {
  const { id } = await submit();
  const before = await product.counts();
  const text = `INSERT INTO authorisation (insurer_uzovi, asked_by_role, asked_by_agb, request_key, product_group_code,
      functional_needs, module_version_id, phase, bsn_hash, sealed, key_id, submitted_at)
    SELECT insurer_uzovi, asked_by_role, asked_by_agb, 'unknown need', product_group_code, '{b810.3,b99999}',
      module_version_id, phase, bsn_hash, sealed, key_id, submitted_at
    FROM authorisation WHERE id = ${id}`;
  await expect(product.db.database.query({ name: '', text })).rejects.toThrow(
    'The needs that permission is asked for must be known',
  );
  expect(await product.counts()).toEqual(before);
});

test('an emergency needs no permission', async () => {
  const before = await product.counts();
  expect(await submit({ urgent: true })).toMatchObject({ refusals: [{ code: 'NOT_NEEDED' }] });
  expect(await product.counts()).toEqual(before);
});

test('the same key gives the same request for permission', async () => {
  const first = await submit({ requestKey: 'again' });
  const before = await product.counts();
  const second = await submit({ requestKey: ' again ' });
  expect(second.id).toBe(first.id);
  const { access_log: logged = 0, ...rest } = await product.counts();
  const { access_log: loggedBefore = 0, ...restBefore } = before;
  expect(rest).toEqual(restBefore);
  expect(logged).toBe(loggedBefore + 1); // that it was read for the answer
});

test.each([
  ['insurer', { insurer: insurers[1]?.uzovi }],
  ['patient', { patient: { bsn: '999990032', birthDate: '1950-05-17' } }],
  ['date of birth', { patient: { bsn: '999990019', birthDate: '1950-05-18' } }],
  ['product group', { productGroup: 'A108003' }],
  ['needs', { functionalNeeds: ['b810'] }],
  ['module', { module: 'GKH' }],
  ['step of the module', { phase: 'PLAN' }],
])('a key used for another %s is refused, and nothing happened', async (what, over) => {
  const requestKey = `other ${what}`;
  await submit({ requestKey });
  const before = await product.counts();
  expect(await submit({ requestKey, ...over })).toMatchObject({
    __typename: 'Refused',
    refusals: [{ code: 'KEY_REUSED' }],
  });
  expect(await product.counts()).toEqual(before);
});

test('the key of one asker is not that of another', async () => {
  const mine = await submit({ requestKey: 'shared' });
  const rival = await product.token({ sub: 'rival', role: 'SUPPLIER', agb: suppliers[1]?.agb });
  const theirs = await submit({ requestKey: 'shared', phase: 'USE' }, rival);
  expect(theirs).toMatchObject({ __typename: 'Authorisation', state: 'SUBMITTED' });
  expect(theirs.id).not.toBe(mine.id);
});

test('twenty equal ones at once are one', async () => {
  const before = await product.counts();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => submit({ requestKey: 'all at once' })),
  );
  expect(new Set(all.map(({ id, state }) => `${id} ${state}`)).size).toBe(1);
  const after = await product.counts();
  expect(after['authorisation']).toBe((before['authorisation'] ?? 0) + 1);
  expect(after['authorisation_step']).toBe((before['authorisation_step'] ?? 0) + 1);
});

test('twenty with one key and two contents: one is taken, and the other refused ten times', async () => {
  const phases = ['PLAN', 'USE'];
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      submit({ requestKey: 'two contents', phase: phases[index % 2] }),
    ),
  );
  const taken = all.filter(({ __typename }) => __typename === 'Authorisation');
  expect(taken).toHaveLength(10);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
  const refused = all.flatMap(({ refusals = [] }) => refusals.map(({ code }) => code));
  expect(refused).toEqual(Array.from({ length: 10 }, () => 'KEY_REUSED'));
});

test('the patient is for who asked and who decides; the supervisor sees figures, not people', async () => {
  const { id } = await submit();
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const stranger = await product.token({
    sub: 'other',
    role: 'INSURER',
    uzovi: insurers[1]?.uzovi,
  });
  const SEE = `{ authorisation(id: ${id}) { id patient { bsn } } }`;
  expect(await product.ask(insurer, SEE)).toEqual({
    authorisation: { id, patient: { bsn: '999990019' } },
  });
  expect(await product.ask(authority, SEE)).toEqual({ authorisation: { id, patient: null } });
  expect(await product.ask(stranger, SEE)).toEqual({ authorisation: null });
});

test('a module version that is registered for a later day changes nothing before it', async () => {
  const authority = await product.token({ sub: 'nza', role: 'AUTHORITY' });
  const rule = { kind: 'CLAUSE_PRESENT', parameters: '{"clause":"TRAINING"}' };
  const asked = await submit();
  await registerNext(product, authority, 'STOMA', '2099-01-01', [requirement('S99', rule)], ['S3']);

  const after = await submit();
  expect(after).toMatchObject({ __typename: 'Authorisation', state: 'SUBMITTED' });
  const words = 'The skin reaction is not described; send the findings.';
  for (const { id } of [asked, after]) {
    expect((await reject(id, words, 'S99')).__typename).toBe('Refused');
    expect((await reject(id, words, 'S3')).__typename).toBe('Authorisation');
  }
});
