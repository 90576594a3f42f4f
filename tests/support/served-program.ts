import type { NodeProcess } from './node-process';

/** @returns the address of GraphQL, once the program says that it serves there */
export async function served(program: NodeProcess): Promise<string> {
  for (;;) {
    const url = /serves at (\S+)/.exec(program.errorText())?.[1];
    if (url !== undefined) return url;
    if (program.child.exitCode !== null) throw new Error(program.errorText());
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** @returns what the body of the answer says, whatever it is */
export async function ask(
  url: string,
  query: string,
  token?: string,
  variables?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}
