-- Supervision (督导): problems and their rectification, listed supervision, assignments down and calls up, and the
-- reports of the week, the month and the quarter.

-- What the product's own facts say is wrong: a broken rule, a voucher to look at, a case overdue. One row a fact,
-- whatever became of it; a person decides whether a problem is made of it.
CREATE TABLE problem_source (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  channel     text        NOT NULL CHECK (channel IN ('rule', 'audit', 'statement', 'decision')),
  -- Names the fact: found again, it is the same row.
  fact        text        NOT NULL,
  severity    text        NOT NULL CHECK (severity IN ('block', 'warn', 'info')),
  said        jsonb       NOT NULL,
  clause      text        NOT NULL,
  amount_fen  bigint,
  refs        jsonb       NOT NULL,
  first_seen  date        NOT NULL,
  last_seen   date        NOT NULL,
  -- The day on which it was no longer found; null while it stands.
  mended_on   date,
  dismissed_on  date,
  dismissed_by  text,
  dismissed_why text,
  problem_id  uuid,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, fact),
  CHECK ((dismissed_on IS NULL) = (dismissed_why IS NULL))
);
CREATE INDEX problem_source_unit ON problem_source (county_id, unit_id);
CREATE INDEX problem_source_problem ON problem_source (county_id, problem_id) WHERE problem_id IS NOT NULL;

CREATE TABLE problem (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  year        integer     NOT NULL,
  number      bigint      NOT NULL,
  issuer      text        NOT NULL CHECK (issuer IN ('county', 'town')),
  found_on    date        NOT NULL,
  channel     text        NOT NULL CHECK (channel IN ('rule', 'audit', 'decision', 'statement', 'inspection', 'contest', 'complaint')),
  severity    text        NOT NULL CHECK (severity IN ('block', 'warn', 'info')),
  title       text        NOT NULL,
  description text        NOT NULL,
  clause      text        NOT NULL,
  amount_fen  bigint,
  refs        jsonb       NOT NULL,
  responsible text        NOT NULL,
  leader      text        NOT NULL,
  public      boolean     NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  -- The running or last case, and where it stood when it last moved: the case itself says.
  case_id     uuid        NOT NULL,
  stage       text        NOT NULL,
  closed_on   date,
  -- The last day that counts, and whether the clock stands: both follow from problem_event.
  due_on      date        NOT NULL,
  paused      boolean     NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number)
);
CREATE INDEX problem_unit ON problem (county_id, unit_id, found_on DESC);
CREATE INDEX problem_open ON problem (county_id, due_on) WHERE closed_on IS NULL;

-- What happened to a problem beside its case: the clock, reopening, progress. Only ever added.
CREATE TABLE problem_event (
  county_id   integer     NOT NULL,
  problem_id  uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  kind        text        NOT NULL CHECK (kind IN ('due', 'extended', 'paused', 'resumed', 'overdue', 'reopened', 'mended', 'found_again', 'note')),
  on_date     date        NOT NULL,
  -- The last day that counts from here on.
  due_on      date,
  words       text        NOT NULL,
  case_id     uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, problem_id, seq)
);

-- Listed supervision (挂牌督办). A proposal has no case yet; the number is taken with the plate.
CREATE TABLE problem_listing (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  problem_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  proposed_on date        NOT NULL,
  proposed_by text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('proposed', 'dismissed', 'running', 'listed', 'removed', 'refused')),
  dismissed_why text,
  leader      text,
  due_on      date,
  case_id     uuid,
  year        integer,
  number      bigint,
  listed_on   date,
  removed_on  date,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number),
  CHECK ((number IS NULL) = (year IS NULL))
);
-- One plate, or one proposal of it, for a problem at a time.
CREATE UNIQUE INDEX problem_listing_one ON problem_listing (county_id, problem_id) WHERE state IN ('proposed', 'running', 'listed');
CREATE TABLE problem_listing_week (
  county_id   integer     NOT NULL,
  listing_id  uuid        NOT NULL,
  monday      date        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  progress    text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, listing_id, monday, version)
);

