import { RequestContext } from '../platform/request-context';
import { NotSignedIn } from '../platform/call-errors';
import type { Caller } from './caller';

/** The context of every resolver. In a resolver: `import type { CallContext }`. */
export type CallContext = RequestContext<Caller>;

/**
 * Who calls. Behind a rule other than PUBLIC there always is one.
 * @throws NotSignedIn
 */
export function callerOf(context: CallContext): Caller {
  if (context.caller === undefined) throw new NotSignedIn();
  return context.caller;
}
