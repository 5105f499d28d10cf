-- Contests (观摩擂台): on-site tours (走看评), contests (擂台赛、四比四看), flags and stars (授旗晋星).

-- What is set up stands in contest_setup, what happened in contest_event; `state` says where it stands.
CREATE TABLE contest (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  -- Who holds it.
  unit_id     uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('tour', 'contest')),
  year        integer     NOT NULL,
  number      bigint      NOT NULL,
  state       text        NOT NULL CHECK (state IN ('draft', 'open', 'scored', 'closed', 'published', 'cancelled')),
  -- The latest case of publication, and the frozen figures the data items are taken from.
  case_id     uuid,
  figures_id  uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number)
);
-- Title, days, place, route, guide sheet, groups with weights, items, trim, limit of spread. The last version counts;
-- none is added once scoring has begun.
CREATE TABLE contest_setup (
  county_id   integer     NOT NULL,
  contest_id  uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  body        jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, contest_id, version)
);
CREATE TABLE contest_entry (
  county_id    integer     NOT NULL,
  contest_id   uuid        NOT NULL,
  unit_id      uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  withdrawn_on date,
  withdrawn_why text,
  PRIMARY KEY (county_id, contest_id, unit_id),
  CHECK ((withdrawn_on IS NULL) = (withdrawn_why IS NULL))
);
CREATE INDEX contest_entry_unit ON contest_entry (county_id, unit_id);
CREATE TABLE contest_judge (
  county_id    integer     NOT NULL,
  contest_id   uuid        NOT NULL,
  account_id   uuid        NOT NULL,
  name         text        NOT NULL,
  post         text        NOT NULL,
  -- `extra`: called after two judges were far apart.
  part         text        NOT NULL CHECK (part IN ('judge', 'observer', 'extra')),
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  withdrawn_on date,
  withdrawn_why text,
  PRIMARY KEY (county_id, contest_id, account_id),
  CHECK ((withdrawn_on IS NULL) = (withdrawn_why IS NULL))
);
CREATE INDEX contest_judge_account ON contest_judge (county_id, account_id);
-- Why a judge does not score a unit: found by the records, declared by the judge, or put down by the desk.
CREATE TABLE contest_conflict (
  county_id   integer     NOT NULL,
  contest_id  uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('own_unit', 'post', 'kin', 'helper', 'enterprise', 'other')),
  source      text        NOT NULL CHECK (source IN ('found', 'declared', 'desk')),
  said        jsonb       NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, contest_id, account_id, unit_id, kind, source)
);
-- A score sheet; a correction before the end of scoring is a new version with its reason, the old one stays.
CREATE TABLE contest_sheet (
  county_id   integer     NOT NULL,
  contest_id  uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  -- {item: exact number as text}.
  scores      jsonb       NOT NULL,
  comment     text        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, contest_id, account_id, unit_id, version)
);
CREATE TABLE contest_veto (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  contest_id    uuid        NOT NULL,
  unit_id       uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('fraud', 'unpaid_wages', 'mass_complaint', 'false_data')),
  reason        text        NOT NULL,
  evidence      text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  withdrawn_on  date,
  withdrawn_why text,
  PRIMARY KEY (county_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdrawn_why IS NULL))
);
CREATE INDEX contest_veto_contest ON contest_veto (county_id, contest_id);
-- Results as they were computed: inputs, components and places, with the fingerprint of all of it. Computed again
-- after an appeal is a further edition.
CREATE TABLE contest_result (
  county_id   integer     NOT NULL,
  contest_id  uuid        NOT NULL,
  edition     integer     NOT NULL CHECK (edition > 0),
  inputs      jsonb       NOT NULL,
  body        jsonb       NOT NULL,
  sha256      text        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, contest_id, edition)
);
CREATE TABLE contest_appeal (
  county_id   integer     NOT NULL,
  case_id     uuid        NOT NULL,
  contest_id  uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  edition     integer     NOT NULL,
  what        text        NOT NULL,
  outcome     text CHECK (outcome IN ('upheld', 'rejected', 'withdrawn')),
  ended_on    date,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, case_id),
  CHECK ((outcome IS NULL) = (ended_on IS NULL))
);
CREATE INDEX contest_appeal_contest ON contest_appeal (county_id, contest_id);
-- What a unit was told to do after a tour.
CREATE TABLE contest_task (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  contest_id  uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  what        text        NOT NULL,
  responsible text        NOT NULL,
  due_on      date        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  done_on     date,
  done_said   text,
  done_by     text,
  PRIMARY KEY (county_id, id),
  CHECK ((done_on IS NULL) = (done_said IS NULL)),
  CHECK ((done_on IS NULL) = (done_by IS NULL))
);
CREATE INDEX contest_task_unit ON contest_task (county_id, unit_id, due_on);
CREATE TABLE contest_event (
  county_id   integer     NOT NULL,
  contest_id  uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  kind        text        NOT NULL CHECK (kind IN ('drafted', 'opened', 'scored', 'reopened', 'closed', 'submitted', 'published', 'returned', 'recomputed', 'cancelled')),
  on_date     date        NOT NULL,
  words       text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, contest_id, seq)
);
-- Photographs of a tour, taken by who holds it.
CREATE TABLE contest_file (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  contest_id  uuid        NOT NULL,
  unit_id     uuid,
  name        text        NOT NULL,
  media_type  text        NOT NULL,
  sha256      text        NOT NULL,
  content     bytea       NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX contest_file_contest ON contest_file (county_id, contest_id);

-- Rules of stars: the county's own version counts from its day.
CREATE TABLE award_rules (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  rules       jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);
-- A flag or a star from its day on; valid_to: the first day on which it no longer counts.
CREATE TABLE award (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('rotating_flag', 'permanent_flag', 'star')),
  -- Of a flag its name, which one unit at a time holds when it rotates.
  title       text        NOT NULL,
  stars       integer     CHECK (stars BETWEEN 1 AND 5),
  contest_id  uuid,
  document    text        NOT NULL,
  reason      text        NOT NULL,
  valid_from  date        NOT NULL,
  valid_to    date,
  ended_why   text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((kind = 'star') = (stars IS NOT NULL)),
  CHECK (valid_to >= valid_from),
  CHECK ((valid_to IS NULL) = (ended_why IS NULL))
);
CREATE INDEX award_unit ON award (county_id, unit_id, valid_from);
CREATE UNIQUE INDEX award_star_once ON award (county_id, unit_id) WHERE kind = 'star' AND valid_to IS NULL;
CREATE UNIQUE INDEX award_rotating_once ON award (county_id, title) WHERE kind = 'rotating_flag' AND valid_to IS NULL;

