-- Founding co-ops (创办): projects of villages, mobilisation, the three accounts, assets, task forces, meetings.

-- A co-op that a village wants to found, from the survey on. Where it stands, its case says.
CREATE TABLE founding_project (
  county_id          integer     NOT NULL,
  id                 uuid        NOT NULL,
  village_id         uuid        NOT NULL,
  name               text        NOT NULL,
  main_kind          text        NOT NULL,
  industry_id        uuid,
  case_id            uuid        NOT NULL,
  -- 四议两公开 about what the collective contributes: linked, never mixed.
  discussion_case_id uuid,
  coop_id            uuid,
  -- Market, partner, budget, expected results: the frame of the feasibility report.
  feasibility        jsonb       NOT NULL,
  started_on         date        NOT NULL,
  started_at         timestamptz NOT NULL,
  started_by         text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX founding_project_village ON founding_project (county_id, village_id);
CREATE UNIQUE INDEX founding_project_coop ON founding_project (county_id, coop_id) WHERE coop_id IS NOT NULL;

-- Share plans: each version whole; the last one counts until the register is opened from it.
CREATE TABLE founding_plan (
  county_id   integer     NOT NULL,
  project_id  uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  body        jsonb       NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, project_id, version)
);

-- Visits to households, meetings, study tours. Counts of them may be shown upward; whom they reached may not.
CREATE TABLE mobilisation_visit (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  project_id  uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('visit', 'meeting', 'study')),
  on_date     date        NOT NULL,
  place       text        NOT NULL,
  visitors    text        NOT NULL,
  attended    integer,
  -- Sealed: what was said may name people.
  note_sealed bytea,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX mobilisation_visit_project ON mobilisation_visit (county_id, project_id, on_date);
CREATE TABLE mobilisation_visit_household (
  county_id    integer NOT NULL,
  visit_id     uuid    NOT NULL,
  household_id uuid    NOT NULL,
  PRIMARY KEY (county_id, visit_id, household_id)
);

-- Doubts and their answers; who raised one and in which words is sealed.
CREATE TABLE mobilisation_question (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  project_id      uuid        NOT NULL,
  asked_sealed    bytea       NOT NULL,
  raised_on       date        NOT NULL,
  answer_sealed   bytea,
  answered_on     date,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((answer_sealed IS NULL) = (answered_on IS NULL))
);
CREATE INDEX mobilisation_question_project ON mobilisation_question (county_id, project_id);

-- Questions and answers of the county for everybody's use: no village, no name, no day.
CREATE TABLE question_bank (
  county_id integer NOT NULL,
  id        uuid    NOT NULL,
  topic     text    NOT NULL CHECK (topic IN ('land', 'money', 'risk', 'dividend', 'exit', 'work', 'other')),
  question  text    NOT NULL,
  answer    text    NOT NULL,
  PRIMARY KEY (county_id, id)
);

-- What a household wishes, as of a day; the latest counts. Sealed whole: nobody reads it from the tables.
CREATE TABLE household_wish (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  project_id   uuid        NOT NULL,
  household_id uuid        NOT NULL,
  wish_sealed  bytea       NOT NULL,
  on_date      date        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX household_wish_project ON household_wish (county_id, project_id, household_id, recorded_at);

-- The three accounts (过去、当前、长远) reckoned with a household; kept as they were signed.
CREATE TABLE three_account (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  project_id   uuid        NOT NULL,
  household_id uuid        NOT NULL,
  body_sealed  bytea       NOT NULL,
  reckoned_on  date        NOT NULL,
  signed_on    date,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX three_account_project ON three_account (county_id, project_id, household_id, recorded_at);

-- Assets and resources of a village, idle ones above all.
CREATE TABLE village_asset (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  village_id  uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('land', 'building', 'water', 'machine', 'facility', 'fund', 'skill')),
  name        text        NOT NULL,
  owner       text        NOT NULL CHECK (owner IN ('collective', 'household', 'enterprise', 'state', 'other')),
  owner_name  text        NOT NULL,
  quantity    numeric(18,6) NOT NULL CHECK (quantity > 0),
  measure     text        NOT NULL,
  place       text        NOT NULL,
  note        text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  ended_on    date,
  ended_why   text,
  PRIMARY KEY (county_id, id),
  CHECK ((ended_on IS NULL) = (ended_why IS NULL))
);
CREATE INDEX village_asset_village ON village_asset (county_id, village_id);
-- How much of it lies idle since a day, and what for it is used; each row counts until the next.
CREATE TABLE village_asset_state (
  county_id   integer     NOT NULL,
  asset_id    uuid        NOT NULL,
  from_day    date        NOT NULL,
  idle        numeric(18,6) NOT NULL CHECK (idle >= 0),
  used_for    text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, asset_id, from_day)
);
-- Idle assets set down for a project.
CREATE TABLE village_asset_match (
  county_id   integer     NOT NULL,
  asset_id    uuid        NOT NULL,
  project_id  uuid        NOT NULL,
  quantity    numeric(18,6) NOT NULL CHECK (quantity > 0),
  note        text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, asset_id, project_id)
);

