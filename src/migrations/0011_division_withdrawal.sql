-- Corrections that keep what they correct. A division event that was recorded wrongly is withdrawn: the event
-- stays, a dated and reasoned row stands beside it, and what it did to the tree is undone. The facts of a union
-- change from a day; those that counted before stay for their days.

CREATE TABLE division_withdrawal (
  county_id    integer     NOT NULL,
  event_id     uuid        NOT NULL,
  reason       text        NOT NULL,
  document     text        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, event_id)
);

-- The versions that a withdrawn event had begun. division_version tells what counts by today's knowledge,
-- so a version that never was leaves it, and only for this table.
CREATE TABLE division_version_withdrawn (
  county_id      integer NOT NULL,
  event_id       uuid    NOT NULL,
  division_id    uuid    NOT NULL,
  valid_from     date    NOT NULL,
  level          text    NOT NULL CHECK (level IN ('county', 'town', 'village', 'community')),
  code           text,
  vintage        text,
  name           text    NOT NULL,
  short_name     text    NOT NULL,
  match_key      text    NOT NULL,
  parent_id      uuid    NOT NULL,
  name_pinyin    text    NOT NULL,
  name_initials  text    NOT NULL,
  PRIMARY KEY (county_id, event_id, division_id)
);

CREATE FUNCTION division_version_leaves() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM division_version_withdrawn w WHERE w.county_id = OLD.county_id
      AND w.event_id = OLD.event_id AND w.division_id = OLD.division_id
      AND w.valid_from = OLD.valid_from) THEN
    RAISE EXCEPTION 'division_version: a version leaves only by the withdrawal of its event'
      USING ERRCODE = 'restrict_violation', TABLE = 'division_version';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER leaves_by_withdrawal BEFORE DELETE ON division_version
  FOR EACH ROW EXECUTE FUNCTION division_version_leaves();

-- What a union's own facts were before they changed; the present ones stand in coop_union.
CREATE TABLE coop_union_former (
  county_id               integer     NOT NULL,
  union_id                uuid        NOT NULL,
  valid_from              date        NOT NULL,
  valid_to                date        NOT NULL,
  name                    text        NOT NULL,
  status                  text        NOT NULL CHECK (status IN
    ('founding', 'registered', 'suspended', 'revoked', 'liquidating')),
  credit_code             text,
  credit_code_check       text        NOT NULL CHECK (credit_code_check IN
    ('missing', 'valid', 'wrong_check_digit', 'malformed')),
  registered_on           date,
  registered_address      text,
  registered_capital_fen  bigint      CHECK (registered_capital_fen >= 0),
  industry_id             uuid,
  chair_name              text,
  -- Of the change that ended them.
  reason                  text        NOT NULL,
  document                text        NOT NULL,
  changed_at              timestamptz NOT NULL,
  changed_by              text        NOT NULL,
  PRIMARY KEY (county_id, union_id, valid_from),
  CHECK (valid_to > valid_from)
);

-- A union is founded, registered, and lives and ends as a co-op does (co-op Act 63); its end is ended_on.
ALTER TABLE coop_union
  ADD COLUMN facts_from date,
  ADD COLUMN status text CHECK (status IN
    ('founding', 'registered', 'suspended', 'revoked', 'liquidating'));
-- Row-level security binds the owner too, where it is no superuser.
SET LOCAL app.all_counties = 'on';
UPDATE coop_union SET facts_from = founded_on,
  status = CASE WHEN registered_on IS NULL THEN 'founding' ELSE 'registered' END;
SET LOCAL app.all_counties = 'off';
ALTER TABLE coop_union
  ALTER COLUMN facts_from SET NOT NULL,
  ALTER COLUMN status SET NOT NULL;

SELECT app_protect('division_withdrawal', 'SELECT, INSERT');
SELECT app_append_only('division_withdrawal');
SELECT app_protect('division_version_withdrawn', 'SELECT, INSERT');
SELECT app_append_only('division_version_withdrawn');
SELECT app_grant('division_version', 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_protect('coop_union_former', 'SELECT, INSERT');
SELECT app_append_only('coop_union_former');

ALTER TABLE division_withdrawal ADD FOREIGN KEY (county_id, event_id) REFERENCES division_event (county_id, id);
ALTER TABLE division_version_withdrawn ADD FOREIGN KEY (county_id, event_id) REFERENCES division_withdrawal (county_id, event_id);
ALTER TABLE division_version_withdrawn ADD FOREIGN KEY (county_id, division_id) REFERENCES division (county_id, id);
ALTER TABLE division_version_withdrawn ADD FOREIGN KEY (county_id, parent_id) REFERENCES division (county_id, id);
ALTER TABLE coop_union_former ADD FOREIGN KEY (county_id, union_id) REFERENCES coop_union (county_id, id);
ALTER TABLE coop_union_former ADD FOREIGN KEY (county_id, industry_id) REFERENCES industry (county_id, id);