-- Assignments from above (交办) and calls from below (呼叫).
CREATE TABLE assignment (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  direction   text        NOT NULL CHECK (direction IN ('down', 'up')),
  from_unit_id uuid       NOT NULL,
  -- Who has to answer.
  unit_id     uuid        NOT NULL,
  -- Of a call: the desk or department of the unit it goes to.
  role        text,
  what        text        NOT NULL,
  responsible text        NOT NULL,
  source_kind text        NOT NULL CHECK (source_kind IN ('meeting', 'dispatch', 'bulletin', 'analysis', 'problem', 'hand')),
  source_id   uuid,
  parent_id   uuid,
  given_on    date        NOT NULL,
  given_by    text        NOT NULL,
  given_account uuid,
  -- To be acknowledged and to be answered by.
  answer_by   date        NOT NULL,
  due_on      date        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('given', 'acknowledged', 'replied', 'done', 'withdrawn')),
  ended_on    date,
  PRIMARY KEY (county_id, id),
  CHECK ((state IN ('done', 'withdrawn')) = (ended_on IS NOT NULL))
);
CREATE INDEX assignment_to ON assignment (county_id, unit_id, due_on);
CREATE INDEX assignment_from ON assignment (county_id, from_unit_id, due_on);
-- The same order of a meeting goes to a unit once.
CREATE UNIQUE INDEX assignment_source ON assignment (county_id, source_kind, source_id, unit_id) WHERE source_id IS NOT NULL AND source_kind = 'meeting';
CREATE TABLE assignment_act (
  county_id   integer     NOT NULL,
  assignment_id uuid      NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  kind        text        NOT NULL CHECK (kind IN ('acknowledge', 'reply', 'return', 'confirm', 'withdraw', 'overdue')),
  words       text        NOT NULL,
  on_date     date        NOT NULL,
  by_account  uuid,
  by_name     text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, assignment_id, seq)
);
CREATE TABLE assignment_photo (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  assignment_id uuid      NOT NULL,
  seq         integer     NOT NULL,
  name        text        NOT NULL,
  media_type  text        NOT NULL,
  sha256      text        NOT NULL,
  content     bytea       NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX assignment_photo_of ON assignment_photo (county_id, assignment_id);

-- Reports of a week (周调度), a month (月通报), a quarter (季度研判): one of a kind for a period.
CREATE TABLE report (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('dispatch', 'bulletin', 'analysis')),
  period      text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('draft', 'review', 'issued')),
  case_id     uuid,
  year        integer,
  number      bigint,
  issued_on   date,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, unit_id, kind, period),
  CHECK ((state = 'issued') = (issued_on IS NOT NULL))
);
CREATE UNIQUE INDEX report_number ON report (county_id, kind, year, number) WHERE number IS NOT NULL;
-- Each draft whole, with the figures it stands on; the last one counts, and none follows once it is issued.
CREATE TABLE report_version (
  county_id   integer     NOT NULL,
  report_id   uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  body        jsonb       NOT NULL,
  body_hash   text        NOT NULL,
  edition_id  uuid,
  made_at     timestamptz NOT NULL,
  made_by     text        NOT NULL,
  PRIMARY KEY (county_id, report_id, version)
);
-- Whom a report was sent to, and who acknowledged it.
CREATE TABLE report_receipt (
  county_id   integer     NOT NULL,
  report_id   uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  sent_on     date        NOT NULL,
  seen_on     date,
  seen_by     text,
  PRIMARY KEY (county_id, report_id, unit_id),
  CHECK ((seen_on IS NULL) = (seen_by IS NULL))
);
-- A figure of a draft that a town disputes before the issue, and the answer.
CREATE TABLE report_objection (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  report_id   uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  version     integer     NOT NULL,
  words       text        NOT NULL,
  raised_on   date        NOT NULL,
  raised_by   text        NOT NULL,
  answer      text,
  upheld      boolean,
  answered_on date,
  answered_by text,
  PRIMARY KEY (county_id, id),
  CHECK ((answer IS NULL) = (answered_on IS NULL))
);
CREATE INDEX report_objection_of ON report_objection (county_id, report_id);
-- The meeting of a week's dispatch.
CREATE TABLE dispatch_meeting (
  county_id   integer     NOT NULL,
  report_id   uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  held_on     date        NOT NULL,
  chair       text        NOT NULL,
  place       text        NOT NULL,
  attended    jsonb       NOT NULL,
  absent      jsonb       NOT NULL,
  minutes     text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, report_id, version)
);

