import { callerOf, type CallContext } from '../access/call-context';
import type { Caller } from '../access/caller';
import { pc4Of, parsePostcode } from '../geography/postcode.rules';
import type { Clock } from '../platform/clock';
import type { Queryable } from '../platform/database/statement';
import { InputProblems } from '../platform/invalid-input';
import type { Refusal } from '../platform/refusal';
import { deadline } from '../timeliness/clock.rules';
import type { Urgency } from '../timeliness/urgency';
import { judgeLine, type JudgedLine } from './authority.rules';
import { isRegistered } from './intake';
import { lookUpLines, routable, type LineOfGroup } from './lines';
import { normInForce } from './norm-in-force.rules';
import { checkLine, PRESCRIPTIONS } from './place-input.rules';
import { selectAskingContext, type PrescriberRow } from './place.sql';
import type { EmergencyOptionsInput, EmergencyOptionsType } from './place.types';
import { answeredParts } from './placed-answer';
import { answeredPartView } from './part.view';
import { loadViewData, type ViewData } from './view-data';
import { deadlineView } from './request.view';
import type { Router } from './router';
import type { EmergencySnapshots } from './snapshots';

const MOST_OPTIONS = 20;

/** What could be had where by when. Reads only. */
export class OptionsService {
  constructor(
    private readonly database: Queryable,
    private readonly snapshots: EmergencySnapshots,
    private readonly router: Router,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput naming every field that is wrong in itself */
  async options(
    input: EmergencyOptionsInput,
    context: CallContext,
  ): Promise<EmergencyOptionsType | { refusals: readonly Refusal[] }> {
    const now = this.clock.now();
    const problems = new InputProblems();
    const postcode = parsePostcode(input.postcode);
    if (!postcode.ok) problems.add('input.postcode', postcode.problem);
    problems.require(
      input.lines.length >= 1 && input.lines.length <= 20,
      'input.lines',
      'must be 1 to 20 lines',
    );
    const uzovi = input.insurer ?? undefined;
    const { insurerByUzovi } = await this.snapshots.parties.current();
    problems.require(
      uzovi === undefined || insurerByUzovi.has(uzovi),
      'input.insurer',
      'must be the UZOVI code of an insurer: see insurers',
    );
    const asked = input.lines.slice(0, 20).map((line, index) => checkLine(problems, line, index));
    problems.throwIfAny();

    const caller = callerOf(context);
    const [row] = await this.database.query(selectAskingContext, [caller.practitionerAgb]);
    const points = await this.snapshots.stockPoints.atVersion(row?.versions ?? {});
    const data = { ...(await loadViewData(this.snapshots, context.now)), points };
    const { found, refusals: unknown } = lookUpLines(asked, data.catalogue);
    const judged = judgedFor(row?.prescriber ?? null, caller, input.urgency, found, data);
    const refusals = [...unknown, ...judged.flatMap(({ refusal }) => refusal ?? [])];
    const area = data.postcodes.byPc4.get(pc4Of(postcode.ok ? postcode.value : ''));
    if (area === undefined) {
      const message = 'input.postcode must be a postcode in use: its four digits are not known';
      refusals.push({ code: 'UNKNOWN_POSTCODE', message, path: 'input.postcode' });
    }
    const question = { at: now, urgency: input.urgency, regionCode: area?.regionCode, uzovi };
    const { norm, refusals: without } = normInForce(data.norms.versions, question, found);
    refusals.push(...without);
    if (refusals.length > 0 || area === undefined || norm === undefined) return { refusals };

    const known = judged.flatMap((line) => line.known ?? []);
    const deadlineAt = deadline(now, norm.rule.maximumMinutes);
    const { offers, contractedLine } = await this.router.offers(this.database, points, {
      now,
      deadlineAt,
      lines: known.map(routable),
      destination: area,
      handover: input.handover,
      regionCode: area.regionCode,
      uzovi,
      passedOver: new Set(),
    });
    return {
      __typename: 'EmergencyOptions',
      deadline: deadlineView(deadlineAt, deadlineAt, Number(norm.rule.id), data),
      options: offers.slice(0, MOST_OPTIONS).map((offer) => {
        const route = { parts: [offer], unassigned: [], considered: [], contractedLine };
        const parts = answeredParts(route, known, 1, uzovi);
        const served = new Set(offer.allocations.map(({ lineNumber }) => lineNumber));
        return {
          part: parts.map((part) => answeredPartView(part, now, uzovi ?? null, data))[0]!,
          inTime: offer.inTime,
          missingLines: known
            .map(({ lineNumber }) => lineNumber)
            .filter((lineNumber) => !served.has(lineNumber)),
        };
      }),
    };
  }
}

/**
 * What this prescriber could place of it. Nobody says here whether it would be a first prescription or a
 * repeat: the one that allows more counts. Who is not registered may look all the same.
 */
function judgedFor(
  prescriber: PrescriberRow | null,
  caller: Caller,
  urgency: Urgency,
  lines: readonly LineOfGroup[],
  { parties, catalogue }: Pick<ViewData, 'parties' | 'catalogue'>,
): readonly JudgedLine[] {
  if (!isRegistered(prescriber, caller)) return lines;
  const { professionCode } = prescriber;
  return lines.map((line) => {
    const ways = PRESCRIPTIONS.map((prescription) =>
      judgeLine(line, { professionCode, prescription, urgency }, parties.authority, catalogue),
    );
    const allowed = ways.filter(({ refusal }) => refusal === undefined);
    return (
      allowed.find(({ known }) => known?.startAssortmentOnly !== true) ?? allowed[0] ?? ways[0]!
    );
  });
}
