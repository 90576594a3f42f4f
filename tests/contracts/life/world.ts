import type { CallerClaims } from '../../../src/access/caller';
import type { Queryable } from '../../../src/platform/database/statement';
import { createMarket, type Market } from '../market';

export interface Outcome {
  readonly __typename: 'ContractChanged' | 'Refused';
  readonly version: number;
  readonly contract: {
    readonly id: string;
    readonly version: { readonly version: number; readonly status: string };
  };
  readonly refusals: readonly { readonly code: string; readonly path: string | null }[];
}

export interface Negotiation {
  readonly version: number;
  readonly status: string;
  readonly penHolder: string;
  readonly contentHash: string;
  readonly insurerSignaturesNeeded: number | null;
  readonly supplierSignaturesNeeded: number | null;
  readonly reactionDays: number | null;
  readonly runningTerms: readonly { party: string; dueAt: string; overdue: boolean }[];
  readonly entries: readonly {
    readonly sequence: number;
    readonly party: string;
    readonly kind: string;
    readonly dueAt: string | null;
    readonly inTime: boolean | null;
  }[];
  readonly signatures: readonly { readonly signer: string; readonly counts: boolean }[];
}

const RESULT = `{ __typename
  ... on ContractChanged { version contract { id version { version status validFrom validUntil } } }
  ... on Refused { refusals { code path message } } }`;

/** A market in which contracts are drawn up, talked about and signed through the API. */
export interface LifeWorld extends Market {
  act(
    token: string,
    field: string,
    args: string,
    variables?: Record<string, unknown>,
  ): Promise<Outcome>;
  /** A draft of insurer A with supplier One; what is left out is of the whole of 2027. */
  draft(over?: Record<string, unknown>, terms?: Record<string, unknown>): Promise<string>;
  talks(id: string): Promise<Negotiation>;
  sign(token: string, id: string): Promise<Outcome>;
  offerAndSign(id: string): Promise<Outcome>;
  person(claims: CallerClaims): Promise<string>;
  /** How far each version of a contract is. */
  statuses(id: string): Promise<string[]>;
}

export const codesOf = (outcome: Outcome): string[] => outcome.refusals.map(({ code }) => code);

export const LINE = {
  lineNumber: 1,
  productGroup: 'A1001',
  tariffKind: 'PIECE',
  tariff: '1.5000',
  unit: 'piece',
};

export const EMERGENCY = { code: 'EMERGENCY', text: 'Day and night.' };

/** The clause beside those that are given, unless these terms say that there is none. */
function withEmergency({ emergencyClause = true, clauses = [] }: Record<string, unknown>): object {
  const given = clauses as readonly object[];
  return { emergencyClause, clauses: emergencyClause === true ? [EMERGENCY, ...given] : given };
}

const TYPES: Readonly<Record<string, string>> = {
  input: 'DraftContractInput!',
  changes: 'ContractChangesInput!',
  from: 'LocalDate!',
  on: 'LocalDate!',
  hash: 'String!',
  about: 'NegotiationAbout',
};

/** Versions of modules with one requirement that no contract can show, so that they keep none from force. */
export async function registerModules(
  owner: Queryable,
  versions: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [code, version] of Object.entries(versions)) {
    for (const text of [
      `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
       VALUES ('${code}', '${code}', '${code}', false, '{}', 'test')`,
      `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
       VALUES ('${code}', ${version}, 'DRAFT', 'x', '2026-01-01', 'test', false)`,
      `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty,
         force, level, judged_by)
       SELECT id, 1, 'X1', 'x', 'x', 'test', 'PROPOSED', 'ADVISORY', 'CONTRACT', 'people'
       FROM quality_module_version WHERE module_code = '${code}'`,
      `UPDATE quality_module_version SET status = 'REGISTERED', registered_on = '2026-01-01'
       WHERE module_code = '${code}'`,
    ]) {
      await owner.query({ name: '', text });
    }
  }
}