SELECT app_protect('problem_source', 'SELECT, INSERT, UPDATE (severity, said, clause, amount_fen, refs, last_seen, mended_on, dismissed_on, dismissed_by, dismissed_why, problem_id)');
SELECT app_protect('problem', 'SELECT, INSERT, UPDATE (case_id, stage, closed_on, due_on, paused, public)');
SELECT app_protect('problem_event', 'SELECT, INSERT');
SELECT app_append_only('problem_event');
SELECT app_protect('problem_listing', 'SELECT, INSERT, UPDATE (state, dismissed_why, leader, due_on, case_id, year, number, listed_on, removed_on)');
SELECT app_protect('problem_listing_week', 'SELECT, INSERT');
SELECT app_append_only('problem_listing_week');
SELECT app_protect('assignment', 'SELECT, INSERT, UPDATE (state, ended_on)');
SELECT app_protect('assignment_act', 'SELECT, INSERT');
SELECT app_append_only('assignment_act');
SELECT app_protect('assignment_photo', 'SELECT, INSERT');
SELECT app_append_only('assignment_photo');
SELECT app_protect('report', 'SELECT, INSERT, UPDATE (state, case_id, year, number, issued_on)');
SELECT app_protect('report_version', 'SELECT, INSERT');
SELECT app_append_only('report_version');
SELECT app_protect('report_receipt', 'SELECT, INSERT, UPDATE (seen_on, seen_by)');
SELECT app_protect('report_objection', 'SELECT, INSERT, UPDATE (answer, upheld, answered_on, answered_by)');
SELECT app_protect('dispatch_meeting', 'SELECT, INSERT');
SELECT app_append_only('dispatch_meeting');

ALTER TABLE problem_source ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE problem_source ADD FOREIGN KEY (county_id, problem_id) REFERENCES problem (county_id, id);
ALTER TABLE problem ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE problem ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE problem_event ADD FOREIGN KEY (county_id, problem_id) REFERENCES problem (county_id, id);
ALTER TABLE problem_listing ADD FOREIGN KEY (county_id, problem_id) REFERENCES problem (county_id, id);
ALTER TABLE problem_listing ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE problem_listing_week ADD FOREIGN KEY (county_id, listing_id) REFERENCES problem_listing (county_id, id);
ALTER TABLE assignment ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE assignment ADD FOREIGN KEY (county_id, from_unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE assignment ADD FOREIGN KEY (county_id, parent_id) REFERENCES assignment (county_id, id);
ALTER TABLE assignment_act ADD FOREIGN KEY (county_id, assignment_id) REFERENCES assignment (county_id, id);
ALTER TABLE assignment_photo ADD FOREIGN KEY (county_id, assignment_id) REFERENCES assignment (county_id, id);
ALTER TABLE report ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE report ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE report_version ADD FOREIGN KEY (county_id, report_id) REFERENCES report (county_id, id);
ALTER TABLE report_receipt ADD FOREIGN KEY (county_id, report_id) REFERENCES report (county_id, id);
ALTER TABLE report_receipt ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE report_objection ADD FOREIGN KEY (county_id, report_id) REFERENCES report (county_id, id);
ALTER TABLE report_objection ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE dispatch_meeting ADD FOREIGN KEY (county_id, report_id) REFERENCES report (county_id, id);
