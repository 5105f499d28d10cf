-- Typical cases (典型案例): stories of what worked, every number in them taken from a frozen edition of figures.

CREATE TABLE showcase_case (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  -- The unit it belongs to: who stands above it reaches it.
  unit_id     uuid        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('draft', 'checked', 'published', 'withdrawn')),
  -- Of the year of its first publication, without gaps.
  year        integer,
  number      bigint,
  -- The version that is out; null: none, or withdrawn.
  published   integer,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((year IS NULL) = (number IS NULL)),
  CHECK ((state = 'published') <= (published IS NOT NULL))
);
CREATE INDEX showcase_case_unit ON showcase_case (county_id, unit_id);
CREATE UNIQUE INDEX showcase_case_number ON showcase_case (county_id, year, number);

-- A text as it stood: with the numbers it had, where each was taken from, and the fingerprint of all of it.
CREATE TABLE showcase_version (
  county_id   integer     NOT NULL,
  case_id     uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  body        jsonb       NOT NULL,
  sha256      text        NOT NULL,
  reason      text        NOT NULL,
  account_id  uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, case_id, version)
);
CREATE TABLE showcase_event (
  county_id   integer     NOT NULL,
  case_id     uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  act         text        NOT NULL CHECK (act IN ('write', 'check', 'return', 'publish', 'withdraw')),
  version     integer     NOT NULL,
  on_date     date        NOT NULL,
  said        text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, case_id, seq)
);
-- Photographs that versions show.
CREATE TABLE showcase_photo (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  case_id     uuid        NOT NULL,
  name        text        NOT NULL,
  media_type  text        NOT NULL,
  sha256      text        NOT NULL,
  content     bytea       NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX showcase_photo_case ON showcase_photo (county_id, case_id);

SELECT app_protect('showcase_case', 'SELECT, INSERT, UPDATE (state, year, number, published)');
SELECT app_protect('showcase_version', 'SELECT, INSERT');
SELECT app_append_only('showcase_version');
SELECT app_protect('showcase_event', 'SELECT, INSERT');
SELECT app_append_only('showcase_event');
SELECT app_protect('showcase_photo', 'SELECT, INSERT');
SELECT app_append_only('showcase_photo');

ALTER TABLE showcase_case ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE showcase_version ADD FOREIGN KEY (county_id, case_id) REFERENCES showcase_case (county_id, id);
ALTER TABLE showcase_event ADD FOREIGN KEY (county_id, case_id, version) REFERENCES showcase_version (county_id, case_id, version);
ALTER TABLE showcase_photo ADD FOREIGN KEY (county_id, case_id) REFERENCES showcase_case (county_id, id);
