import type { ContractTerms, TermLine } from '../../src/quality/contract-terms';
import { evaluateVersion } from '../../src/quality/evaluate';
import { TermsIndex } from '../../src/quality/terms-index';
import { regions } from '../../seeds/geography/regions';
import { contract, goodContract, line } from './terms';
import { catalogue, seededContext, seededVersions } from './seeded-modules';

const registered = seededVersions.filter(({ status }) => status === 'REGISTERED');

/** So many lines, one in five for an article, half of them for one region. */
function linesOf(count: number, first = 0): TermLine[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index + first;
    const group = catalogue.groups[at % catalogue.groups.length]?.code ?? '';
    const article = catalogue.articles[at % catalogue.articles.length]?.id ?? 0;
    return line(index + 1, at % 5 === 0 ? article : group, {
      regionCode: at % 2 === 0 ? null : (regions[at % regions.length]?.code ?? null),
      quantityLimit: at % 7 === 0 ? { maximum: 2, per: 'YEAR', motivatedDeviation: false } : null,
    });
  });
}

function judgeAll(contracts: readonly ContractTerms[], judging: 'CONTRACT' | 'INSURER'): number {
  const terms = new TermsIndex(contracts, seededContext({ judging }));
  return registered.flatMap((version) => evaluateVersion(version, terms)).length;
}

/** Milliseconds of processor time so far: what others do on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The median of the milliseconds that `work` takes, after a run to warm up. */
function medianMilliseconds(runs: number, work: () => void): number {
  work();
  const taken = Array.from({ length: runs }, () => {
    const start = processorTime();
    work();
    return processorTime() - start;
  }).sort((one, other) => one - other);
  return taken[Math.floor(runs / 2)] ?? NaN;
}

test('a contract of 500 lines is judged by all modules in under 50 ms', () => {
  const large = { ...goodContract, lines: linesOf(500) };

  const taken = medianMilliseconds(15, () => {
    expect(judgeAll([large], 'CONTRACT')).toBe(69);
  });

  expect(taken).toBeLessThan(50);
});

test('200 contracts of 100 lines are judged together in under half a second', () => {
  const contracts = Array.from({ length: 200 }, (_, index) =>
    contract({
      ...(index % 3 === 0 ? {} : goodContract),
      number: `VC-${index}`,
      supplierAgb: `7699000${index % 10}`,
      lines: linesOf(100, index * 7),
    }),
  );

  const taken = medianMilliseconds(5, () => {
    expect(judgeAll(contracts, 'INSURER')).toBe(69);
  });

  expect(taken).toBeLessThan(500);
});
