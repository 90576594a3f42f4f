/**
 * What belongs to one request: who calls, under which trace, at what instant, and everything that is
 * made once per request (loaders, grants).
 */
export class RequestContext<Caller = unknown> {
  private readonly made = new Map<unknown, unknown>();

  constructor(
    /** undefined: nobody signed in */
    readonly caller: Caller | undefined,
    /** 32 hex digits, as in W3C Trace Context */
    readonly traceId: string,
    /** One instant for the whole request. */
    readonly now: Date,
  ) {}

  /**
   * Calls `make` the first time and gives the same result for the rest of the request.
   * `make` is the key, so keep one function: a constant of the module or a field of the resolver.
   */
  once<T>(make: (context: this) => T): T {
    if (this.made.has(make)) return this.made.get(make) as T;
    const value = make(this);
    this.made.set(make, value);
    return value;
  }
}