/** One registered module that binds every contract to an innovation clause. */
export async function registerClauseModule(owner: Queryable): Promise<void> {
  for (const text of [
    `INSERT INTO quality_module (code, name, dutch_name, in_register, categories, source)
     VALUES ('NEW', 'Innovation', 'Innovatie', false, '{}', 'test')`,
    `INSERT INTO quality_module_version (module_code, version, status, title, valid_from, source, verified)
     VALUES ('NEW', 1, 'DRAFT', 'First', '2026-01-01', 'test', false)`,
    `INSERT INTO quality_requirement (version_id, position, code, statement, dutch_statement, source, certainty, force,
       level, rule_kind, rule_parameters)
     SELECT id, 1, 'N1', 'The contract has an innovation clause.', 'Innovatieclausule.', 'test', 'PROPOSED', 'BINDING',
       'CONTRACT', 'CLAUSE_PRESENT', '{"clause": "INNOVATION"}' FROM quality_module_version`,
    `UPDATE quality_module_version SET status = 'REGISTERED', registered_on = '2026-01-01'`,
  ]) {
    await owner.query({ name: '', text });
  }
}

let made = 0;

export async function createLifeWorld(): Promise<LifeWorld> {
  const market = await createMarket();
  const act: LifeWorld['act'] = async (token, field, args, variables = {}) => {
    const declared = Object.keys(variables).map((name) => `$${name}: ${TYPES[name] ?? 'String!'}`);
    const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
    const answer = await market.ask<Record<string, Outcome>>(
      token,
      `mutation ${head} { ${field}(${args}) ${RESULT} }`,
      variables,
    );
    const outcome = answer[field];
    if (outcome === undefined) throw new Error(`No ${field}`);
    return outcome;
  };
  const talks: LifeWorld['talks'] = async (id) => {
    // A draft is its drafter's alone, so both are asked.
    const seen = await Promise.all(
      [market.insurerA, market.supplierOne].map(
        async (token) =>
          (
            await market.ask<{ contractNegotiation: Negotiation | null }>(
              token,
              `{ contractNegotiation(id: "${id}") { version status penHolder contentHash
                   insurerSignaturesNeeded supplierSignaturesNeeded reactionDays runningTerms { party dueAt overdue }
                   entries { sequence party kind dueAt inTime } signatures { signer counts } } }`,
            )
          ).contractNegotiation,
      ),
    );
    const [newest] = seen
      .filter((one) => one !== null)
      .sort((one, other) => other.version - one.version);
    if (newest === undefined) throw new Error(`Neither party sees contract ${id}`);
    return newest;
  };
  const sign: LifeWorld['sign'] = async (token, id) =>
    act(token, 'signContract', `contract: "${id}", contentHash: $hash`, {
      hash: (await talks(id)).contentHash,
    });
  return {
    ...market,
    act,
    talks,
    sign,
    person: (claims) => market.token(claims),
    async statuses(id) {
      const rows = await market.db.owner.query<{ status: string }>(
        {
          name: '',
          text: 'SELECT status FROM contract_version WHERE contract_id = $1 ORDER BY version',
        },
        [id],
      );
      return rows.map(({ status }) => status);
    },
    async draft(over = {}, terms = {}) {
      made += 1;
      const outcome = await act(market.insurerA, 'draftContract', 'input: $input', {
        input: {
          number: `LIFE-${made}`,
          otherParty: '76000001',
          lot: `Lot ${made}`,
          terms: {
            validFrom: '2027-01-01',
            validUntil: '2027-12-31',
            paymentForm: 'PIECE',
            lines: [LINE],
            ...terms,
            ...withEmergency(terms),
          },
          ...over,
        },
      });
      if (outcome.__typename === 'Refused') throw new Error(JSON.stringify(outcome.refusals));
      return outcome.contract.id;
    },
    async offerAndSign(id) {
      const { penHolder } = await talks(id);
      const holder = penHolder === 'INSURER' ? market.insurerA : market.supplierOne;
      await act(holder, 'offerContract', `contract: "${id}", words: "As agreed."`);
      await sign(market.insurerA, id);
      return sign(market.supplierOne, id);
    },
  };
}
