import { callerOf, type CallContext } from '../../access/call-context';
import { InvalidInput } from '../../platform/invalid-input';
import type { FileAnswer, FileCall, FileRoute } from '../../platform/http/file-route';
import type { RootFieldRule } from '../../platform/root-field-guard';
import { Refused } from '../../platform/refusal';
import { ContractImportError, wordsOf } from './contract-import-error';
import type { ContractImport } from './contract-import.service';
import type { ExportForm } from './export-text';
import type { AskedText, ContractExport } from './export.service';
import type { LineImport } from './line-import.service';

type ExportName = 'exportContract' | 'exportContractLines';
type ImportName = 'importContract' | 'importContractLines';

const FORMS = {
  JSON: { contentType: 'application/json; charset=utf-8', ending: 'json' },
  CSV: { contentType: 'text/csv; charset=utf-8', ending: 'csv' },
} as const;

/**
 * The files of contracts: a version as JSON, its lines as CSV.
 * @param rules of the operations of GraphQL that give the same
 */
export function exportRoutes(
  exporting: ContractExport,
  rules: Readonly<Record<ExportName, RootFieldRule<CallContext>>>,
): FileRoute<CallContext>[] {
  const route = (name: ExportName, path: string, form: ExportForm): FileRoute<CallContext> => ({
    name,
    method: 'GET',
    path,
    parameters: ['version', 'contentHash'],
    refusal: (context) => rules[name].refusal(context, { kind: 'Query', name }),
    handle: (call) => sendText(exporting, form, call),
  });
  return [
    route('exportContract', '/contracts/:id/export.json', 'JSON'),
    route('exportContractLines', '/contracts/:id/lines.csv', 'CSV'),
  ];
}

/**
 * Files of contracts that come in: a contract as JSON, the lines of one as CSV. All of a file or nothing.
 * @param rules of the operations of GraphQL that draw up and change the same
 */
export function importRoutes(
  contracts: ContractImport,
  lines: LineImport,
  rules: Readonly<Record<ImportName, RootFieldRule<CallContext>>>,
): FileRoute<CallContext>[] {
  const refusal = (name: ImportName) => (context: CallContext) =>
    rules[name].refusal(context, { kind: 'Mutation', name });
  return [
    {
      name: 'importContract',
      method: 'POST',
      path: '/contracts',
      accepts: 'application/json',
      refusal: refusal('importContract'),
      handle: ({ context, body }) =>
        imported(async () => {
          const done = await contracts.load(callerOf(context), body());
          const { contractId, ...rest } = done;
          const status = done.outcome === 'ADDED' ? 201 : 200;
          return { status, body: { contract: String(contractId), ...rest } };
        }),
    },
    {
      name: 'importContractLines',
      method: 'PUT',
      path: '/contracts/:id/lines.csv',
      accepts: 'text/csv',
      refusal: refusal('importContractLines'),
      handle: ({ context, id, body }) =>
        imported(async () => {
          const {
            version,
            imported: count,
            changed,
          } = await lines.replace(callerOf(context), id, body());
          const outcome = changed ? 'CHANGED' : 'THE_SAME';
          return { status: 200, body: { contract: id, version, lines: count, outcome } };
        }),
    },
  ];
}

async function imported(work: () => Promise<FileAnswer>): Promise<FileAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) {
      const isMissing = error.refusals.some(({ code }) => code === 'NOT_FOUND');
      return {
        status: isMissing ? 404 : 409,
        errors: error.refusals.map(({ code, message, path }) => ({
          message,
          code,
          ...(path === undefined ? {} : { place: { path } }),
        })),
      };
    }
    if (!(error instanceof ContractImportError)) throw error;
    return {
      status: 422,
      errors: error.problems.map((problem) => ({
        message: wordsOf(problem),
        code: problem.line === 0 ? 'BAD_FILE' : 'BAD_LINE',
        place: {
          ...(problem.line === 0 ? {} : { line: problem.line }),
          ...(problem.column === undefined ? {} : { column: problem.column }),
        },
      })),
      total: error.total,
    };
  }
}

async function sendText(
  exporting: ContractExport,
  form: ExportForm,
  { context, id, parameters, send }: FileCall<CallContext>,
): Promise<FileAnswer | undefined> {
  const { contentType, ending } = FORMS[form];
  const asked = { id, ...askedIn(parameters) };
  const wasSent = await exporting.send(callerOf(context), asked, form, ({ version, hash }) =>
    send({
      contentType,
      fileName: `contract-${id}-version-${version}.${ending}`,
      headers: { 'x-contract-version': String(version), 'x-content-hash': hash },
    }),
  );
  if (wasSent) return undefined;
  const message = 'You have no contract with this id, or not this version of it.';
  return { status: 404, errors: [{ code: 'NOT_FOUND', message }] };
}

/** @throws InvalidInput */
function askedIn({
  version,
  contentHash,
}: Readonly<Record<string, string>>): Omit<AskedText, 'id'> {
  if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version)) {
    throw new InvalidInput([{ path: 'version', message: 'must be a whole number from 1' }]);
  }
  return { version: version === undefined ? null : Number(version), contentHash };
}
