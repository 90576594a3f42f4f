import { callerOf, type CallContext } from '../../access/call-context';
import { InvalidInput } from '../../platform/invalid-input';
import type { FileAnswer, FileCall, FileRoute } from '../../platform/http/file-route';
import type { RootFieldRule } from '../../platform/root-field-guard';
import type { ExportForm } from './export-text';
import type { AskedText, ContractExport } from './export.service';

type ExportName = 'exportContract' | 'exportContractLines';

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
