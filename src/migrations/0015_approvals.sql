-- Processes and their cases (办件): every act that binds has its path, its papers, its clock and its proof.

-- A process as it was on a day: shipped with the product, or changed by the county. Never changed again: running
-- cases keep the version they began with.
CREATE TABLE process_version (
  county_id   integer     NOT NULL,
  process     text        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  body        jsonb       NOT NULL,
  body_hash   text        NOT NULL,
  origin      text        NOT NULL CHECK (origin IN ('shipped', 'county')),
  source      text        NOT NULL,
  valid_from  date        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, process, version)
);

-- One run of a process for a village or a co-op. State and dates follow from the acts and stand here for lists.
CREATE TABLE process_case (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  process      text        NOT NULL,
  version      integer     NOT NULL,
  unit_id      uuid        NOT NULL,
  year         integer     NOT NULL,
  number       bigint      NOT NULL,
  title        text        NOT NULL,
  -- What the case is about in another part of the product: a contract, an assembly.
  subject_kind text,
  subject_id   uuid,
  facts        jsonb       NOT NULL,
  state        text        NOT NULL CHECK (state IN ('running', 'done', 'refused', 'withdrawn')),
  opened_on    date        NOT NULL,
  opened_at    timestamptz NOT NULL,
  opened_by    uuid,
  opened_name  text        NOT NULL,
  ended_on     date,
  acts         integer     NOT NULL CHECK (acts > 0),
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, process, year, number),
  CHECK ((state = 'running') = (ended_on IS NULL)),
  CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
);
CREATE INDEX process_case_unit ON process_case (county_id, unit_id, opened_on DESC);
CREATE INDEX process_case_subject ON process_case (county_id, subject_id) WHERE subject_id IS NOT NULL;
-- A co-op or village has one running case of a process about one thing.
CREATE UNIQUE INDEX process_case_running ON process_case (county_id, process, subject_id) WHERE state = 'running' AND subject_id IS NOT NULL;

-- What happened to a case, in order. `body` is the rest of the act.
CREATE TABLE case_act (
  county_id  integer     NOT NULL,
  case_id    uuid        NOT NULL,
  seq        integer     NOT NULL CHECK (seq > 0),
  kind       text        NOT NULL CHECK (kind IN ('open', 'sign', 'return', 'withdraw', 'comment', 'add-seat', 'replace-seat', 'paper', 'overdue')),
  body       jsonb       NOT NULL,
  on_date    date        NOT NULL,
  at         timestamptz NOT NULL,
  by_account uuid,
  by_person  uuid,
  by_name    text        NOT NULL,
  by_role    text,
  instead    text,
  PRIMARY KEY (county_id, case_id, seq)
);

