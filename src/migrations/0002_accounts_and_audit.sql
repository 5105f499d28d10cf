-- Who may act, what was done, and the proof of it. Personal names only; nothing sealed is readable here.

-- The tree that permissions hang on: county, towns, villages, co-ops. `ancestors` starts with the unit itself.
-- `name` is what people call it today; the module that owns the unit keeps it (placeUnits, nameUnit).
CREATE TABLE org_unit (
  county_id  integer NOT NULL,
  id         uuid    NOT NULL,
  kind       text    NOT NULL CHECK (kind IN ('county', 'town', 'village', 'coop')),
  name       text    NOT NULL DEFAULT '',
  parent_id  uuid,
  ancestors  uuid[]  NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX org_unit_ancestors ON org_unit USING gin (ancestors);

CREATE TABLE account (
  county_id         integer     NOT NULL,
  id                uuid        NOT NULL,
  username          text        NOT NULL,
  display_name      text        NOT NULL,
  person_id         uuid,
  password_hash     text        NOT NULL,
  must_change       boolean     NOT NULL,
  password_set_at   timestamptz NOT NULL,
  -- The secret in use, and the one that waits to be proved; the time step of the last code taken.
  totp_sealed       bytea,
  totp_pending      bytea,
  totp_last_step    bigint      NOT NULL DEFAULT 0,
  recovery_hashes   text[]      NOT NULL DEFAULT '{}',
  disabled_at       timestamptz,
  created_at        timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, username)
);
-- One person, one account: nobody checks by a second account what they made by the first.
CREATE UNIQUE INDEX account_person ON account (county_id, person_id) WHERE person_id IS NOT NULL;

