import { createHash } from 'node:crypto';
import type { ContentLine, ContractContent } from './contract-content';

/** Whether two contents agree the same, whatever the order of their keys and what they leave out. */
export function isSameContent(one: ContractContent, other: ContractContent): boolean {
  return canonical(one) === canonical(other);
}

const NO_LINES = '"lines":[]';

/** SHA-256 of what a content says, whatever the order in which it says it; line by line. */
export class Fingerprint {
  private readonly hash = createHash('sha256');
  private readonly after: string;
  private apart = '';

  constructor(content: ContractContent) {
    const text = canonical({ ...content, lines: [] });
    // In the words of a clause its quotes would be escaped.
    const at = text.indexOf(NO_LINES) + NO_LINES.length - 1;
    this.hash.update(text.slice(0, at));
    this.after = text.slice(at);
  }

  /** In the order of their numbers. */
  add(line: ContentLine): void {
    this.hash.update(this.apart + JSON.stringify(sorted(canonicalLine(line))));
    this.apart = ',';
  }

  digest(): string {
    return this.hash.update(this.after).digest('hex');
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one != null);
  return Object.fromEntries(
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

function canonicalLine(line: ContentLine): ContentLine {
  return { ...line, tariff: decimal(line.tariff) };
}

function canonical(content: ContractContent): string {
  const byKey = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] =>
    [...items].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return JSON.stringify(
    sorted({
      validFrom: content.validFrom,
      validUntil: content.validUntil,
      paymentForm: content.paymentForm,
      emergencyClause: content.emergencyClause,
      lines: [...content.lines]
        .sort((one, other) => one.lineNumber - other.lineNumber)
        .map(canonicalLine),
      activities: content.activities.map((activity) => ({
        ...activity,
        tariff: activity.tariff == null ? null : decimal(activity.tariff),
      })),
      clauses: byKey(content.clauses, ({ code }) => code),
      authorisationList: byKey(content.authorisationList, (code) => code),
      modulePins: byKey(content.modulePins, ({ moduleCode }) => moduleCode),
      certificates: byKey(content.certificates, ({ kind, validFrom }) => `${kind} ${validFrom}`),
      subcontractors: byKey(content.subcontractors, ({ agb }) => agb),
      kpis: byKey(content.kpis, ({ code }) => code).map((kpi) => ({
        ...kpi,
        target: decimal(kpi.target),
      })),
      exclusions: byKey(
        content.exclusions,
        ({ productGroup, gtin }) => `${productGroup ?? ''} ${gtin ?? ''}`,
      ),
      completeProfiles: byKey(content.completeProfiles, (code) => code),
    }),
  );
}

/** With four places, without going through a binary number. */
function decimal(amount: string): string {
  const [whole = '', places = ''] = amount.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${places.padEnd(4, '0')}`;
}
