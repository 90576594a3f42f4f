import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { AccessLog } from '../access/access-log.service';
import { MayCall } from '../access/access-rule';
import type { CallContext } from '../access/call-context';
import type { Database } from '../platform/database/database';
import { InputProblems } from '../platform/invalid-input';
import { EvidencePeriodInput, EvidenceReportType } from './evidence.types';
import type { EvidenceVerification, Verification } from './verification.service';

/** How the API numbers requests; their room is above this one. */
export interface RequestNumbers {
  numberOf(id: string): string;
  /** @returns undefined for anything that is no request's number */
  idOf(number: string): string | undefined;
}

/** Of what an operation may cost: it reckons for seconds. */
const VERIFICATION_COST = 8000;
const MOST_NOTED_SEALS = 100;
const HASH = /^[0-9a-f]{64}$/i;
const SEAL_ID = /^\d{1,18}$/;

/** Whether the record can be trusted. */
@Resolver()
export class EvidenceResolver {
  constructor(
    private readonly database: Database,
    private readonly verification: EvidenceVerification,
    private readonly accessLog: AccessLog,
    private readonly numbers: RequestNumbers,
  ) {}

  @Query(() => EvidenceReportType, {
    nullable: true,
    complexity: VERIFICATION_COST,
    description:
      'Reckons seals, chains and requests again and says what does not agree: for all that was sealed in a period, or for one request. Null: there is no such request.',
  })
  @MayCall('AUTHORITY')
  async verifyEvidence(
    @Ctx() context: CallContext,
    @Arg('period', () => EvidencePeriodInput, { nullable: true, description: 'A period, or' })
    period?: EvidencePeriodInput | null,
    @Arg('id', () => ID, { nullable: true, description: 'the number of one request.' })
    id?: string | null,
    @Arg('after', () => ID, { nullable: true, description: 'Go on after this seal of the period.' })
    after?: string | null,
    @Arg('notedSeals', () => [String], {
      defaultValue: [],
      description: 'Hashes of seals that were noted down earlier; each must still be there.',
    })
    notedSeals: string[] = [],
  ): Promise<EvidenceReportType | null> {
    const requestId = id ? this.numbers.idOf(id) : undefined;
    const problems = new InputProblems();
    problems.require(!period !== !id, 'period', 'must be given, or else id; not both');
    if (id) problems.require(requestId !== undefined, 'id', 'must be the number of a request');
    if (period) problems.require(period.from < period.until, 'period.until', 'must be after from');
    if (after) problems.require(SEAL_ID.test(after), 'after', 'must be the id of a seal');
    const few = notedSeals.length <= MOST_NOTED_SEALS;
    problems.require(few, 'notedSeals', `must be at most ${MOST_NOTED_SEALS}`);
    notedSeals.forEach((hash, index) => {
      problems.require(HASH.test(hash), `notedSeals.${index}`, 'must be 64 hexadecimal digits');
    });
    problems.throwIfAny();
    await this.accessLog.record(this.database, context, {
      operation: 'verifyEvidence',
      action: 'READ',
      outcome: 'GRANTED',
      ...(requestId === undefined
        ? {}
        : { objectType: 'EmergencyRequest', objectIds: [requestId] }),
    });
    const found =
      period && requestId === undefined
        ? await this.verification.ofPeriod(period, notedSeals, after ?? undefined)
        : await this.verification.ofRequest(requestId ?? '0', notedSeals);
    return found === undefined ? null : this.view(found);
  }

  private view(found: Verification): EvidenceReportType {
    return {
      ...found,
      intact: found.findings.length === 0,
      findings: found.findings.map((finding) => ({
        ...finding,
        requestId:
          finding.requestId === undefined ? undefined : this.numbers.numberOf(finding.requestId),
      })),
    };
  }
}