-- A role held at a unit (or, for a member, by the person alone), from a day until a day.
CREATE TABLE account_grant (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  role        text        NOT NULL,
  unit_id     uuid,
  valid_from  date        NOT NULL,
  valid_to    date,
  granted_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX account_grant_account ON account_grant (county_id, account_id);

-- Which county a user name belongs to. Shared, holds no secret: sign-in starts before the county is known.
CREATE TABLE login_name (
  username   text    PRIMARY KEY,
  county_id  integer NOT NULL,
  account_id uuid    NOT NULL
);

-- Sessions by the hash of their token. Not under row security: the county is read from here.
CREATE TABLE session (
  token_hash        text        PRIMARY KEY,
  county_id         integer     NOT NULL,
  account_id        uuid        NOT NULL,
  created_at        timestamptz NOT NULL,
  last_seen_at      timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  second_factor_at  timestamptz,
  address           text        NOT NULL,
  agent             text        NOT NULL
);
CREATE INDEX session_account ON session (county_id, account_id);

-- Failed sign-ins by name (as a keyed hash, so that unknown names count like known ones and a password
-- typed into the wrong field is not kept) and by address. Not under row security: names have no county yet.
CREATE TABLE sign_in_throttle (
  key           text        PRIMARY KEY,
  failures      integer     NOT NULL,
  since         timestamptz NOT NULL,
  last_at       timestamptz NOT NULL,
  locked_until  timestamptz
);
CREATE INDEX sign_in_throttle_age ON sign_in_throttle (last_at);

CREATE TABLE audit_event (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  at           timestamptz NOT NULL,  -- the county's clock
  recorded_at  timestamptz NOT NULL,  -- the server's clock
  actor        jsonb       NOT NULL,
  request_id   text        NOT NULL,
  source       text        NOT NULL,
  verb         text        NOT NULL,
  target       text,
  outcome      text        NOT NULL CHECK (outcome IN ('done', 'refused', 'denied', 'failed')),
  refusal      text,
  input        jsonb       NOT NULL,
  changes      jsonb       NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX audit_event_time ON audit_event (county_id, recorded_at);
CREATE INDEX audit_event_at ON audit_event (county_id, at, id);
CREATE INDEX audit_event_actor ON audit_event (county_id, (actor ->> 'id'), at);
CREATE INDEX audit_event_target ON audit_event (county_id, target);

-- The chain: each event once, in the order it was sealed, each hash over the one before.
CREATE TABLE audit_seal (
  county_id  integer     NOT NULL,
  seq        bigint      NOT NULL,
  event_id   uuid        NOT NULL,
  algorithm  text        NOT NULL,
  hash       bytea       NOT NULL,
  sealed_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, seq),
  UNIQUE (county_id, event_id)
);

CREATE TABLE outbox (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  topic       text        NOT NULL,
  payload     jsonb       NOT NULL,
  created_at  timestamptz NOT NULL,
  done_at     timestamptz,
  attempts    integer     NOT NULL DEFAULT 0,
  error       text,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX outbox_waiting ON outbox (county_id, id) WHERE done_at IS NULL;

-- The first answer to each key, so that a repeated call changes nothing and is answered alike. Sealed:
-- answers may hold first passwords and recovery codes.
CREATE TABLE idempotency_key (
  county_id   integer     NOT NULL,
  actor       text        NOT NULL,
  key         text        NOT NULL,
  verb        text        NOT NULL,
  input_hash  text        NOT NULL,
  answer      bytea,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, actor, key)
);

-- The product's own settings of a county: whether a second factor is asked for, the hash algorithm, and so on.
CREATE TABLE county_setting (
  county_id  integer NOT NULL,
  name       text    NOT NULL,
  value      jsonb   NOT NULL,
  PRIMARY KEY (county_id, name)
);

SELECT app_protect('org_unit', 'SELECT, INSERT, UPDATE');
SELECT app_protect('account', 'SELECT, INSERT, UPDATE');
SELECT app_protect('account_grant', 'SELECT, INSERT, UPDATE');
SELECT app_protect('audit_event', 'SELECT, INSERT');
SELECT app_append_only('audit_event');
SELECT app_protect('audit_seal', 'SELECT, INSERT');
SELECT app_append_only('audit_seal');
SELECT app_protect('outbox', 'SELECT, INSERT, UPDATE');
SELECT app_protect('idempotency_key', 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_protect('county_setting', 'SELECT, INSERT, UPDATE');
SELECT app_share('login_name', 'SELECT, INSERT');
SELECT app_share('session', 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_share('sign_in_throttle', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE account_grant ADD FOREIGN KEY (county_id, account_id) REFERENCES account (county_id, id);
ALTER TABLE account_grant ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE audit_seal ADD FOREIGN KEY (county_id, event_id) REFERENCES audit_event (county_id, id);

-- Opens a request: sets the county of the session and answers who it is and what they hold, in one round trip.
-- Rights are read at every request, so a removed role is gone with the next click. A session that is
-- not there opens nothing: county 0 holds no business rows.
CREATE FUNCTION app_open(token text, at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  s session%ROWTYPE;
  shift bigint;
  today date;
  answer jsonb;
BEGIN
  SELECT * INTO s FROM session WHERE token_hash = token;
  IF NOT FOUND OR s.expires_at <= at THEN
    PERFORM app_set_county(0);
    RETURN NULL;
  END IF;
  PERFORM app_set_county(s.county_id);
  SELECT clock_shift_ms INTO shift FROM county WHERE county_id = s.county_id;
  today := ((at + shift * interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date;
  SELECT jsonb_build_object(
    'county', s.county_id, 'shift', shift,
    'accountId', a.id, 'personId', a.person_id, 'name', a.display_name,
    'username', a.username,
    'mustChange', a.must_change, 'disabled', a.disabled_at IS NOT NULL,
    'secondFactor', s.second_factor_at IS NOT NULL,
    'lastSeen', s.last_seen_at, 'expiresAt', s.expires_at,
    'secondFactorAsked', coalesce((SELECT value FROM county_setting
      WHERE county_id = s.county_id AND name = 'second_factor') <> 'false'::jsonb, true),
    'grants', coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id))
      FROM account_grant g WHERE g.county_id = s.county_id AND g.account_id = a.id
      AND g.valid_from <= today AND (g.valid_to IS NULL OR g.valid_to > today)), '[]'::jsonb))
  INTO answer FROM account a WHERE a.county_id = s.county_id AND a.id = s.account_id;
  RETURN answer;
END $$;
GRANT EXECUTE ON FUNCTION app_open(text, timestamptz) TO miaoqi_app;
