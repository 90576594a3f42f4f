import { join } from 'node:path';
import { catalogueSnapshot } from '../../../src/catalogue/catalogue.snapshot';
import { assess } from '../../../src/contracts/assessment/assessment.rules';
import { indexOf, judgingOn, type Judging } from '../../../src/contracts/assessment/judging';
import type { ContractFile } from '../../../src/contracts/life/contract-file.rules';
import { importContract } from '../../../src/contracts/life/contract-import.service';
import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { postcodesSnapshot } from '../../../src/geography/postcodes.snapshot';
import { partiesSnapshot } from '../../../src/parties/parties.snapshot';
import { evaluateRequirement } from '../../../src/quality/evaluate';
import { NOT_APPLICABLE, type Evidence } from '../../../src/quality/finding';
import { qualitySnapshot } from '../../../src/quality/quality.snapshot';
import type { TermsIndex } from '../../../src/quality/terms-index';
import { lineNumberWords } from '../../../src/quality/words';
import { stockPointsSnapshot } from '../../../src/supply/stock-points.snapshot';
import { normsSnapshot } from '../../../src/timeliness/norms.snapshot';
import { expectGolden } from '../../support/golden';
import { startProduct, type Product } from '../../support/product';
import { GOLDEN_CONTRACTS } from './golden-contracts/golden-contracts';

/**
 * Contracts as they are drawn up, each judged by every requirement, and several as if they were all those of
 * one insurer. What came of it is kept as text beside this test, for people to read: change it on purpose
 * alone, as `expectGolden` says.
 */

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withReferenceData: true, now: '2026-11-10T09:00:00Z' });
  await product.db.owner.query({
    name: '',
    text: `UPDATE supplier_qualification SET valid_until = '2027-06-30'
           WHERE supplier_agb = '76990007' AND qualification = '7625'`,
  });
});
afterAll(() => product.dispose());

interface Finding {
  readonly code: string;
  readonly force: string;
  readonly verdict: string;
  readonly missing: readonly string[];
  readonly mend: readonly string[];
  readonly judgedBy: string | null;
  readonly whyNotAsked: string | null;
  readonly evidence: readonly Evidence[];
}

interface Assessed {
  readonly assessContract: {
    readonly totals: { readonly bindingUnmet: number };
    readonly modules: readonly {
      readonly moduleCode: string;
      readonly findings: readonly Finding[];
    }[];
  };
}

async function assessed({ number, insurer }: ContractFile): Promise<Assessed['assessContract']> {
  const token = await product.token({ sub: 'buyer', role: 'INSURER', uzovi: insurer });
  const { assessContract } = await product.ask<Assessed>(
    token,
    `query ($contract: String!) { assessContract(contract: $contract) { totals { bindingUnmet }
       modules { moduleCode findings { code force verdict missing mend judgedBy whyNotAsked
         evidence { contractNumber lineNumbers clauses } } } } }`,
    { contract: number },
  );
  return assessContract;
}

async function indexAsOfOneInsurer(
  numbers: readonly string[],
): Promise<{ readonly index: TermsIndex; readonly judging: Judging }> {
  const { database } = product.db;
  const versions = await product.db.owner.query<{ id: number }>(
    {
      name: '',
      text: `SELECT v.id FROM contract_version v JOIN contract c ON c.id = v.contract_id
             WHERE c.number = ANY ($1::text[]) ORDER BY c.number`,
    },
    [numbers],
  );
  const terms = await loadTerms(database, { versionIds: versions.map(({ id }) => id) });
  const snapshots = {
    catalogue: catalogueSnapshot(database),
    postcodes: postcodesSnapshot(database),
    stockPoints: stockPointsSnapshot(database),
    quality: qualitySnapshot(database),
    norms: normsSnapshot(database),
    parties: partiesSnapshot(database),
  };
  const judging = await judgingOn(database, snapshots, '2026-11-10');
  return { judging, index: indexOf(terms, judging, 'INSURER', null) };
}

/** What is asked of all contracts of an insurer together, by module and code. */
async function together(numbers: readonly string[]): Promise<ReadonlyMap<string, Finding>> {
  const { index, judging } = await indexAsOfOneInsurer(numbers);
  return new Map(
    assess(judging.inForce, index).flatMap(({ version: { module }, findings }) =>
      findings
        .filter(({ requirement }) => requirement.level === 'INSURER')
        .map(({ requirement, finding }) => [
          `${module.code} ${requirement.code}`,
          { ...requirement, ...finding, whyNotAsked: null },
        ]),
    ),
  );
}

/**
 * The same of one contract as if it were the only one: by a module for all that the module is about, by the
 * framework for the product groups of the contract. The other devices of the country are no matter of it.
 */
async function alone(number: string): Promise<ReadonlyMap<string, Finding>> {
  const found = new Map(await together([number]));
  const { index, judging } = await indexAsOfOneInsurer([number]);
  const codes = index.named(index.catalogue.groups).map(({ code }) => code);
  for (const { module, requirements } of judging.inForce) {
    if (module.code !== 'GKH') continue;
    for (const requirement of requirements) {
      const { rule, level } = requirement;
      if (level !== 'INSURER' || rule === null) continue;
      const own = (rule.parameters['productGroups'] ?? ['']) as readonly string[];
      const productGroups = codes.filter((code) => own.some((prefix) => code.startsWith(prefix)));
      const narrowed = { ...rule, parameters: { ...rule.parameters, productGroups } };
      const finding =
        productGroups.length === 0
          ? NOT_APPLICABLE
          : evaluateRequirement(module, { ...requirement, rule: narrowed }, index);
      const whyNotAsked =
        finding.verdict === 'NOT_APPLICABLE' ? 'Nothing that it is about is contracted.' : null;
      found.set(`${module.code} ${requirement.code}`, { ...requirement, ...finding, whyNotAsked });
    }
  }
  return found;
}

