import {
  selectStrictestNormRule,
  type NormRule,
  type NormVersion,
} from '../../src/timeliness/norm.rules';
import { URGENCIES, type Urgency } from '../../src/timeliness/urgency';
import type { Ask } from './asks';
import type { HistoryLine } from './history-route';

/** The norm rule that held for a request: chosen by the product's rule, and remembered. */
export class NormChoice {
  private readonly regions: ReadonlySet<string>;
  private readonly insurers: ReadonlySet<string>;
  /** When another version may come into force, in milliseconds. */
  private readonly turns: readonly number[];
  /** By everything that the rules look at except the product group, then by urgency and ask. */
  private readonly chosen = new Map<string, (NormRule | undefined)[]>();

  constructor(private readonly versions: readonly NormVersion[]) {
    const rules = versions.flatMap((version) => version.rules);
    this.regions = new Set(rules.flatMap(({ regionCode }) => regionCode ?? []));
    this.insurers = new Set(rules.flatMap(({ uzovi }) => uzovi ?? []));
    this.turns = versions
      .flatMap(({ validFrom, validUntil }) => [validFrom, validUntil ?? validFrom])
      .map((turn) => turn.getTime());
  }

  /**
   * The strictest of those of the lines, as when a request is placed.
   * @throws when no norm was in force then
   */
  ruleFor(
    lines: readonly HistoryLine[],
    urgency: Urgency,
    regionCode: string,
    uzovi: string | null,
    at: number,
  ): NormRule {
    let strictest: NormRule | undefined;
    for (const { ask } of lines) {
      const rule = this.ruleOf(ask, urgency, regionCode, uzovi, at);
      if (strictest === undefined || rule.maximumMinutes < strictest.maximumMinutes) {
        strictest = rule;
      }
    }
    if (strictest === undefined) throw new Error('A request has at least one line');
    return strictest;
  }

  private ruleOf(
    { index, category, productGroupCode }: Ask,
    urgency: Urgency,
    regionCode: string,
    uzovi: string | null,
    at: number,
  ): NormRule {
    const region = this.regions.has(regionCode) ? regionCode : '';
    const insurer = uzovi !== null && this.insurers.has(uzovi) ? uzovi : '';
    let period = 0;
    for (const turn of this.turns) if (turn <= at) period += 1;
    const key = `${period} ${region} ${insurer}`;
    let known = this.chosen.get(key);
    if (known === undefined) this.chosen.set(key, (known = []));
    const place = index * URGENCIES.length + URGENCIES.indexOf(urgency);
    let rule = known[place];
    if (rule === undefined) {
      rule = selectStrictestNormRule(this.versions, {
        at: new Date(at),
        urgency,
        regionCode,
        uzovi,
        lines: [{ category, productGroup: productGroupCode }],
      })?.rule;
      if (rule === undefined) throw new Error('No timeliness norm was in force for the history');
      known[place] = rule;
    }
    return rule;
  }
}
