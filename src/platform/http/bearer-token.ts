import type { IncomingMessage } from 'node:http';
import { NotSignedIn } from '../call-errors';

/** @throws NotSignedIn when there is an Authorization header of another kind */
export function bearerToken({ headers }: IncomingMessage): string | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new NotSignedIn('Send a token as "Authorization: Bearer ...".');
  return token;
}
