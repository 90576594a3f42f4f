import type { Caller } from '../../access/caller';
import { parseEmdn } from '../../catalogue/emdn.rules';
import { parsePostcode, pc4Of } from '../../geography/postcode.rules';
import type { PostcodesSnapshot } from '../../geography/postcodes.snapshot';
import type { Insurer, PartiesSnapshot, Supplier } from '../../parties/parties.snapshot';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Queryable } from '../../platform/database/statement';
import { InputProblems } from '../../platform/invalid-input';
import type { Refusal } from '../../platform/refusal';
import { wordsOf } from '../given-text.rules';
import {
  milestoneDue,
  milestoneVerdict,
  SEASON_MILESTONES,
  type SeasonMilestone,
} from './season.rules';
import type { OfferedSupplierType, SeasonOfInsurerType } from './season.types';
import {
  insertMilestone,
  insertMilestoneCorrection,
  selectMilestones,
  selectOffer,
  type OfferRow,
} from './season.sql';

export interface OfferQuestion {
  readonly insurer: string;
  readonly year: number;
  readonly postcode?: string | null;
  readonly productGroup?: string | null;
}

export interface MilestoneCorrection {
  readonly year: number;
  readonly milestone: SeasonMilestone;
  /** YYYY-MM-DD; null with `url` null: it was not met. */
  readonly metOn: string | null;
  readonly url: string | null;
  readonly reason: string;
}

