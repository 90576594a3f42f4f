import { MayCall, accessGuard } from '../../src/access/access-rule';
import { CALLER_ROLES, type Caller, type CallerRole } from '../../src/access/caller';
import { NotAllowed, NotSignedIn } from '../../src/platform/call-errors';
import { RequestContext } from '../../src/platform/request-context';

class Doors {
  @MayCall('PUBLIC')
  open(): void {}

  @MayCall('ANYONE_SIGNED_IN')
  members(): void {}

  @MayCall('PRESCRIBER', 'AUTHORITY')
  some(): void {}

  forgotten(): void {}
}

class SideDoors extends Doors {}

function outcomeOf(method: string, role: CallerRole | undefined) {
  const denied: string[] = [];
  const guard = accessGuard(({ caller }, { kind, name }) =>
    denied.push(`${caller?.role} ${kind}.${name}`),
  );
  const caller: Caller | undefined = role && { subject: 'x', role };
  const context = new RequestContext(caller, '0', new Date());
  const refusal = guard.ruleFor(Doors, method)!.refusal(context, { kind: 'Query', name: method });
  return { refusal: refusal?.constructor, denied };
}

describe('accessGuard', () => {
  const everyone = [undefined, ...CALLER_ROLES];
  test.each(everyone)('%p at each door', (role) => {
    const isMember = role !== undefined;
    const isAllowed = role === 'PRESCRIBER' || role === 'AUTHORITY';

    expect(outcomeOf('open', role)).toEqual({ refusal: undefined, denied: [] });
    expect(outcomeOf('members', role)).toEqual({
      refusal: isMember ? undefined : NotSignedIn,
      denied: [],
    });
    expect(outcomeOf('some', role)).toEqual({
      refusal: isAllowed ? undefined : isMember ? NotAllowed : NotSignedIn,
      denied: isMember && !isAllowed ? [`${role} Query.some`] : [],
    });
  });

  test('there is no rule where none was given, and none is inherited', () => {
    const guard = accessGuard();

    expect(guard.ruleFor(Doors, 'forgotten')).toBeUndefined();
    expect(guard.ruleFor(Doors, 'constructor')).toBeUndefined();
    expect(guard.ruleFor(SideDoors, 'open')).toBeUndefined();
  });
});
