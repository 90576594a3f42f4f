import fc from 'fast-check';
import type {
  ContractTerms,
  QualityArticle,
  QualityGroup,
  QualityNorm,
  TermLine,
} from '../../../src/quality/contract-terms';
import type { RequirementLevel } from '../../../src/quality/quality-module';
import type { JudgingContext } from '../../../src/quality/terms-index';

/** What a rule is judged over, as plain data. */
export interface Given {
  readonly contracts: readonly ContractTerms[];
  /** Product groups that the rule is about. */
  readonly groups: readonly QualityGroup[];
  readonly context: JudgingContext;
  readonly level: RequirementLevel;
}

export type Addition = 'line' | 'clause' | 'activity' | 'contract';

/**
 * A kind of rule as it is tried: with which parameters, what may be added to a contract without harm, and
 * when it is met, worked out plainly and apart from the product's own code.
 */
export interface Trial {
  readonly grows: readonly Addition[];
  readonly cases: fc.Arbitrary<TrialCase>;
}

export interface TrialCase {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Undefined: there is nothing to judge. */
  isMet(given: Given): boolean | undefined;
}

export function trial<P extends Readonly<Record<string, unknown>>>(
  grows: readonly Addition[],
  parameters: fc.Arbitrary<P>,
  isMet: (given: Given, parameters: P) => boolean | undefined,
): Trial {
  return {
    grows,
    cases: parameters.map((chosen) => ({
      parameters: chosen,
      isMet: (given) => isMet(given, chosen),
    })),
  };
}

export const ANYTHING: readonly Addition[] = ['line', 'clause', 'activity', 'contract'];

export interface LineOf {
  readonly contract: ContractTerms;
  readonly line: TermLine;
}

export function articlesOf(group: QualityGroup, { context }: Given): readonly QualityArticle[] {
  return context.catalogue.articles.filter(
    ({ productGroupCode }) => productGroupCode === group.code,
  );
}

/** Lines about a group that count: all, or those that hold in the region that is asked for. */
export function linesAbout(group: QualityGroup, given: Given): LineOf[] {
  const { regionCode } = given.context;
  const ids = articlesOf(group, given).map(({ id }) => id);
  return given.contracts.flatMap((contract) =>
    contract.lines
      .filter(
        (line) =>
          (regionCode === null || line.regionCode === null || line.regionCode === regionCode) &&
          (line.articleId === null
            ? group.code.startsWith(line.productGroupCode ?? '-')
            : ids.includes(line.articleId)),
      )
      .map((line) => ({ contract, line })),
  );
}

/** Whether a line is about the group that gives something of it, for everybody or for some. */
export function isContracted(group: QualityGroup, given: Given): boolean {
  const all = articlesOf(group, given).map(({ id }) => id);
  return linesAbout(group, given).some(({ contract: { exclusions }, line }) => {
    const hard = exclusions.filter(({ motivatedDeviation }) => !motivatedDeviation);
    if (hard.some(({ productGroupCode: code }) => code !== null && group.code.startsWith(code))) {
      return false;
    }
    const left = (line.articleId === null ? all : [line.articleId]).filter((id) =>
      hard.every(({ articleId }) => articleId !== id),
    );
    return left.length > 0;
  });
}

/** Whether all hold; undefined: there are none. */
export function everyOne<T>(items: readonly T[], holds: (item: T) => boolean): boolean | undefined {
  return items.length === 0 ? undefined : items.every(holds);
}

/** Adopted norms that an emergency clause names and that hold on a day of the contract. */
export function normsNamedBy(contract: ContractTerms, { context }: Given): QualityNorm[] {
  const last = contract.validUntil ?? '9999-12-31';
  return context.norms.filter(
    ({ name, adopted, validFrom, validUntil }) =>
      adopted &&
      validFrom <= last &&
      (validUntil ?? '9999-12-31') >= contract.validFrom &&
      contract.clauses.some(
        ({ code, parameters }) => code === 'EMERGENCY' && parameters['normVersion'] === name,
      ),
  );
}