-- What waits for whom now: rewritten after each act, read by the inbox.
CREATE TABLE case_task (
  county_id   integer NOT NULL,
  case_id     uuid    NOT NULL,
  step        text    NOT NULL,
  seat        text    NOT NULL,
  role        text    NOT NULL,
  -- Where the role is held: the co-op, its village, town or county.
  unit_id     uuid    NOT NULL,
  account_id  uuid,
  round       integer NOT NULL,
  opened_on   date    NOT NULL,
  earliest_on date,
  due_on      date,
  -- The working calendar does not reach the clocks of this step.
  uncovered   boolean NOT NULL,
  escalate    text,
  PRIMARY KEY (county_id, case_id, step, seat)
);
CREATE INDEX case_task_role ON case_task (county_id, unit_id, role);
CREATE INDEX case_task_account ON case_task (county_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX case_task_due ON case_task (county_id, due_on);

CREATE TABLE case_paper (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  case_id    uuid        NOT NULL,
  step       text        NOT NULL,
  kind       text        NOT NULL,
  round      integer     NOT NULL,
  name       text        NOT NULL,
  media_type text        NOT NULL,
  bytes      integer     NOT NULL CHECK (bytes > 0),
  sha256     text        NOT NULL,
  added_at   timestamptz NOT NULL,
  added_by   text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX case_paper_case ON case_paper (county_id, case_id);
CREATE TABLE case_paper_content (
  county_id integer NOT NULL,
  paper_id  uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, paper_id)
);

-- What was written at a step and is not signed yet: replaced as it is written, gone when the step is signed.
CREATE TABLE case_draft (
  county_id  integer     NOT NULL,
  case_id    uuid        NOT NULL,
  step       text        NOT NULL,
  round      integer     NOT NULL,
  values     jsonb       NOT NULL,
  saved_at   timestamptz NOT NULL,
  saved_by   text        NOT NULL,
  PRIMARY KEY (county_id, case_id, step)
);

-- Sheets that were printed to be signed: the number on each, and the fingerprint of what stood on it.
CREATE TABLE case_print (
  county_id  integer     NOT NULL,
  year       integer     NOT NULL,
  number     bigint      NOT NULL,
  case_id    uuid        NOT NULL,
  step       text        NOT NULL,
  kind       text        NOT NULL,
  round      integer     NOT NULL,
  format     text        NOT NULL CHECK (format IN ('pdf', 'docx')),
  sha256     text        NOT NULL,
  printed_at timestamptz NOT NULL,
  printed_by text        NOT NULL,
  PRIMARY KEY (county_id, year, number)
);
CREATE INDEX case_print_case ON case_print (county_id, case_id);

-- Who stands in for whom; ended by a row of its own date, never deleted.
CREATE TABLE account_substitute (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  account_id    uuid        NOT NULL,
  substitute_id uuid        NOT NULL,
  from_day      date        NOT NULL,
  to_day        date        NOT NULL,
  reason        text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  ended_on      date,
  PRIMARY KEY (county_id, id),
  CHECK (from_day <= to_day),
  CHECK (account_id <> substitute_id)
);
CREATE INDEX account_substitute_by ON account_substitute (county_id, substitute_id, to_day);

-- Holidays and worked weekends of a year as the State Council announced them; the latest row of a year counts.
CREATE TABLE working_calendar (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  year        integer     NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  free        date[]      NOT NULL,
  worked      date[]      NOT NULL,
  source      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);

SELECT app_protect('process_version', 'SELECT, INSERT');
SELECT app_append_only('process_version');
SELECT app_protect('process_case', 'SELECT, INSERT, UPDATE (state, ended_on, acts)');
SELECT app_protect('case_act', 'SELECT, INSERT');
SELECT app_append_only('case_act');
SELECT app_protect('case_task', 'SELECT, INSERT, DELETE');
SELECT app_protect('case_paper', 'SELECT, INSERT');
SELECT app_append_only('case_paper');
SELECT app_protect('case_paper_content', 'SELECT, INSERT');
SELECT app_append_only('case_paper_content');
SELECT app_protect('case_draft', 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_protect('case_print', 'SELECT, INSERT');
SELECT app_append_only('case_print');
SELECT app_protect('account_substitute', 'SELECT, INSERT, UPDATE (ended_on)');
SELECT app_protect('working_calendar', 'SELECT, INSERT');
SELECT app_append_only('working_calendar');

ALTER TABLE process_version ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE process_case ADD FOREIGN KEY (county_id, process, version) REFERENCES process_version (county_id, process, version);
ALTER TABLE process_case ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE case_act ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE case_task ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE case_task ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE case_paper ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE case_paper_content ADD FOREIGN KEY (county_id, paper_id) REFERENCES case_paper (county_id, id);
ALTER TABLE case_draft ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE case_print ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE account_substitute ADD FOREIGN KEY (county_id, account_id) REFERENCES account (county_id, id);
ALTER TABLE account_substitute ADD FOREIGN KEY (county_id, substitute_id) REFERENCES account (county_id, id);
ALTER TABLE working_calendar ADD FOREIGN KEY (county_id) REFERENCES county;
