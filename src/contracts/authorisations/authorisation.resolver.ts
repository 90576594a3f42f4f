import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { MayCall } from '../../access/access-rule';
import { callerOf, type CallContext } from '../../access/call-context';
import type { Caller } from '../../access/caller';
import type { Catalogue } from '../../catalogue/catalogue';
import type { CatalogueSnapshot } from '../../catalogue/catalogue.snapshot';
import type { Parties, PartiesSnapshot } from '../../parties/parties.snapshot';
import type { PatientCipher } from '../../parties/patient-cipher';
import { cursorFormat, pageOf, pageRequest, type Page } from '../../platform/cursor';
import { PageArgs } from '../../platform/graphql/connection';
import { refused, type RefusedType } from '../../platform/graphql/refusal.types';
import { LocalDate } from '../../platform/graphql/scalars';
import type { CarePhase } from '../../quality/quality-module';
import { found, subjectOf } from '../contract.view';
import type { AuthorisationIntake } from './authorisation-intake.service';
import type { AuthorisationReading } from './authorisation-reading.service';
import type { AuthorisationResult } from './authorisation-steps';
import type { AuthorisationService } from './authorisation.service';
import { isOpen } from './authorisation.rules';
import type { AuthorisationRow } from './authorisation.sql';
import {
  AuthorisationConnection,
  AuthorisationFiguresType,
  AuthorisationInputType,
  AuthorisationResultUnion,
  AuthorisationType,
  RejectionInput,
  type AuthorisationPatientType,
} from './authorisation.types';

const order = cursorFormat('authorisations', ['integer']);
const NUMBER = { description: 'Number of the request for permission.' };
const WORDS = { description: 'In words, 5 to 4000 characters.' };

/** Permission beforehand (machtiging). */
@Resolver()
export class AuthorisationResolver {
  constructor(
    private readonly intake: AuthorisationIntake,
    private readonly permissions: AuthorisationService,
    private readonly reading: AuthorisationReading,
    private readonly catalogue: CatalogueSnapshot,
    private readonly parties: PartiesSnapshot,
    private readonly cipher: PatientCipher,
  ) {}

