import type { AccessLog } from '../../access/access-log.service';
import { callerOf, type CallContext } from '../../access/call-context';
import { checkAskedDevice } from '../../catalogue/asked-device.rules';
import { parseBirthDate } from '../../parties/birth-date.rules';
import { parseBsn } from '../../parties/bsn.rules';
import type { PatientCipher } from '../../parties/patient-cipher';
import { localDate } from '../../platform/amsterdam-time';
import type { Clock } from '../../platform/clock';
import type { Database, Transaction } from '../../platform/database/database';
import { constraintOf } from '../../platform/database/retry.rules';
import { InputProblems } from '../../platform/invalid-input';
import type { Refusal } from '../../platform/refusal';
import { checkNeeds } from '../../quality/functional-needs.rules';
import { selectsGroup } from '../../quality/group-selection.rules';
import type { CarePhase } from '../../quality/quality-module';
import type { QualitySnapshot } from '../../quality/quality.snapshot';
import { eitherOf, groupWords } from '../../quality/words';
import type { ContractSnapshots } from '../reference-data';
import { askerOf, recordStep, type AuthorisationResult } from './authorisation-steps';
import {
  insertAuthorisation,
  selectAuthorisationByKey,
  selectModulesInForce,
} from './authorisation.sql';

export interface AuthorisationInput {
  readonly requestKey: string;
  readonly insurer: string;
  readonly patient: { readonly bsn: string; readonly birthDate: string };
  readonly productGroup?: string | null;
  readonly gtin?: string | null;
  /** ICF codes, with or without qualifiers. */
  readonly functionalNeeds: readonly string[];
  readonly module: string;
  readonly phase: CarePhase;
  readonly urgent: boolean;
}

/** What is asked, with nothing wrong in it. */
interface Asked {
  readonly key: string;
  readonly insurer: string;
  readonly bsn: string;
  readonly birthDate: string;
  readonly groupCode: string;
  readonly articleId: number | null;
  readonly needs: readonly string[];
  readonly moduleCode: string;
  readonly moduleVersionId: number;
  readonly phase: CarePhase;
}

