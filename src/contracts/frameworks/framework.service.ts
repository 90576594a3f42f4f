import type { Caller } from '../../access/caller';
import type { PartiesSnapshot } from '../../parties/parties.snapshot';
import type { Clock } from '../../platform/clock';
import type { PageRequest } from '../../platform/cursor';
import type { Database, Transaction } from '../../platform/database/database';
import { InputProblems } from '../../platform/invalid-input';
import { orRefusals, refuse, type Refusal } from '../../platform/refusal';
import { found } from '../contract.view';
import { insertMessage } from '../../platform/outbox/outbox.sql';
import { givenText } from '../given-text.rules';
import { rowsOf } from '../rows-of-caller';
import {
  closeFramework,
  insertFramework,
  insertParticipants,
  lockAsked,
  lockLed,
  selectFrameworks,
  updateAnswer,
  type FrameworkAnswer,
} from './framework.sql';
import type { ContractFrameworkType } from './framework.types';

export interface OpenFramework {
  readonly number: string;
  readonly name: string;
  readonly lot?: string | null;
  /** AGB. */
  readonly supplier?: string | null;
  /** UZOVI codes of the others that are asked to take part. */
  readonly insurers: readonly string[];
}

/** With the id that lists go by. */
export type FrameworkView = ContractFrameworkType & { readonly id: string };

export type FrameworkResult =
  { readonly framework: ContractFrameworkType } | { readonly refusals: readonly Refusal[] };

const LONGEST_NUMBER = 40;

/** Joint procurement: several insurers under one framework, each of its own accord, with its own contracts. */
export class FrameworkService {
  constructor(
    private readonly database: Database,
    private readonly parties: PartiesSnapshot,
    private readonly clock: Clock,
  ) {}

  /** @returns those that the caller may see, oldest first, and one more than asked for when there are more */
  async list(
    caller: Caller,
    { first, after }: PageRequest<readonly [string]>,
  ): Promise<FrameworkView[]> {
    return this.read(caller, null, after?.[0] ?? '0', first + 1);
  }

  /** @returns null when there is none, or none that the caller may see: which of the two is not told */
  async byNumber(caller: Caller, number: string): Promise<ContractFrameworkType | null> {
    return (await this.read(caller, number, '0', 1))[0] ?? null;
  }

  /** Opens one that the caller leads. @throws InvalidInput naming every field that is wrong */
  async open(caller: Caller, input: OpenFramework): Promise<FrameworkResult> {
    const parties = await this.parties.current();
    const problems = new InputProblems();
    const lead = leadOf(caller);
    const number = givenText(problems, 'input.number', input.number, LONGEST_NUMBER);
    problems.require(
      number.startsWith(`${lead}-`),
      'input.number',
      `must begin with your UZOVI code and a hyphen, such as ${lead}-01: so nobody takes another's`,
    );
    const name = givenText(problems, 'input.name', input.name, 200);
    const lot = input.lot == null ? null : givenText(problems, 'input.lot', input.lot, 80);
    const supplier = input.supplier ?? null;
    problems.require(
      supplier === null || parties.supplierByAgb.has(supplier),
      'input.supplier',
      'must be the AGB code of a supplier',
    );
    problems.require(
      lot !== null || supplier !== null,
      'input.lot',
      'must be there when there is no supplier: for one of the two is procured together',
    );
    const others = [...new Set(input.insurers)].filter((uzovi) => uzovi !== lead);
    problems.require(
      others.length > 0,
      'input.insurers',
      'must name another insurer than yourself',
    );
    input.insurers.forEach((uzovi, at) => {
      problems.require(
        parties.insurerByUzovi.has(uzovi),
        `input.insurers.${at}`,
        'must be the UZOVI code of an insurer',
      );
    });
    problems.throwIfAny();
    return this.act(caller, number, async (transaction, now) => {
      const values = [number, name, lot, supplier, lead, now];
      const [framework] = await transaction.query(insertFramework, values);
      if (framework === undefined) {
        refuse(
          'NUMBER_TAKEN',
          'You have opened a joint procurement with this number before.',
          'input.number',
        );
      }
      await transaction.query(insertParticipants, [
        framework.id,
        lead,
        caller.subject,
        now,
        others,
      ]);
      return 'OPENED';
    });
  }

  /** The caller's own answer, once; the same again changes nothing. */
  answer(
    caller: Caller,
    number: string,
    answer: Extract<FrameworkAnswer, 'JOINED' | 'DECLINED'>,
  ): Promise<FrameworkResult> {
    const uzovi = leadOf(caller);
    return this.act(caller, number, async (transaction, now) => {
      const [asked] = await transaction.query(lockAsked, [number, uzovi, null]);
      if (asked === undefined) {
        refuse('NOT_FOUND', 'You were asked for no joint procurement of this number.', 'number');
      }
      if (asked.answer === answer) return undefined;
      if (asked.isClosed) {
        refuse('WRONG_STATE', 'This joint procurement has been closed.', 'number');
      }
      if (asked.answer !== 'INVITED') {
        refuse('WRONG_STATE', `Your answer was ${asked.answer}, and stays so.`, 'number');
      }
      const values = [asked.frameworkId, uzovi, answer, caller.subject, now];
      await transaction.query(updateAnswer, values);
      return answer;
    });
  }

