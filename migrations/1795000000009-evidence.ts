import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seals over the logs: what was written down can no longer be changed, taken out or slipped in unseen. */
export class Evidence1795000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The highest id that the log had at sealed_at: what stands above it was written later.
      ALTER TABLE evidence_seal ADD COLUMN horizon_id bigint NOT NULL CHECK (horizon_id >= to_id);
      CREATE INDEX evidence_seal_by_horizon ON evidence_seal (log, horizon_id);
      CREATE INDEX evidence_seal_by_time ON evidence_seal (sealed_at);

      -- Number of rows from..to of a log, and one hash over all of each of them, in order of id. Times as
      -- microseconds and JSON arrays: no setting changes what comes out, and no two rows look the same.
      CREATE FUNCTION evidence_digest(log text, from_id bigint, to_id bigint, OUT row_count bigint, OUT digest bytea)
      LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
      BEGIN
        CASE log
        WHEN 'emergency_request_event' THEN
          SELECT count(*), sha256(coalesce(string_agg(sha256(convert_to(jsonb_build_array(
              e.id, e.request_id, e.sequence, (extract(epoch FROM e.occurred_at) * 1000000)::bigint, e.kind,
              e.actor_role, e.actor, e.details, encode(e.previous_hash, 'hex'), encode(e.hash, 'hex'))::text,
            'UTF8')), ''::bytea ORDER BY e.id), ''::bytea))
          INTO row_count, digest FROM emergency_request_event e WHERE e.id BETWEEN from_id AND to_id;
        WHEN 'stock_ledger' THEN
          SELECT count(*), sha256(coalesce(string_agg(sha256(convert_to(jsonb_build_array(
              l.id, l.stock_lot_id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.kind, l.on_hand_delta,
              l.reserved_delta, l.reason, l.actor, l.request_id, encode(l.previous_hash, 'hex'),
              encode(l.hash, 'hex'))::text, 'UTF8')), ''::bytea ORDER BY l.id), ''::bytea))
          INTO row_count, digest FROM stock_ledger l WHERE l.id BETWEEN from_id AND to_id;
        WHEN 'access_log' THEN
          SELECT count(*), sha256(coalesce(string_agg(sha256(convert_to(jsonb_build_array(
              a.id, (extract(epoch FROM a.occurred_at) * 1000000)::bigint, a.subject, a.role, a.organisation,
              a.operation, a.action, a.outcome, a.object_type, a.object_ids, a.reason, a.trace_id)::text,
            'UTF8')), ''::bytea ORDER BY a.id), ''::bytea))
          INTO row_count, digest FROM access_log a WHERE a.id BETWEEN from_id AND to_id;
        END CASE;
      END $$;

      -- A seal's hash covers the seal before it, what it says of itself, and the rows.
      CREATE FUNCTION evidence_seal_hash(previous_hash bytea, log text, sealed_at timestamptz, horizon_id bigint,
        from_id bigint, to_id bigint, row_count bigint, digest bytea) RETURNS bytea
      LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
        SELECT sha256(coalesce(previous_hash, ''::bytea) || convert_to(concat_ws('|', log,
          (extract(epoch FROM sealed_at) * 1000000)::bigint, horizon_id, from_id, to_id, row_count, encode(digest, 'hex')), 'UTF8'))
      $$;

      -- SECURITY DEFINER: the application can have its logs sealed, but makes up no seal by itself.
      -- Seals the rows after the last seal up to horizon, at most most_rows of them. At "at" that was the highest id
      -- there was, and the caller has waited since until no row up to there can still be added. Of several at once, one seals; the others find nothing left.
      -- The seal also leaves through the outbox, so that others than the owner of the database know it.
      CREATE FUNCTION seal_evidence(log_name text, horizon bigint, most_rows integer, at timestamptz)
      RETURNS SETOF evidence_seal
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        last evidence_seal;
        seal evidence_seal;
        digest bytea;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('seal_evidence'), hashtext(log_name));
        SELECT * INTO last FROM evidence_seal s WHERE s.log = log_name ORDER BY s.from_id DESC LIMIT 1;
        seal.log := log_name;
        seal.sealed_at := at;
        seal.horizon_id := horizon;
        seal.previous_hash := last.hash;
        seal.from_id := coalesce(last.to_id + 1, 1);
        EXECUTE format('SELECT max(id) FROM (SELECT id FROM %I WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT $3) r',
          log_name) INTO seal.to_id USING seal.from_id, horizon, most_rows;
        IF seal.to_id IS NULL THEN
          RETURN;
        END IF;
        SELECT d.row_count, d.digest INTO seal.row_count, digest
        FROM evidence_digest(log_name, seal.from_id, seal.to_id) d;
        seal.hash := evidence_seal_hash(seal.previous_hash, seal.log, seal.sealed_at, seal.horizon_id,
          seal.from_id, seal.to_id, seal.row_count, digest);
        INSERT INTO evidence_seal (log, sealed_at, horizon_id, from_id, to_id, row_count, previous_hash, hash)
        VALUES (seal.log, seal.sealed_at, seal.horizon_id, seal.from_id, seal.to_id, seal.row_count,
          seal.previous_hash, seal.hash)
        RETURNING * INTO seal;
        INSERT INTO outbox (occurred_at, topic, payload)
        VALUES (at, 'evidence.sealed', jsonb_build_object('log', seal.log, 'fromId', seal.from_id::text,
          'toId', seal.to_id::text, 'rows', seal.row_count, 'hash', encode(seal.hash, 'hex')));
        RETURN NEXT seal;
      END $$;

      REVOKE INSERT ON evidence_seal FROM disw_application;
      REVOKE EXECUTE ON FUNCTION seal_evidence(text, bigint, integer, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION seal_evidence(text, bigint, integer, timestamptz) TO disw_application;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}
