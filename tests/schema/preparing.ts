import type { CallerClaims } from '../../src/access/caller';
import { claimsOf } from '../../src/commands/demo-users';
import type { SampleOperation } from '../../src/platform/graphql/operations';
import type { Product } from '../support/product';
import type { Prepared } from './operation-row';

/** A state that a request must be in before the act of a document can be done to it. */
export type RequestState = 'RESERVED' | 'ACCEPTED' | 'READY' | 'DISPATCHED' | 'SUSPENDED';

const STEPS: Readonly<Record<RequestState, readonly string[]>> = {
  RESERVED: [],
  ACCEPTED: ['acceptEmergencyRequest'],
  READY: ['acceptEmergencyRequest'],
  DISPATCHED: ['acceptEmergencyRequest', 'dispatchEmergencyRequest'],
  SUSPENDED: ['acceptEmergencyRequest', 'suspendClock'],
};

/** @param user a demo user, or one of those that may follow its name: 'stock-point SP-0006' */
export function demoClaims(user: string): CallerClaims {
  const [name, code] = user.split(' ');
  return claimsOf(name, code);
}

/** Brings things to the point at which a document can be run, by means of the other documents. */
export class Preparing {
  private made = 0;

  constructor(
    private readonly product: Product,
    private readonly documents: readonly SampleOperation[],
  ) {}

  documentOf(name: string): SampleOperation {
    const found = this.documents.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no document ${name}`);
    return found;
  }

  /** The input that ships with a document. */
  inputOf(name: string): object {
    return this.documentOf(name).variables['input'] as object;
  }

  /** A number that was not given before. */
  next(): number {
    this.made += 1;
    return this.made;
  }

  /** Runs a shipped document; the test fails when it is refused. */
  async run<Data>(user: string, name: string, over: object = {}): Promise<Data> {
    const { document, variables } = this.documentOf(name);
    const token = await this.product.token(demoClaims(user));
    const answer = await this.product.ask<Record<string, Data & { __typename?: string }>>(
      token,
      document,
      { ...variables, ...over },
    );
    const data = answer[name];
    if (data === undefined || data.__typename === 'Refused') {
      throw new Error(`${name}: ${JSON.stringify(answer)}`);
    }
    return data;
  }

  /** A request placed as the shipped document does, and those who act on it after that. */
  async request(state: RequestState, suspendedFor = 'PATIENT_UNREACHABLE'): Promise<Prepared> {
    const input = {
      ...this.inputOf('placeEmergencyRequest'),
      requestKey: `before-${this.next()}`,
      handover: state === 'READY' ? 'PICKUP' : 'DELIVERY',
    };
    const placed = await this.run<{ number: string; parts: { stockPoint: { id: string } }[] }>(
      'prescriber',
      'placeEmergencyRequest',
      { input },
    );
    expect(placed.parts).toHaveLength(1);
    const id = placed.number;
    const user = `stock-point ${placed.parts[0]?.stockPoint.id}`;
    for (const step of STEPS[state]) {
      const reason = step === 'suspendClock' ? { reason: suspendedFor } : {};
      await this.run(user, step, { id, ...reason });
    }
    return { variables: { id }, user };
  }

  /** The input of a contract that is not there yet. */
  draftInput(): object {
    const number = `EIGEN-${this.next()}`;
    return { ...this.inputOf('draftContract'), number, lot: `Lot ${number}` };
  }

  async contract(state: 'DRAFT' | 'OFFERED' | 'SIGNED'): Promise<{ contract: string }> {
    const made = await this.run<{ contract: { id: string } }>('insurer', 'draftContract', {
      input: this.draftInput(),
    });
    const contract = made.contract.id;
    if (state === 'DRAFT') return { contract };
    await this.run('insurer', 'offerContract', { contract });
    if (state === 'OFFERED') return { contract };
    const contentHash = await this.hashOf(contract);
    await this.run('insurer', 'signContract', { contract, contentHash });
    await this.run('supplier', 'signContract', { contract, contentHash });
    return { contract };
  }

  async hashOf(contract: string): Promise<string> {
    const talks = await this.run<{ contentHash: string }>('insurer', 'contractNegotiation', {
      id: contract,
    });
    return talks.contentHash;
  }

  /** A joint procurement of the demo's insurer, to which another one was asked. */
  async framework(): Promise<{ number: string }> {
    const number = `3311-${this.next()}`;
    const input = { ...this.inputOf('openContractFramework'), number };
    await this.run('insurer', 'openContractFramework', { input });
    return { number };
  }

  async authorisation(state: 'SUBMITTED' | 'INFORMATION_ASKED'): Promise<{ id: number }> {
    const input = {
      ...this.inputOf('requestAuthorisation'),
      requestKey: `before-${this.next()}`,
    };
    const { id } = await this.run<{ id: number }>('supplier', 'requestAuthorisation', { input });
    if (state === 'INFORMATION_ASKED') {
      await this.run('insurer', 'askAuthorisationInformation', { id });
    }
    return { id };
  }

  /** A dispute that the demo's supplier opened. */
  async dispute(state: 'OPENED' | 'HEARD' | 'FED_BACK'): Promise<{ id: number }> {
    const { id } = await this.run<{ id: number }>('supplier', 'openDispute');
    if (state !== 'OPENED') await this.run('insurer', 'answerDispute', { id });
    if (state === 'FED_BACK') await this.run('supplier', 'feedBackDisputeOutcome', { id });
    return { id };
  }

  /** The draft of the next version of a module. */
  async moduleDraft(module: string): Promise<{ module: string; version: number }> {
    const { version } = await this.run<{ version: number }>('nza', 'draftModuleVersion', {
      input: {
        ...this.inputOf('draftModuleVersion'),
        module,
        validFrom: `${2030 + this.next()}-01-01`,
        remove: [],
      },
    });
    return { module, version };
  }
}
