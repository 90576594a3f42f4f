import type { CallContext } from '../../src/access/call-context';
import { AccessLog } from '../../src/access/access-log.service';
import { catalogueSnapshot } from '../../src/catalogue/catalogue.snapshot';
import { InsuredPersonsTable } from '../../src/emergency/insurance-check';
import type { PlaceInput } from '../../src/emergency/place-input.rules';
import { PlaceService } from '../../src/emergency/place.service';
import { Router } from '../../src/emergency/router';
import type { EmergencySnapshots } from '../../src/emergency/snapshots';
import { defaultTravelSettings } from '../../src/geography/distance.rules';
import { postcodesSnapshot } from '../../src/geography/postcodes.snapshot';
import { PatientCipher } from '../../src/parties/patient-cipher';
import { partiesSnapshot } from '../../src/parties/parties.snapshot';
import { systemClock } from '../../src/platform/clock';
import { Database, type Transaction } from '../../src/platform/database/database';
import { createPool } from '../../src/platform/database/pool';
import type { Statement } from '../../src/platform/database/statement';
import { stockPointsSnapshot } from '../../src/supply/stock-points.snapshot';
import { normsSnapshot } from '../../src/timeliness/norms.snapshot';
import type { BenchWorld } from './bench';

/** A statement as the product sent it, or BEGIN or COMMIT, which take no values. */
export interface TracedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const bare = (text: string): TracedStatement => ({ name: '', text, values: [] });

/** Does what the product does, and remembers every statement. */
class TracingDatabase extends Database {
  readonly trace: TracedStatement[] = [];

  override query<Row>(asked: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    this.trace.push({ name: asked.name, text: asked.text, values });
    return super.query(asked, values);
  }

  override inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return super.inTransaction(async (transaction) => {
      this.trace.push(bare('BEGIN'));
      const result = await work({
        query: (asked, values = []) => {
          this.trace.push({ name: asked.name, text: asked.text, values });
          return transaction.query(asked, values);
        },
        batches: (asked, values, size) => transaction.batches(asked, values, size),
        afterCommit: (hook) => transaction.afterCommit(hook),
        copyIn: (copy, source) => transaction.copyIn(copy, source),
      });
      this.trace.push(bare('COMMIT'));
      return result;
    });
  }
}

/**
 * Places each request with the product's own service, and gives the statements that each took. The
 * reference data are read before, so that none of them is in it.
 */
export async function tracePlacings(
  world: BenchWorld,
  placings: readonly { readonly context: CallContext; readonly input: PlaceInput }[],
): Promise<TracedStatement[][]> {
  const pool = createPool(world.applicationUrl);
  try {
    const database = new TracingDatabase(pool);
    const cipher = new PatientCipher(world.patientKeys);
    const snapshots: EmergencySnapshots = {
      catalogue: catalogueSnapshot(database),
      postcodes: postcodesSnapshot(database),
      parties: partiesSnapshot(database),
      stockPoints: stockPointsSnapshot(database),
      norms: normsSnapshot(database),
    };
    await Promise.all([
      snapshots.catalogue.current(),
      snapshots.postcodes.current(),
      snapshots.parties.current(),
      snapshots.stockPoints.current(),
      snapshots.norms.current(),
    ]);
    const service = new PlaceService(
      database,
      snapshots,
      new Router(defaultTravelSettings),
      new InsuredPersonsTable(database, cipher),
      cipher,
      systemClock,
      new AccessLog(),
      () => undefined,
    );
    const traces: TracedStatement[][] = [];
    for (const { context, input } of placings) {
      const before = database.trace.length;
      const result = await service.place(input, context);
      if ('refusals' in result) throw new Error(`Refused: ${JSON.stringify(result.refusals)}`);
      traces.push(database.trace.slice(before));
    }
    return traces;
  } finally {
    await pool.end();
  }
}
