import { join } from 'node:path';
import { catalogueSnapshot } from '../../../src/catalogue/catalogue.snapshot';
import { assess } from '../../../src/contracts/assessment/assessment.rules';
import { indexOf, judgingOn } from '../../../src/contracts/assessment/judging';
import type { ContractFile } from '../../../src/contracts/life/contract-file.rules';
import { importContract } from '../../../src/contracts/life/contract-import.service';
import { loadTerms } from '../../../src/contracts/life/terms.loader';
import { postcodesSnapshot } from '../../../src/geography/postcodes.snapshot';
import type { Evidence } from '../../../src/quality/finding';
import { qualitySnapshot } from '../../../src/quality/quality.snapshot';
import { lineNumberWords } from '../../../src/quality/words';
import { stockPointsSnapshot } from '../../../src/supply/stock-points.snapshot';
import { normsSnapshot } from '../../../src/timeliness/norms.snapshot';
import { expectGolden } from '../../support/golden';
import { startProduct, type Product } from '../../support/product';
import { GOLDEN_CONTRACTS } from './golden-contracts';

/**
 * Contracts as they are drawn up, each judged by every requirement, and two of one insurer together. What came of it is kept as text beside this test, for
 * people to read: change it on purpose alone, as `expectGolden` says.
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
       modules { moduleCode findings { code force verdict missing mend judgedBy
         evidence { contractNumber lineNumbers clauses } } } } }`,
    { contract: number },
  );
  return assessContract;
}

/** By module and code, as if the insurer had these contracts alone: what one contract need not do by itself. */
async function together(...numbers: string[]): Promise<ReadonlyMap<string, Finding>> {
  const { database } = product.db;
  const versions = await product.db.owner.query<{ id: number }>(
    {
      name: '',
      text: `SELECT v.id FROM contract_version v JOIN contract c ON c.id = v.contract_id WHERE c.number = ANY ($1::text[]) ORDER BY c.number`,
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
  };
  const judging = await judgingOn(database, snapshots, '2026-11-10');
  const index = indexOf(terms, judging, 'INSURER', null);
  return new Map(
    assess(judging.inForce, index).flatMap(({ version: { module }, findings }) =>
      findings
        .filter(({ requirement }) => requirement.level === 'INSURER')
        .map(({ requirement, finding }) => [
          `${module.code} ${requirement.code}`,
          { ...requirement, ...finding },
        ]),
    ),
  );
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

async function assessmentText(title: string, contract: ContractFile): Promise<string> {
  const { modules, totals } = await assessed(contract);
  const ofAll = await together(contract.number);
  const blocks = modules.flatMap(({ moduleCode, findings }) => {
    const isAsked = findings.some(({ verdict }) => verdict !== 'NOT_APPLICABLE');
    const words = findings.flatMap((finding) => {
      const asked = isAsked ? ofAll.get(`${moduleCode} ${finding.code}`) : undefined;
      return asked === undefined ? findingWords(finding) : findingWords(asked, '*');
    });
    return ['', moduleCode, ...words];
  });
  return [
    `${contract.number}: ${title}.`,
    `Insurer ${contract.insurer}, supplier ${contract.supplier}, ${contract.validFrom} to ${contract.validUntil ?? ''}.`,
    `Binding requirements that keep it from force: ${totals.bindingUnmet}.`,
    '* is asked of all contracts of the insurer together; here as if it had this one alone.',
    ...blocks,
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

test('two contracts of one insurer, each with what the other leaves out, are judged together', async () => {
  const found = await together('GOLD-03', 'GOLD-11');
  const words = [...found]
    .filter(([key]) => key.startsWith('STOMA '))
    .flatMap(([, { code, force, verdict, missing, mend, evidence }]) => [
      `${code.padEnd(4)} ${verdict.padEnd(16)} ${force.padEnd(18)} ${evidence
        .map((one) => `${one.contractNumber} ${evidenceWords([one])}`)
        .join('; ')}`.trimEnd(),
      ...missing.map((one) => `      missing: ${one}`),
      ...mend.map((one) => `      mend:    ${one}`),
    ]);

  expectGolden(join(__dirname, 'golden', '03-and-11-together.txt'), [...words, ''].join('\n'));
});
