import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Regions, postcodes, insurers, suppliers, care providers, practitioners, and who may prescribe what. */
export class GeographyAndParties1795000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      GRANT USAGE ON SCHEMA public TO disw_application;

      -- Each server keeps reference data in memory; a version that moved tells it to read again.
      CREATE TABLE reference_version (
        room text PRIMARY KEY,
        version bigint NOT NULL DEFAULT 1
      );
      GRANT SELECT ON reference_version TO disw_application;
      INSERT INTO reference_version (room)
      VALUES ('geography'), ('parties'), ('catalogue'), ('stock-points'), ('norms');

      -- SECURITY DEFINER: the application may change some reference rows, but never a version by hand.
      CREATE FUNCTION bump_reference_version() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        UPDATE reference_version SET version = version + 1 WHERE room = TG_ARGV[0];
        RETURN NULL;
      END $$;

      CREATE TABLE region (
        code text PRIMARY KEY CHECK (code ~ '^ZK[0-9]{2}$'),
        name text NOT NULL
      );

      CREATE TABLE postcode_area (
        pc4 character(4) PRIMARY KEY CHECK (pc4 ~ '^[1-9][0-9]{3}$'),
        place text NOT NULL,
        region_code text NOT NULL REFERENCES region,
        latitude double precision NOT NULL CHECK (latitude BETWEEN 50 AND 54),
        longitude double precision NOT NULL CHECK (longitude BETWEEN 3 AND 8),
        island text,
        source text NOT NULL
      );

      CREATE TRIGGER region_versioned AFTER INSERT OR UPDATE OR DELETE ON region
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('geography');
      CREATE TRIGGER postcode_area_versioned AFTER INSERT OR UPDATE OR DELETE ON postcode_area
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('geography');

      CREATE TABLE insurer (
        uzovi character(4) PRIMARY KEY CHECK (uzovi ~ '^[0-9]{4}$'),
        name text NOT NULL,
        verified boolean NOT NULL,
        source text NOT NULL
      );

      CREATE TABLE supplier (
        agb character(8) PRIMARY KEY CHECK (agb ~ '^76[0-9]{6}$'),
        name text NOT NULL,
        kvk character(8) NOT NULL CHECK (kvk ~ '^[0-9]{8}$')
      );

      CREATE TABLE supplier_qualification (
        supplier_agb character(8) NOT NULL REFERENCES supplier,
        qualification character(4) NOT NULL CHECK (qualification ~ '^76[0-9]{2}$'),
        valid_from date NOT NULL,
        valid_until date CHECK (valid_until >= valid_from),
        PRIMARY KEY (supplier_agb, qualification, valid_from)
      );

      CREATE TABLE care_provider (
        agb character(8) PRIMARY KEY CHECK (agb ~ '^[0-9]{8}$'),
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('GP_PRACTICE', 'GP_OUT_OF_HOURS', 'HOME_CARE', 'HOSPITAL', 'PHARMACY', 'DUTY_PHARMACY', 'NURSING_HOME')),
        pc4 character(4) NOT NULL
      );

      CREATE TABLE profession (
        code character(4) PRIMARY KEY CHECK (code ~ '^[0-9]{4}$'),
        name text NOT NULL,
        dutch_name text NOT NULL
      );

      CREATE TABLE practitioner (
        agb character(8) PRIMARY KEY CHECK (agb ~ '^[0-9]{8}$'),
        big character(11) CHECK (big ~ '^[0-9]9[0-9]{9}$'),
        display_name text NOT NULL,
        profession_code character(4) NOT NULL REFERENCES profession,
        care_provider_agb character(8) NOT NULL REFERENCES care_provider,
        active boolean NOT NULL DEFAULT true
      );
      CREATE INDEX practitioner_by_care_provider ON practitioner (care_provider_agb);

      CREATE TABLE prescriber_authority (
        profession_code character(4) NOT NULL REFERENCES profession,
        category text NOT NULL CHECK (category IN ('DIABETES', 'INCONTINENCE', 'STOMA', 'WOUND', 'COMPRESSION', 'PROSTHESIS')),
        prescription text NOT NULL CHECK (prescription IN ('FIRST', 'REPEAT', 'ANY')),
        urgency text CHECK (urgency IN ('EMERGENCY', 'ACCELERATED', 'REGULAR')),
        allowed boolean NOT NULL,
        condition text,
        verified boolean NOT NULL,
        source text NOT NULL,
        UNIQUE NULLS NOT DISTINCT (profession_code, category, prescription, urgency)
      );

      CREATE TRIGGER authority_versioned AFTER INSERT OR UPDATE OR DELETE ON prescriber_authority
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('parties');
      CREATE TRIGGER profession_versioned AFTER INSERT OR UPDATE OR DELETE ON profession
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('parties');
      CREATE TRIGGER insurer_versioned AFTER INSERT OR UPDATE OR DELETE ON insurer
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('parties');
      CREATE TRIGGER supplier_versioned AFTER INSERT OR UPDATE OR DELETE ON supplier
        FOR EACH STATEMENT EXECUTE FUNCTION bump_reference_version('parties');

      -- The shipped "insurance check" port reads this table; it holds a keyed hash, never a BSN.
      CREATE TABLE insured_person (
        bsn_hash bytea PRIMARY KEY CHECK (octet_length(bsn_hash) = 32),
        uzovi character(4) NOT NULL REFERENCES insurer,
        valid_from date NOT NULL,
        valid_until date CHECK (valid_until >= valid_from)
      );

      GRANT SELECT ON region, postcode_area, insurer, supplier, supplier_qualification, care_provider,
        profession, practitioner, prescriber_authority, insured_person TO disw_application;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