  @Query(() => AuthorisationConnection, {
    description: 'Requests for permission that you asked, or have to decide on; newest first.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'PRESCRIBER', 'AUTHORITY')
  async authorisations(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: CallContext,
    @Arg('onlyUndecided', () => Boolean, {
      defaultValue: false,
      description: 'Only those not decided.',
    })
    onlyUndecided: boolean,
  ): Promise<Page<AuthorisationType>> {
    const request = pageRequest(page, order);
    const before = request.after === undefined ? null : Number(request.after[0]);
    const rows = await this.reading.list(onlyUndecided, request.first, before, context);
    const views = await Promise.all(rows.map((row) => this.view(row, context)));
    return pageOf(views, request, ({ id }) => order.encode([String(id)]));
  }

  @Query(() => AuthorisationType, {
    nullable: true,
    description: 'One; null when it is not yours to see.',
  })
  @MayCall('INSURER', 'SUPPLIER', 'PRESCRIBER', 'AUTHORITY')
  async authorisation(
    @Arg('id', () => Int, NUMBER) id: number,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationType | null> {
    const row = await this.reading.byId(id, context);
    return row === null ? null : this.view(row, context);
  }

  @Query(() => [AuthorisationFiguresType], {
    description: 'Share rejected, median days and reasons, of what was submitted in a period.',
  })
  @MayCall('INSURER', 'AUTHORITY')
  async authorisationFigures(
    @Arg('from', () => LocalDate, { description: 'First day.' }) from: string,
    @Arg('until', () => LocalDate, { description: 'The day after the last.' }) until: string,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationFiguresType[]> {
    const [rows, parties] = await Promise.all([
      this.reading.figures(from, until, callerOf(context)),
      this.parties.current(),
    ]);
    return rows.map(({ insurerUzovi, figures }) => ({
      ...figures,
      insurer: found(parties.insurerByUzovi.get(insurerUzovi), 'insurer', insurerUzovi),
    }));
  }

  @Mutation(() => AuthorisationResultUnion, {
    description: 'Asks for permission. An emergency needs none.',
  })
  @MayCall('SUPPLIER', 'PRESCRIBER')
  async requestAuthorisation(
    @Arg('input', () => AuthorisationInputType, { description: 'What for, and on what grounds.' })
    input: AuthorisationInputType,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationType | RefusedType> {
    return this.answer(await this.intake.submit(input, context), context);
  }

  @Mutation(() => AuthorisationResultUnion, { description: 'Gives permission.' })
  @MayCall('INSURER')
  async approveAuthorisation(
    @Arg('id', () => Int, NUMBER) id: number,
    @Ctx() context: CallContext,
    @Arg('words', () => String, { nullable: true, description: 'A remark.' }) words?: string,
  ): Promise<AuthorisationType | RefusedType> {
    return this.answer(await this.permissions.approve(id, words ?? null, context), context);
  }

  @Mutation(() => AuthorisationResultUnion, {
    description:
      'Rejects, motivated: without code, words and requirement the rejection itself is refused.',
  })
  @MayCall('INSURER')
  async rejectAuthorisation(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('rejection', () => RejectionInput, { description: 'Why.' }) rejection: RejectionInput,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationType | RefusedType> {
    return this.answer(await this.permissions.reject(id, rejection, context), context);
  }

  @Mutation(() => AuthorisationResultUnion, { description: 'Asks who asks for more information.' })
  @MayCall('INSURER')
  async askAuthorisationInformation(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationType | RefusedType> {
    return this.answer(await this.permissions.askInformation(id, words, context), context);
  }

  @Mutation(() => AuthorisationResultUnion, { description: 'Answers what the insurer asked.' })
  @MayCall('SUPPLIER', 'PRESCRIBER')
  async giveAuthorisationInformation(
    @Arg('id', () => Int, NUMBER) id: number,
    @Arg('words', () => String, WORDS) words: string,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationType | RefusedType> {
    return this.answer(await this.permissions.giveInformation(id, words, context), context);
  }

  @Mutation(() => AuthorisationResultUnion, {
    description: 'Takes the request for permission back.',
  })
  @MayCall('SUPPLIER', 'PRESCRIBER')
  async withdrawAuthorisation(
    @Arg('id', () => Int, NUMBER) id: number,
    @Ctx() context: CallContext,
  ): Promise<AuthorisationType | RefusedType> {
    return this.answer(await this.permissions.withdraw(id, context), context);
  }

  private async answer(
    result: AuthorisationResult,
    context: CallContext,
  ): Promise<AuthorisationType | RefusedType> {
    if ('refusals' in result) return refused(result.refusals);
    const row = await this.reading.byId(result.id, context);
    if (row === null)
      throw new Error('A request for permission that was just changed is not there');
    return this.view(row, context);
  }

  private async view(row: AuthorisationRow, context: CallContext): Promise<AuthorisationType> {
    const [parties, catalogue] = await Promise.all([
      this.parties.current(),
      this.catalogue.current(),
    ]);
    const patient =
      callerOf(context).role === 'AUTHORITY'
        ? null
        : (this.cipher.open(row) as AuthorisationPatientType);
    return viewOf(
      row,
      parties,
      catalogue,
      patient,
      termOf(row, callerOf(context), this.reading.today),
    );
  }
}

/** What a contract with another supplier agrees is not for who asks. */
function termOf(
  { decideBy, decisionTerm, steps }: AuthorisationRow,
  { role }: Caller,
  today: string,
): Pick<AuthorisationType, 'decideBy' | 'overdue'> {
  const mayKnow = role === 'INSURER' || role === 'AUTHORITY' || decisionTerm === 'OWN_CONTRACT';
  if (decideBy === null || !mayKnow) return { decideBy: null, overdue: null };
  return { decideBy, overdue: isOpen(steps.at(-1)?.kind ?? 'SUBMITTED') && decideBy < today };
}

function viewOf(
  row: AuthorisationRow,
  parties: Parties,
  catalogue: Catalogue,
  patient: AuthorisationPatientType | null,
  term: Pick<AuthorisationType, 'decideBy' | 'overdue'>,
): AuthorisationType {
  const [productGroup, article] = subjectOf(row.productGroupCode, row.articleId, { catalogue });
  return {
    __typename: 'Authorisation',
    id: row.id,
    insurer: found(parties.insurerByUzovi.get(row.insurerUzovi), 'insurer', row.insurerUzovi),
    askedByAgb: row.askedByAgb,
    productGroup,
    article,
    functionalNeeds: row.functionalNeeds,
    moduleCode: row.moduleCode,
    moduleVersion: row.moduleVersion,
    phase: row.phase as CarePhase,
    patient,
    submittedAt: row.submittedAt,
    ...term,
    state: row.steps.at(-1)?.kind ?? 'SUBMITTED',
    steps: row.steps,
  };
}