/** Takes requests for permission in, each once. An emergency never needs one. */
export class AuthorisationIntake {
  constructor(
    private readonly database: Database,
    private readonly snapshots: Pick<ContractSnapshots, 'catalogue' | 'parties'> & {
      readonly quality: QualitySnapshot;
    },
    private readonly cipher: PatientCipher,
    private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * The same key with the same content gives the request that there is, however many come at once; with
   * other content it is refused.
   * @throws InvalidInput naming every field that is wrong
   */
  async submit(input: AuthorisationInput, context: CallContext): Promise<AuthorisationResult> {
    if (input.urgent) {
      const message = 'An emergency needs no permission beforehand: place an emergency request.';
      return { refusals: [{ code: 'NOT_NEEDED', message, path: 'input.urgent' }] };
    }
    const asked = await this.check(input);
    if ('refusals' in asked) return asked;
    const agb = askerOf(callerOf(context));
    const known = await this.again(agb, asked);
    if (known !== undefined) return known;
    try {
      return await this.database.inTransaction((transaction) =>
        this.store(transaction, agb, asked, context),
      );
    } catch (error) {
      if (constraintOf(error) !== 'one_authorisation_one_key') throw error;
      // Another one with this key was quicker; it has been committed, or this insert would still wait.
      const first = await this.again(agb, asked);
      if (first === undefined) throw error;
      return first;
    }
  }

  private async check(
    input: AuthorisationInput,
  ): Promise<Asked | { readonly refusals: readonly Refusal[] }> {
    const problems = new InputProblems();
    const key = input.requestKey.trim();
    problems.require(
      key.length >= 1 && key.length <= 100,
      'input.requestKey',
      'must be 1 to 100 characters',
    );
    const bsn = parseBsn(input.patient.bsn);
    if (!bsn.ok) problems.add('input.patient.bsn', bsn.problem);
    const today = localDate(this.clock.now());
    const birthDate = parseBirthDate(input.patient.birthDate, today);
    if (!birthDate.ok) problems.add('input.patient.birthDate', birthDate.problem);
    const [parties, catalogue, quality, modules] = await Promise.all([
      this.snapshots.parties.current(),
      this.snapshots.catalogue.current(),
      this.snapshots.quality.current(),
      this.database.query(selectModulesInForce, [today]),
    ]);
    checkNeeds(input.functionalNeeds, quality.needByCode, 'input.functionalNeeds', problems);
    const module = modules.find(({ code }) => code === input.module);
    problems.require(
      parties.insurerByUzovi.has(input.insurer),
      'input.insurer',
      'must be the UZOVI code of an insurer',
    );
    const wish = { ...input, characteristics: [], substitution: 'ALLOWED' } as const;
    const device = checkAskedDevice(wish, catalogue, 'input');
    if (!device.ok) for (const { path, message } of device.problems) problems.add(path, message);
    problems.require(
      module !== undefined,
      'input.module',
      'must be the code of a module in force: see qualityModules',
    );
    problems.throwIfAny();
    if (!bsn.ok || !birthDate.ok || !device.ok || module === undefined) {
      throw new Error('Everything that is missing is a problem');
    }
    const { group } = device;
    if (!selectsGroup(module, group)) {
      const others = modules.filter((one) => selectsGroup(one, group)).map(({ code }) => code);
      const message = `${module.code} is not about ${groupWords(group)}. Name the module that was followed for it: ${eitherOf(others)}.`;
      return { refusals: [{ code: 'MODULE_NOT_ABOUT_DEVICE', message, path: 'input.module' }] };
    }
    return {
      key,
      insurer: input.insurer,
      bsn: bsn.value,
      birthDate: birthDate.value,
      groupCode: group.code,
      articleId: device.device.articleId ?? null,
      needs: [...new Set(input.functionalNeeds.map((code) => code.trim().toLowerCase()))],
      moduleCode: input.module,
      moduleVersionId: module.versionId,
      phase: input.phase,
    };
  }

  /** What came of the same key before; undefined: it was not used. */
  private async again(agb: string, asked: Asked): Promise<AuthorisationResult | undefined> {
    const [known] = await this.database.query(selectAuthorisationByKey, [
      agb,
      asked.key,
      asked.insurer,
      asked.groupCode,
      asked.articleId,
      asked.needs,
      asked.moduleCode,
      asked.phase,
      this.cipher.hashBsn(asked.bsn),
    ]);
    if (known === undefined) return undefined;
    const { birthDate } = this.cipher.open(known) as { birthDate: string };
    if (known.isAlike && birthDate === asked.birthDate) return { id: known.id };
    const message =
      'This requestKey was used before for a request with other content. Use a new key for a new request, ' +
      'or send exactly the same request to get the one that there is.';
    return { refusals: [{ code: 'KEY_REUSED', message, path: 'input.requestKey' }] };
  }

  private async store(
    transaction: Transaction,
    agb: string,
    asked: Asked,
    context: CallContext,
  ): Promise<{ id: number }> {
    const { sealed, keyId } = this.cipher.seal({ bsn: asked.bsn, birthDate: asked.birthDate });
    const at = this.clock.now();
    const [row] = await transaction.query(insertAuthorisation, [
      asked.insurer,
      callerOf(context).role,
      agb,
      asked.key,
      asked.groupCode,
      asked.articleId,
      asked.needs,
      asked.moduleVersionId,
      asked.phase,
      this.cipher.hashBsn(asked.bsn),
      sealed,
      keyId,
      at,
    ]);
    if (row === undefined) throw new Error('The request for permission was not stored');
    await recordStep(transaction, this.accessLog, context, {
      authorisationId: row.id,
      sequence: 1,
      kind: 'SUBMITTED',
      at,
      words: null,
      rejection: null,
    });
    return { id: row.id };
  }
}
