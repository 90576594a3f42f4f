import type { Product } from '../../support/product';

/** A requirement as it is drafted, with what all of these tests have alike. */
export function requirement(
  code: string,
  rule: { readonly kind: string; readonly parameters: string },
  over: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    code,
    statement: `What ${code} asks.`,
    dutchStatement: `Wat ${code} vraagt.`,
    source: 'test',
    certainty: 'PROPOSED',
    force: 'BINDING',
    level: 'CONTRACT',
    rule,
    ...over,
  };
}

/** Drafts the next version of a module through the API. @returns its number */
export async function draftNext(
  { ask }: Product,
  authority: string,
  module: string,
  validFrom: string,
  put: readonly Record<string, unknown>[],
  remove: readonly string[] = [],
): Promise<number> {
  const { draftModuleVersion } = await ask<{ draftModuleVersion: { version: number } }>(
    authority,
    `mutation ($input: DraftModuleVersionInput!) {
       draftModuleVersion(input: $input) { ... on ModuleVersion { version } } }`,
    {
      input: { module, title: 'Next', validFrom, source: 'test', verified: false, remove, put },
    },
  );
  return draftModuleVersion.version;
}

/** As `draftNext`, and registers it. */
export async function registerNext(
  product: Product,
  authority: string,
  module: string,
  validFrom: string,
  put: readonly Record<string, unknown>[],
  remove: readonly string[] = [],
): Promise<number> {
  const version = await draftNext(product, authority, module, validFrom, put, remove);
  const { registerModuleVersion } = await product.ask<{
    registerModuleVersion: { __typename: string };
  }>(
    authority,
    `mutation { registerModuleVersion(module: "${module}", version: ${version}) { __typename } }`,
  );
  expect(registerModuleVersion).toEqual({ __typename: 'ModuleVersion' });
  return version;
}