/** 'lines 1-3; EMERGENCY'; nothing when it rests on nothing. */
function evidenceWords([evidence]: readonly Evidence[]): string {
  if (evidence === undefined) return '';
  const { lineNumbers, clauses } = evidence;
  return [
    ...(lineNumbers.length === 0
      ? []
      : [`${lineNumbers.length === 1 ? 'line' : 'lines'} ${lineNumberWords(lineNumbers)}`]),
    ...(clauses.length === 0 ? [] : [clauses.join(', ')]),
  ].join('; ');
}

function findingWords(finding: Finding, mark = ''): string[] {
  const { code, force, verdict, judgedBy } = finding;
  const rests = verdict === 'JUDGED_BY_PEOPLE' ? judgedBy : evidenceWords(finding.evidence);
  return [
    `${`${code}${mark}`.padEnd(4)} ${verdict.padEnd(16)} ${force.padEnd(18)} ${rests ?? ''}`.trimEnd(),
    ...finding.missing.map((words) => `      missing: ${words}`),
    ...finding.mend.map((words) => `      mend:    ${words}`),
  ];
}

/** What was found, and in a line each why something is not asked. */
function moduleText(
  moduleCode: string,
  findings: readonly (readonly [Finding, string])[],
): string[] {
  const isAsked = ([{ verdict }]: readonly [Finding, string]): boolean =>
    verdict !== 'NOT_APPLICABLE';
  const notAsked = findings.filter((one) => !isAsked(one));
  const whys = new Set(notAsked.map(([{ whyNotAsked }]) => whyNotAsked));
  return [
    '',
    moduleCode,
    ...findings.filter(isAsked).flatMap(([finding, mark]) => findingWords(finding, mark)),
    ...[...whys].map((why) => {
      const codes = notAsked.filter(([one]) => one.whyNotAsked === why).map(([{ code }]) => code);
      return `NOT_APPLICABLE: ${codes.join(', ')}. ${why ?? ''}`;
    }),
  ];
}

async function assessmentText(title: string, contract: ContractFile): Promise<string> {
  const { modules, totals } = await assessed(contract);
  const ofOne = await alone(contract.number);
  return [
    `${contract.number}: ${title}.`,
    `Insurer ${contract.insurer}, supplier ${contract.supplier}, ${contract.validFrom} to ${contract.validUntil ?? ''}.`,
    `Binding requirements that keep it from force: ${totals.bindingUnmet}.`,
    '* is asked of all contracts of the insurer together; here of this one, as if there were no other, for the',
    '  product groups that it is about (GKH) or those of the module.',
    ...modules.flatMap(({ moduleCode, findings }) => {
      const isAbout = findings.some(({ verdict }) => verdict !== 'NOT_APPLICABLE');
      return moduleText(
        moduleCode,
        findings.map((finding) => {
          // What nothing is contracted of is left as the product tells it.
          const asked = isAbout ? ofOne.get(`${moduleCode} ${finding.code}`) : undefined;
          return asked === undefined ? [finding, ''] : [asked, '*'];
        }),
      );
    }),
    '',
  ].join('\n');
}

test.each(GOLDEN_CONTRACTS.map((contract) => [contract.file, contract] as const))(
  '%s has the verdicts, the evidence and the words that are kept',
  async (_, contract) => {
    const { file, title, ...content } = contract;
    await importContract(product.db.database, product.clock, JSON.stringify(content));

    expectGolden(join(__dirname, 'golden', `${file}.txt`), await assessmentText(title, content));
  },
);

function togetherWords(found: ReadonlyMap<string, Finding>): string[] {
  return [...found].flatMap(([key, { force, verdict, missing, mend, evidence }]) => [
    `${key.padEnd(15)} ${verdict.padEnd(14)} ${force.padEnd(9)} ${evidence
      .map((one) => `${one.contractNumber} ${evidenceWords([one])}`)
      .join('; ')}`.trimEnd(),
    ...missing.map((one) => `      missing: ${one}`),
    ...mend.map((one) => `      mend:    ${one}`),
  ]);
}

test('two contracts of one insurer, each with what the other leaves out, are judged together', async () => {
  const found = await together(['GOLD-03', 'GOLD-11']);
  const ofStoma = new Map([...found].filter(([key]) => key.startsWith('STOMA ')));

  expectGolden(
    join(__dirname, 'golden', '03-and-11-together.txt'),
    [...togetherWords(ofStoma), ''].join('\n'),
  );
});

test('all of them, as if they were those of one insurer, are judged by what it must offer', async () => {
  const found = await together(GOLDEN_CONTRACTS.map(({ number }) => number));

  expectGolden(
    join(__dirname, 'golden', 'all-together.txt'),
    [...togetherWords(found), ''].join('\n'),
  );
});
