/** Nobody is signed in, or the token is no good. The API answers UNAUTHENTICATED. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';

  constructor(message = 'Sign in first: send a token as "Authorization: Bearer ...".') {
    super(message);
  }
}

/** Who calls is known and may not do this. The API answers FORBIDDEN. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** The call asks for more than one call may. The API answers TOO_COSTLY. */
export class TooCostly extends Error {
  override readonly name = 'TooCostly';
}
