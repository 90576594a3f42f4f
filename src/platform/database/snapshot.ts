import { statement, type Queryable } from './statement';

export type ReferenceRoom =
  'geography' | 'parties' | 'catalogue' | 'stock-points' | 'norms' | 'quality';

/** The version of each room's reference data, as the database counts it. */
export type ReferenceVersions = Readonly<Record<string, string>>;

export const selectReferenceVersions = statement<{ versions: ReferenceVersions }>(
  'platform.reference-versions',
  `SELECT jsonb_object_agg(room, version::text) AS versions FROM reference_version`,
);

/** How old a snapshot may be for a reader that did not look at the versions itself. */
const TRUSTED_FOR_MILLISECONDS = 1000;

/**
 * Reference data held in memory by each server and read again when the database says that it changed.
 * Placing a request looks at the versions in a statement it makes anyway (`atVersion`), so a stock
 * point that closed is seen by the very next request; other readers may be a second behind (`current`).
 */
export class Snapshot<T> {
  private held: { version: string; value: Promise<T> } | undefined;
  private checkedAt = -Infinity;
  private checking: Promise<T> | undefined;

  constructor(
    private readonly database: Queryable,
    private readonly room: ReferenceRoom,
    private readonly load: (database: Queryable) => Promise<T>,
  ) {}

  /** @param versions as just read from the database */
  async atVersion(versions: ReferenceVersions): Promise<T> {
    const version = versions[this.room] ?? '0';
    if (this.held?.version !== version) {
      const value = this.load(this.database);
      const held = { version, value };
      this.held = held;
      value.catch(() => {
        if (this.held === held) this.held = undefined;
      });
    }
    return this.held.value;
  }

  /** At most a second old. */
  async current(): Promise<T> {
    if (this.held !== undefined && performance.now() - this.checkedAt < TRUSTED_FOR_MILLISECONDS) {
      return this.held.value;
    }
    this.checking ??= this.check().finally(() => {
      this.checking = undefined;
    });
    return this.checking;
  }

  private async check(): Promise<T> {
    const [row] = await this.database.query(selectReferenceVersions);
    const value = await this.atVersion(row?.versions ?? {});
    this.checkedAt = performance.now();
    return value;
  }
}