/** The contracting calendar, and what of the contracts is public. */
export class SeasonService {
  constructor(
    private readonly database: Queryable,
    private readonly parties: PartiesSnapshot,
    private readonly postcodes: PostcodesSnapshot,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput when the year is out of range */
  async season(year: number): Promise<SeasonOfInsurerType[]> {
    const problems = new InputProblems();
    yearIn(problems, year);
    problems.throwIfAny();
    const start = startOf(year);
    const [parties, milestones, offers] = await Promise.all([
      this.parties.current(),
      this.database.query(selectMilestones, [year, null]),
      this.database.query(selectOffer, [null, start, startOf(year + 1), null, null, start]),
    ]);
    const today = localDate(this.clock.now());
    return parties.insurers.map((insurer) => ({
      insurer,
      year,
      milestones: SEASON_MILESTONES.map((milestone) => {
        const records =
          milestones.find(
            ({ insurerUzovi, kind }) => insurerUzovi === insurer.uzovi && kind === milestone,
          )?.records ?? [];
        const holds = records.at(-1);
        return {
          milestone,
          due: milestoneDue(milestone, year),
          metOn: holds?.metOn ?? null,
          url: holds?.url ?? null,
          recordedAt: holds?.recordedAt ?? null,
          records,
          verdict: milestoneVerdict(milestone, year, holds?.metOn ?? null, today),
        };
      }),
      startsOn: start,
      contractedAtStart: suppliersOf(
        offers.filter(({ holdsAtStart }) => holdsAtStart),
        insurer,
        'CONTRACTED',
        parties.supplierByAgb,
      ),
      contracted: suppliersOf(offers, insurer, 'CONTRACTED', parties.supplierByAgb),
      inTalks: suppliersOf(offers, insurer, 'IN_TALKS', parties.supplierByAgb),
    }));
  }

  /** @throws InvalidInput naming every field that is wrong */
  async offer(question: OfferQuestion): Promise<OfferedSupplierType[]> {
    const [parties, postcodes] = await Promise.all([
      this.parties.current(),
      this.postcodes.current(),
    ]);
    const problems = new InputProblems();
    yearIn(problems, question.year);
    problems.require(
      parties.insurerByUzovi.has(question.insurer),
      'insurer',
      'must be the UZOVI code of an insurer',
    );
    const region = this.regionOf(question.postcode ?? null, problems, postcodes.byPc4);
    const groups = groupsOf(question.productGroup ?? null, problems);
    problems.throwIfAny();
    const { insurer, year } = question;
    const start = startOf(year);
    const today = localDate(this.clock.now());
    // Of the year that goes on, what is over is no longer an offer.
    const from = start < today && today < startOf(year + 1) ? today : start;
    const values = [insurer, from, startOf(year + 1), region, groups, start];
    const rows = await this.database.query(selectOffer, values);
    return rows.flatMap(({ supplierAgb, ...row }) => {
      const supplier = parties.supplierByAgb.get(supplierAgb);
      return supplier === undefined ? [] : [{ ...row, supplier }];
    });
  }

  /** An insurer records what it met; once, and not on a day to come. @throws InvalidInput */
  async record(
    input: {
      readonly year: number;
      readonly milestone: SeasonMilestone;
      readonly metOn: string;
      readonly url: string;
    },
    caller: Caller,
  ): Promise<{ readonly refusals: readonly Refusal[] } | { readonly year: number }> {
    const now = this.clock.now();
    const problems = new InputProblems();
    yearIn(problems, input.year);
    metIn(problems, input, localDate(now));
    problems.throwIfAny();
    const rows = await this.database.query(insertMilestone, [
      caller.uzovi,
      input.year,
      input.milestone,
      input.metOn,
      input.url,
      now,
      caller.subject,
    ]);
    if (rows.length > 0) return { year: input.year };
    const message =
      'You have recorded this before; what was recorded stays. Correct it with correctSeasonMilestone.';
    return { refusals: [{ code: 'WRONG_STATE', message, path: 'milestone' }] };
  }

  /** Adds what holds instead of what was recorded, with the reason; both stay. @throws InvalidInput */
  async correct(
    input: MilestoneCorrection,
    caller: Caller,
  ): Promise<{ readonly refusals: readonly Refusal[] } | { readonly year: number }> {
    const { year, milestone, metOn, url } = input;
    const now = this.clock.now();
    const problems = new InputProblems();
    yearIn(problems, year);
    if (metOn !== null && url !== null) metIn(problems, { metOn, url }, localDate(now));
    else {
      problems.require(
        metOn === null && url === null,
        metOn === null ? 'metOn' : 'url',
        'must be there too: both say that it was met, neither that it was not',
      );
    }
    problems.throwIfAny();
    const reason = wordsOf(input.reason, 5, 'reason');
    const recorded = await this.database.query(selectMilestones, [year, caller.uzovi]);
    const records = recorded.find(({ kind }) => kind === milestone)?.records ?? [];
    const holds = records.at(-1);
    if (holds === undefined) {
      const message = 'You have recorded nothing of this: there is nothing to correct.';
      return { refusals: [{ code: 'NOT_FOUND', message, path: 'milestone' }] };
    }
    if (holds.metOn === metOn && holds.url === url) {
      const message = 'This is what holds already.';
      return { refusals: [{ code: 'WRONG_STATE', message, path: 'metOn' }] };
    }
    const rows = await this.database.query(insertMilestoneCorrection, [
      caller.uzovi,
      year,
      milestone,
      records.length,
      metOn,
      url,
      reason,
      now,
      caller.subject,
    ]);
    if (rows.length > 0) return { year };
    const message = 'Someone else has just corrected it: look again.';
    return { refusals: [{ code: 'WRONG_STATE', message }] };
  }

  private regionOf(
    postcode: string | null,
    problems: InputProblems,
    known: ReadonlyMap<string, { readonly regionCode: string }>,
  ): string | null {
    if (postcode === null) return null;
    const parsed = parsePostcode(postcode);
    const area = parsed.ok ? known.get(pc4Of(parsed.value)) : undefined;
    if (area === undefined) {
      problems.add('postcode', parsed.ok ? 'must be a postcode in use' : parsed.problem);
    }
    return area?.regionCode ?? null;
  }
}

function suppliersOf(
  offers: readonly OfferRow[],
  insurer: Insurer,
  standing: OfferRow['standing'],
  suppliers: ReadonlyMap<string, Supplier>,
): Supplier[] {
  return offers
    .filter((row) => row.insurerUzovi === insurer.uzovi && row.standing === standing)
    .flatMap(({ supplierAgb }) => suppliers.get(supplierAgb) ?? []);
}

/** The group itself first, then those above it: a contract on a group covers what is under it. */
function groupsOf(productGroup: string | null, problems: InputProblems): string[] | null {
  if (productGroup === null) return null;
  const parsed = parseEmdn(productGroup);
  if (!parsed.ok) {
    problems.add('productGroup', parsed.problem);
    return null;
  }
  const codes: string[] = [];
  for (let length = parsed.value.length; length >= 1; length -= 2) {
    codes.push(parsed.value.slice(0, length));
  }
  return codes;
}

/** The contracts of a year start on 1 January. */
function startOf(year: number): string {
  return `${year}-01-01`;
}

function metIn(
  problems: InputProblems,
  { metOn, url }: { readonly metOn: string; readonly url: string },
  today: string,
): void {
  problems.require(metOn <= today, 'metOn', 'must be today or earlier');
  problems.require(
    /^https:\/\/\S{3,490}$/.test(url),
    'url',
    'must be the https address where it can be read',
  );
}

function yearIn(problems: InputProblems, year: number): void {
  problems.require(year >= 2017 && year <= 2100, 'year', 'must be a year from 2017 to 2100');
}
