import type { MixedList } from 'typeorm';
import { DataSource } from 'typeorm';
import { connectionOptions, NO_TIMEOUTS, SERVING_TIMEOUTS } from './pool';

/** A class of a table or a migration, as TypeORM wants it. */
export type Definition = new () => object;

export interface DataSourceOptions {
  readonly url: string;
  readonly entities: readonly Definition[];
  readonly migrations?: readonly Definition[];
  /** Connections at most. */
  readonly poolSize?: number;
  /** Statements may take as long as they need: for migrations. */
  readonly unlimited?: boolean;
}

/** TypeORM over one login. Never changes tables by itself: migrations alone do. */
export function createDataSource(options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as MixedList<Definition>,
    migrations: (options.migrations ?? []) as MixedList<Definition>,
    migrationsTableName: 'migration',
    // Each in its own transaction: a long list that stops halfway keeps what is whole.
    migrationsTransactionMode: 'each',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    // A condition that is undefined must not mean "any row".
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolSize: options.poolSize ?? 5,
    extra: connectionOptions(options.unlimited ? NO_TIMEOUTS : SERVING_TIMEOUTS),
  });
}