  /**
   * Closes one that the caller leads: invitations lapse, and nothing is added any more. Closed again, nothing
   * changes. @throws InvalidInput when there is no reason
   */
  close(caller: Caller, number: string, reason: string): Promise<FrameworkResult> {
    const problems = new InputProblems();
    const words = givenText(problems, 'reason', reason, 500);
    problems.throwIfAny();
    return this.act(caller, number, async (transaction, now) => {
      const [led] = await transaction.query(lockLed, [number, leadOf(caller)]);
      if (led === undefined) {
        refuse('NOT_FOUND', 'You lead no joint procurement with this number.', 'number');
      }
      if (led.isClosed) return undefined;
      await transaction.query(closeFramework, [led.id, now, caller.subject, words]);
      return 'CLOSED';
    });
  }

  /** @param work gives what to tell the world, where there is anything */
  private async act(
    caller: Caller,
    number: string,
    work: (transaction: Transaction, now: Date) => Promise<string | undefined>,
  ): Promise<FrameworkResult> {
    const outcome = await orRefusals(() =>
      this.database.inTransaction(async (transaction) => {
        const now = this.clock.now();
        const event = await work(transaction, now);
        if (event === undefined) return;
        const message = { framework: number, event, insurer: caller.uzovi };
        const values = [now, 'contract.framework', JSON.stringify(message)];
        await transaction.query(insertMessage, values);
      }),
    );
    if ('refusals' in outcome) return outcome;
    return {
      framework: found((await this.byNumber(caller, number)) ?? undefined, 'framework', number),
    };
  }

  private async read(
    caller: Caller,
    number: string | null,
    after: string,
    most: number,
  ): Promise<FrameworkView[]> {
    const rows = await this.database.query(selectFrameworks, [
      ...rowsOf(caller),
      number,
      after,
      most,
    ]);
    const [first] = rows;
    if (first === undefined) return [];
    const parties = await this.parties.atVersion(first.references);
    const insurer = (uzovi: string): ContractFrameworkType['ledBy'] =>
      found(parties.insurerByUzovi.get(uzovi), 'insurer', uzovi);
    const supplier = (agb: string): ContractFrameworkType['supplier'] =>
      found(parties.supplierByAgb.get(agb), 'supplier', agb);
    return rows.map(({ references: _references, supplierAgb, ledBy, participants, ...row }) => ({
      ...row,
      __typename: 'ContractFramework',
      supplier: supplierAgb === null ? null : supplier(supplierAgb),
      ledBy: insurer(ledBy),
      participants: participants.map(({ uzovi, ...rest }) => ({
        ...rest,
        insurer: insurer(uzovi),
      })),
    }));
  }
}

/** Where what a contract is drawn up under was given. */
export interface FrameworkPaths {
  readonly framework: string;
  readonly lot: string;
  readonly supplier: string;
}

const OF_INPUT: FrameworkPaths = {
  framework: 'input.framework',
  lot: 'input.lot',
  supplier: 'input.otherParty',
};

/**
 * The joint procurement that a contract is drawn up under. Refuses unless the insurer has joined it, and
 * it is for this lot and supplier.
 */
export async function frameworkIdFor(
  transaction: Transaction,
  number: string,
  contract: { readonly insurer: string; readonly supplier: string; readonly lot: string },
  paths = OF_INPUT,
): Promise<number> {
  const [asked] = await transaction.query(lockAsked, [number, contract.insurer, contract.lot]);
  if (asked === undefined || asked.answer === 'DECLINED') {
    const message = 'You take part in no joint procurement with this number.';
    return refuse('NOT_FOUND', message, paths.framework);
  }
  const { answer, lot, isForLot, supplierAgb, frameworkId } = asked;
  if (asked.isClosed) {
    return refuse(
      'WRONG_STATE',
      'The joint procurement has been closed: no contract can be drawn up under it.',
      paths.framework,
    );
  }
  if (answer === 'INVITED') {
    return refuse('WRONG_STATE', 'Join the joint procurement first.', paths.framework);
  }
  if (!isForLot) refuse('WRONG_STATE', `The joint procurement is for the lot ${lot}.`, paths.lot);
  if (supplierAgb !== null && supplierAgb !== contract.supplier) {
    const message = `The joint procurement is for the supplier ${supplierAgb}.`;
    refuse('WRONG_STATE', message, paths.supplier);
  }
  return frameworkId;
}

function leadOf({ uzovi }: Caller): string {
  if (uzovi === undefined) throw new Error('Only insurers get here');
  return uzovi;
}
