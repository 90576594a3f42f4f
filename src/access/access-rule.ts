import { NotAllowed, NotSignedIn } from '../platform/call-errors';
import type { RootField, RootFieldGuard, RootFieldRule } from '../platform/root-field-guard';
import type { CallContext } from './call-context';
import type { CallerRole } from './caller';

/** Who may call a root field. */
type Audience = 'PUBLIC' | 'ANYONE_SIGNED_IN' | readonly CallerRole[];

const audiences = new WeakMap<object, Map<string, Audience>>();

const ROLE_WORDS: Readonly<Record<CallerRole, string>> = {
  PRESCRIBER: 'prescriber',
  STOCK_POINT: 'stock point',
  SUPPLIER: 'supplier',
  INSURER: 'insurer',
  AUTHORITY: 'authority (NZa, IGJ)',
};

/**
 * Says who may call a Query or Mutation; stands beside type-graphql's own decorator. A root field
 * without it does not build: nothing is open by being forgotten.
 *
 * It guards the door only. Which rows a caller sees (an organisation its own) is said in SQL.
 */
export function MayCall(
  ...who: ['PUBLIC'] | ['ANYONE_SIGNED_IN'] | [CallerRole, ...CallerRole[]]
): MethodDecorator {
  const audience: Audience = who[0] === 'PUBLIC' || who[0] === 'ANYONE_SIGNED_IN' ? who[0] : who;
  return (prototype, method) => {
    const byMethod = audiences.get(prototype.constructor) ?? new Map<string, Audience>();
    audiences.set(prototype.constructor, byMethod);
    byMethod.set(String(method), audience);
  };
}

/** Told of every call that was refused because of the caller's role. Must not throw, nor be waited for. */
export type OnDenied = (context: CallContext, field: RootField) => void;

/** Enforces `MayCall` when given to `buildApiSchema`. */
export function accessGuard(onDenied: OnDenied = () => undefined): RootFieldGuard<CallContext> {
  return {
    ruleFor(resolverClass, method) {
      const audience = audiences.get(resolverClass)?.get(method);
      return audience === undefined ? undefined : ruleOf(audience, onDenied);
    },
  };
}

function ruleOf(audience: Audience, onDenied: OnDenied): RootFieldRule<CallContext> {
  if (audience === 'PUBLIC') {
    return {
      description: 'May be called by: anyone, also without signing in.',
      refusal: () => undefined,
    };
  }
  if (audience === 'ANYONE_SIGNED_IN') {
    return {
      description: 'May be called by: anyone signed in.',
      refusal: ({ caller }) => (caller === undefined ? new NotSignedIn() : undefined),
    };
  }
  const roles = new Set<CallerRole>(audience);
  const words = [...roles].map((role) => ROLE_WORDS[role]).join(', ');
  return {
    description: `May be called by: ${words}.`,
    refusal(context, field) {
      const { caller } = context;
      if (caller === undefined) return new NotSignedIn();
      if (roles.has(caller.role)) return undefined;
      onDenied(context, field);
      return new NotAllowed(
        `${field.name} may be called by: ${words}; not by: ${ROLE_WORDS[caller.role]}.`,
      );
    },
  };
}
