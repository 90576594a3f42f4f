import { type Queryable, statement } from '../platform/database/statement';
import type { FaultDescription } from '../platform/faults';
import { describeFault } from '../platform/faults';
import { newFaultId } from '../platform/ids';
import type { CallContext } from './call-context';
import { callerOf } from './call-context';
import { organisationOf } from './caller';
import type { OnDenied } from './access-rule';

/**
 * One access to data of a patient, or an attempt at it: who, in what role and for whom, by which
 * operation, to what, and whether it was granted (after NEN 7513). It names things by their ids, never
 * by data of a patient.
 */
export interface AccessEntry {
  /** The root field, such as 'emergencyRequest'. */
  readonly operation: string;
  readonly action: 'READ' | 'CREATE' | 'UPDATE';
  readonly outcome: 'GRANTED' | 'DENIED';
  /** Such as 'EmergencyRequest'. */
  readonly objectType?: string;
  readonly objectIds?: readonly string[];
  /** Why it was denied, or why it was asked for. */
  readonly reason?: string;
}

const INSERT = statement(
  'access.log',
  `INSERT INTO access_log
     (subject, role, organisation, operation, action, outcome, object_type, object_ids, reason, trace_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/**
 * A common table expression that adds the entry `AccessLog.rowOf` in the statement of the change itself.
 * @param row the parameter that has it, as JSON; @param from what is changed; @param objectId its id
 */
export function accessLogInsert(row: string, from: string, objectId: string): string {
  return `INSERT INTO access_log
      (subject, role, organisation, operation, action, outcome, object_type, object_ids, reason, trace_id)
    SELECT w.subject, w.role, w.organisation, w.operation, w.action, w.outcome, w."objectType",
      ARRAY[(${objectId})::text], w.reason, w."traceId"
    FROM ${from}, jsonb_to_record(${row}::jsonb) AS w (subject text, role text, organisation text, operation text,
      action text, outcome text, "objectType" text, reason text, "traceId" text)`;
}

/** The record of who saw or changed patients' data. Rows are only ever added. */
export class AccessLog {
  /**
   * Adds an entry. Give the transaction of a change, so that both are kept or neither; for a read, await
   * it before the data is given out: what cannot be recorded is not shown.
   */
  async record(queryable: Queryable, context: CallContext, entry: AccessEntry): Promise<void> {
    const caller = callerOf(context);
    await queryable.query(INSERT, [
      caller.subject,
      caller.role,
      organisationOf(caller) ?? null,
      entry.operation,
      entry.action,
      entry.outcome,
      entry.objectType ?? null,
      entry.objectIds ?? [],
      entry.reason ?? null,
      context.traceId,
    ]);
  }

  /** The entry as `accessLogInsert` takes it; that knows the object's id. */
  rowOf(context: CallContext, entry: Omit<AccessEntry, 'objectIds'>): object {
    const caller = callerOf(context);
    return {
      ...entry,
      subject: caller.subject,
      role: caller.role,
      organisation: organisationOf(caller),
      traceId: context.traceId,
    };
  }
}

/**
 * Records calls that were refused because of the caller's role. The refusal does not wait for it; when
 * it fails, that goes to the program's own log.
 */
export function recordDenials(
  accessLog: AccessLog,
  database: Queryable,
  logFault: (faultId: string, fault: FaultDescription) => void,
): OnDenied {
  return (context, field) => {
    accessLog
      .record(database, context, {
        operation: field.name,
        action: field.kind === 'Query' ? 'READ' : 'UPDATE',
        outcome: 'DENIED',
        reason: 'role',
      })
      .catch((error: unknown) => logFault(newFaultId(), describeFault(error)));
  };
}
