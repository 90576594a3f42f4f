import fc from 'fast-check';

/** So many times as many cases, and others at every run; 0: the same ones each time. */
const times = Number(process.env['PROPERTY_TIMES'] ?? 0);

/** Where the cases of a usual run begin. */
const SEED = 20_230_401;

/**
 * Holds a property against generated cases. They are the same at every run, so that whether a change passes
 * depends on the change alone; `npm run test:properties` tries others, and many more.
 */
export function assertProperty<Ts>(
  property: fc.IAsyncProperty<Ts>,
  parameters?: fc.Parameters<Ts>,
): Promise<void>;
export function assertProperty<Ts>(
  property: fc.IProperty<Ts>,
  parameters?: fc.Parameters<Ts>,
): void;
export function assertProperty<Ts>(
  property: fc.IRawProperty<Ts>,
  parameters: fc.Parameters<Ts> = {},
): void | Promise<void> {
  const { numRuns = 100, seed = SEED } = parameters;
  return fc.assert(property, {
    ...parameters,
    ...(times > 0 ? { numRuns: numRuns * times } : { seed }),
  });
}
