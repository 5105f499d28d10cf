-- Foundations: the county as tenant, row-level security, append-only tables.
-- Every tenant table has county_id first in its primary, unique and foreign keys, and foreign keys are
-- added after all tables exist, so that the same files serve one server and a distributed cluster.

-- The tenant of the transaction. SET LOCAL through EXECUTE, because set_config() does not reach the
-- workers of a distributed cluster. Without it app_county() is null and every tenant table is empty.
CREATE FUNCTION app_set_county(county integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF county IS NULL THEN
    RAISE EXCEPTION 'app_set_county: the county is missing' USING ERRCODE = 'null_value_not_allowed';
  END IF;
  EXECUTE format('SET LOCAL app.county_id = %L', county);
END
$$;

CREATE FUNCTION app_county() RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.county_id', true), '')::integer
$$;

-- Takes all rights from everybody and gives the listed ones to the application role.
-- privileges: 'SELECT, INSERT, UPDATE (status, posted_at)'; UPDATE may name columns.
CREATE FUNCTION app_grant(target regclass, privileges text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF privileges !~ '^(SELECT|INSERT|DELETE|UPDATE( \([a-z0-9_]+(, [a-z0-9_]+)*\))?)(, (SELECT|INSERT|DELETE|UPDATE( \([a-z0-9_]+(, [a-z0-9_]+)*\))?))*$' THEN
    RAISE EXCEPTION 'app_grant: "%" is no list of SELECT, INSERT, UPDATE, DELETE', privileges;
  END IF;
  EXECUTE format('REVOKE ALL ON TABLE %s FROM PUBLIC, miaoqi_app', target);
  EXECUTE format('GRANT %s ON TABLE %s TO miaoqi_app', privileges, target);
END
$$;

-- A tenant table: only rows of the transaction's county are seen or written, the table's owner included.
-- The owner alone may lift this for one transaction (SET LOCAL app.all_counties = 'on'), which backup
-- needs where the owner is no superuser; the application role has no such policy.
CREATE FUNCTION app_protect(target regclass, privileges text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  first_key name;
BEGIN
  SELECT a.attname INTO first_key
  FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
  WHERE i.indrelid = target AND i.indisprimary;
  IF first_key IS DISTINCT FROM 'county_id' THEN
    RAISE EXCEPTION 'app_protect: the primary key of % must begin with county_id', target;
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY county ON %s USING (county_id = app_county())
                  WITH CHECK (county_id = app_county())', target);
  EXECUTE format('CREATE POLICY owner_all_counties ON %s TO CURRENT_USER
                  USING (current_setting(''app.all_counties'', true) = ''on'')', target);
  PERFORM app_grant(target, privileges);
END
$$;

-- A reference table that all counties share.
CREATE FUNCTION app_share(target regclass, privileges text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app_grant(target, privileges);
END
$$;

CREATE FUNCTION app_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% refused: % is append-only', tg_op, tg_table_name
    USING ERRCODE = 'restrict_violation', TABLE = tg_table_name;
END
$$;

-- Rows of the table can be added and never again be changed, whoever asks.
CREATE FUNCTION app_append_only(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s
                  FOR EACH ROW EXECUTE FUNCTION app_refuse_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION app_refuse_change()', target);
END
$$;

REVOKE ALL ON FUNCTION app_grant(regclass, text), app_protect(regclass, text),
  app_share(regclass, text), app_append_only(regclass) FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO miaoqi_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Trigram search; a server without the extension works, only slower.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'pg_trgm may not be installed by this role';
END
$$;

CREATE TABLE county (
  county_id integer PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  -- A demonstration county may run on a shifted clock and may be thrown away.
  demo boolean NOT NULL DEFAULT false,
  clock_shift_ms bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (code)
);

-- Gapless numbers: the row is updated in the transaction that uses the number.
CREATE TABLE counter (
  county_id integer NOT NULL,
  unit_id text NOT NULL,
  kind text NOT NULL,
  year integer NOT NULL,
  value bigint NOT NULL CHECK (value >= 0),
  PRIMARY KEY (county_id, unit_id, kind, year)
);

SELECT app_share('county', 'SELECT');
SELECT app_share('schema_migration', 'SELECT');
SELECT app_protect('counter', 'SELECT, INSERT, UPDATE');

ALTER TABLE counter ADD FOREIGN KEY (county_id) REFERENCES county;