-- The task force of a town: who is on it since when; replacements end a row and begin another.
CREATE TABLE task_force_member (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  town_id     uuid        NOT NULL,
  name        text        NOT NULL,
  post        text        NOT NULL,
  part        text        NOT NULL CHECK (part IN ('head', 'deputy', 'member', 'liaison')),
  duties      text        NOT NULL,
  valid_from  date        NOT NULL,
  valid_to    date,
  ended_why   text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX task_force_member_town ON task_force_member (county_id, town_id);
CREATE TABLE task_force_week (
  county_id   integer     NOT NULL,
  town_id     uuid        NOT NULL,
  monday      date        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  done        text        NOT NULL,
  next        text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, town_id, monday, version)
);

-- Meetings of a county or town about the work, with what they ordered.
CREATE TABLE promotion_meeting (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  held_on     date        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('special', 'dispatch', 'site', 'other')),
  chair       text        NOT NULL,
  place       text        NOT NULL,
  topic       text        NOT NULL,
  resolutions text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX promotion_meeting_unit ON promotion_meeting (county_id, unit_id, held_on DESC);
CREATE TABLE promotion_task (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  meeting_id  uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  what        text        NOT NULL,
  responsible text        NOT NULL,
  due_on      date        NOT NULL,
  done_on     date,
  done_note   text,
  done_by     text,
  PRIMARY KEY (county_id, id),
  CHECK ((done_on IS NULL) = (done_note IS NULL))
);
CREATE INDEX promotion_task_unit ON promotion_task (county_id, unit_id, due_on);

SELECT app_protect('founding_project', 'SELECT, INSERT, UPDATE (name, main_kind, industry_id, discussion_case_id, coop_id, feasibility)');
SELECT app_protect('founding_plan', 'SELECT, INSERT');
SELECT app_append_only('founding_plan');
SELECT app_protect('mobilisation_visit', 'SELECT, INSERT');
SELECT app_append_only('mobilisation_visit');
SELECT app_protect('mobilisation_visit_household', 'SELECT, INSERT');
SELECT app_append_only('mobilisation_visit_household');
SELECT app_protect('mobilisation_question', 'SELECT, INSERT, UPDATE (answer_sealed, answered_on)');
SELECT app_protect('question_bank', 'SELECT, INSERT, DELETE');
SELECT app_protect('household_wish', 'SELECT, INSERT');
SELECT app_append_only('household_wish');
SELECT app_protect('three_account', 'SELECT, INSERT, UPDATE (signed_on)');
SELECT app_protect('village_asset', 'SELECT, INSERT, UPDATE (ended_on, ended_why)');
SELECT app_protect('village_asset_state', 'SELECT, INSERT');
SELECT app_append_only('village_asset_state');
SELECT app_protect('village_asset_match', 'SELECT, INSERT, UPDATE (quantity, note, recorded_at, recorded_by), DELETE');
SELECT app_protect('task_force_member', 'SELECT, INSERT, UPDATE (valid_to, ended_why)');
SELECT app_protect('task_force_week', 'SELECT, INSERT');
SELECT app_append_only('task_force_week');
SELECT app_protect('promotion_meeting', 'SELECT, INSERT');
SELECT app_append_only('promotion_meeting');
SELECT app_protect('promotion_task', 'SELECT, INSERT, UPDATE (done_on, done_note, done_by)');

ALTER TABLE founding_project ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE founding_project ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE founding_project ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE founding_project ADD FOREIGN KEY (county_id, discussion_case_id) REFERENCES process_case (county_id, id);
ALTER TABLE founding_plan ADD FOREIGN KEY (county_id, project_id) REFERENCES founding_project (county_id, id);
ALTER TABLE mobilisation_visit ADD FOREIGN KEY (county_id, project_id) REFERENCES founding_project (county_id, id);
ALTER TABLE mobilisation_visit_household ADD FOREIGN KEY (county_id, visit_id) REFERENCES mobilisation_visit (county_id, id);
ALTER TABLE mobilisation_visit_household ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE mobilisation_question ADD FOREIGN KEY (county_id, project_id) REFERENCES founding_project (county_id, id);
ALTER TABLE question_bank ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE household_wish ADD FOREIGN KEY (county_id, project_id) REFERENCES founding_project (county_id, id);
ALTER TABLE household_wish ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE three_account ADD FOREIGN KEY (county_id, project_id) REFERENCES founding_project (county_id, id);
ALTER TABLE three_account ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE village_asset ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE village_asset_state ADD FOREIGN KEY (county_id, asset_id) REFERENCES village_asset (county_id, id);
ALTER TABLE village_asset_match ADD FOREIGN KEY (county_id, asset_id) REFERENCES village_asset (county_id, id);
ALTER TABLE village_asset_match ADD FOREIGN KEY (county_id, project_id) REFERENCES founding_project (county_id, id);
ALTER TABLE task_force_member ADD FOREIGN KEY (county_id, town_id) REFERENCES org_unit (county_id, id);
ALTER TABLE task_force_week ADD FOREIGN KEY (county_id, town_id) REFERENCES org_unit (county_id, id);
ALTER TABLE promotion_meeting ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE promotion_task ADD FOREIGN KEY (county_id, meeting_id) REFERENCES promotion_meeting (county_id, id);
ALTER TABLE promotion_task ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