SELECT app_protect('contest', 'SELECT, INSERT, UPDATE (state, case_id, figures_id)');
SELECT app_protect('contest_setup', 'SELECT, INSERT');
SELECT app_append_only('contest_setup');
SELECT app_protect('contest_entry', 'SELECT, INSERT, UPDATE (withdrawn_on, withdrawn_why)');
SELECT app_protect('contest_judge', 'SELECT, INSERT, UPDATE (withdrawn_on, withdrawn_why)');
SELECT app_protect('contest_conflict', 'SELECT, INSERT');
SELECT app_append_only('contest_conflict');
SELECT app_protect('contest_sheet', 'SELECT, INSERT');
SELECT app_append_only('contest_sheet');
SELECT app_protect('contest_veto', 'SELECT, INSERT, UPDATE (withdrawn_on, withdrawn_why)');
SELECT app_protect('contest_result', 'SELECT, INSERT');
SELECT app_append_only('contest_result');
SELECT app_protect('contest_appeal', 'SELECT, INSERT, UPDATE (outcome, ended_on)');
SELECT app_protect('contest_task', 'SELECT, INSERT, UPDATE (done_on, done_said, done_by)');
SELECT app_protect('contest_event', 'SELECT, INSERT');
SELECT app_append_only('contest_event');
SELECT app_protect('contest_file', 'SELECT, INSERT');
SELECT app_append_only('contest_file');
SELECT app_protect('award_rules', 'SELECT, INSERT');
SELECT app_append_only('award_rules');
SELECT app_protect('award', 'SELECT, INSERT, UPDATE (valid_to, ended_why)');

ALTER TABLE contest ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE contest_setup ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE contest_entry ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE contest_entry ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE contest_judge ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE contest_judge ADD FOREIGN KEY (county_id, account_id) REFERENCES account (county_id, id);
ALTER TABLE contest_conflict ADD FOREIGN KEY (county_id, contest_id, account_id) REFERENCES contest_judge (county_id, contest_id, account_id);
ALTER TABLE contest_conflict ADD FOREIGN KEY (county_id, contest_id, unit_id) REFERENCES contest_entry (county_id, contest_id, unit_id);
ALTER TABLE contest_sheet ADD FOREIGN KEY (county_id, contest_id, account_id) REFERENCES contest_judge (county_id, contest_id, account_id);
ALTER TABLE contest_sheet ADD FOREIGN KEY (county_id, contest_id, unit_id) REFERENCES contest_entry (county_id, contest_id, unit_id);
ALTER TABLE contest_veto ADD FOREIGN KEY (county_id, contest_id, unit_id) REFERENCES contest_entry (county_id, contest_id, unit_id);
ALTER TABLE contest_result ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE contest_appeal ADD FOREIGN KEY (county_id, contest_id, unit_id) REFERENCES contest_entry (county_id, contest_id, unit_id);
ALTER TABLE contest_task ADD FOREIGN KEY (county_id, contest_id, unit_id) REFERENCES contest_entry (county_id, contest_id, unit_id);
ALTER TABLE contest_event ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE contest_file ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE award_rules ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE award ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE award ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
