/** What the benchmarks use of autocannon, which comes without types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  namespace autocannon {
    interface Request {
      readonly method: 'GET' | 'POST';
      readonly path: string;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }

    interface Client {
      setRequests(requests: readonly Request[]): void;
    }

    interface Options {
      readonly url: string;
      readonly connections: number;
      /** Seconds. */
      readonly duration: number;
      /** Sent in turn by each connection. */
      readonly requests: readonly Request[];
      /** Called for each connection before it sends. */
      readonly setupClient?: (client: Client) => void;
      /** Puts an id of its own in each request where its body says [<id>]. */
      readonly idReplacement?: boolean;
    }

    interface Result {
      readonly errors: number;
      readonly timeouts: number;
      readonly non2xx: number;
      /** Seconds. */
      readonly duration: number;
    }

    interface Instance extends EventEmitter, Promise<Result> {
      /** The time is in milliseconds, not rounded. */
      on(
        event: 'response',
        listener: (
          client: unknown,
          statusCode: number,
          bytes: number,
          milliseconds: number,
        ) => void,
      ): this;
    }
  }

  function autocannon(options: autocannon.Options): autocannon.Instance;
  export = autocannon;
}
