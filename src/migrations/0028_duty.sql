-- Duty (责任): duties of posts and who holds them, the mechanism, the register of meetings, the towns' plans of a year.

-- The county's own version of a duty; `spec` null: it no longer counts from that day. Duties without a row are those
-- the product ships.
CREATE TABLE duty_version (
  county_id   integer     NOT NULL,
  duty        text        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  spec        jsonb,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, duty, version)
);

-- Who holds a post of a unit. valid_to: the first day on which the holder no longer does.
CREATE TABLE duty_holder (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  post        text        NOT NULL CHECK (post IN ('county_secretary', 'leading_group', 'department', 'town_committee', 'town_secretary', 'village_secretary', 'branch')),
  department  text        NOT NULL,
  name        text        NOT NULL,
  document    text        NOT NULL,
  valid_from  date        NOT NULL,
  valid_to    date,
  ended_why   text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to >= valid_from),
  CHECK ((valid_to IS NULL) = (ended_why IS NULL)),
  CHECK ((post = 'department') = (department <> ''))
);
CREATE INDEX duty_holder_unit ON duty_holder (county_id, unit_id, post);
CREATE UNIQUE INDEX duty_holder_one ON duty_holder (county_id, unit_id, post, department) WHERE valid_to IS NULL;

-- The working mechanism as the county words it: its name, how it is read, its documents and departments.
CREATE TABLE duty_mechanism (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);

-- What the register says of a meeting beside founding's row: its number, who came, which tour it was held on.
CREATE TABLE meeting_record (
  county_id   integer     NOT NULL,
  meeting_id  uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  year        integer     NOT NULL,
  number      bigint      NOT NULL CHECK (number > 0),
  attended    text[]      NOT NULL,
  absent      text[]      NOT NULL,
  contest_id  uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, meeting_id),
  UNIQUE (county_id, unit_id, year, number)
);
-- What was resolved, item by item; the tasks that carry an item out are founding's.
CREATE TABLE meeting_item (
  county_id  integer NOT NULL,
  meeting_id uuid    NOT NULL,
  item       integer NOT NULL CHECK (item > 0),
  said       text    NOT NULL,
  task_ids   uuid[]  NOT NULL,
  PRIMARY KEY (county_id, meeting_id, item)
);

-- The plan of a town for a year. `confirmed`: the version that the county has confirmed.
CREATE TABLE town_plan (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  town_id      uuid        NOT NULL,
  year         integer     NOT NULL CHECK (year BETWEEN 2015 AND 2100),
  case_id      uuid,
  submitted    integer,
  confirmed    integer,
  confirmed_on date,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, town_id, year),
  CHECK ((confirmed IS NULL) = (confirmed_on IS NULL))
);
CREATE TABLE town_plan_version (
  county_id   integer     NOT NULL,
  plan_id     uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  body        jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, plan_id, version)
);
-- What a town shows for a milestone that no record of the product proves.
CREATE TABLE town_plan_proof (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  plan_id         uuid        NOT NULL,
  milestone       text        NOT NULL,
  on_date         date        NOT NULL,
  said            text        NOT NULL,
  file_name       text,
  media_type      text,
  sha256          text,
  withdrawn_on    date,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL)),
  CHECK ((file_name IS NULL) = (sha256 IS NULL))
);
CREATE INDEX town_plan_proof_plan ON town_plan_proof (county_id, plan_id);
CREATE TABLE town_plan_file (
  county_id integer NOT NULL,
  proof_id  uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, proof_id)
);
-- Why something planned is not there yet; a later reason stands beside the earlier.
CREATE TABLE town_plan_gap (
  county_id   integer     NOT NULL,
  plan_id     uuid        NOT NULL,
  about       text        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, plan_id, about, seq)
);

-- Meetings of the leading group and promotion meetings are kinds of their own.
ALTER TABLE promotion_meeting DROP CONSTRAINT promotion_meeting_kind_check;
ALTER TABLE promotion_meeting ADD CONSTRAINT promotion_meeting_kind_check
  CHECK (kind IN ('special', 'leading_group', 'promotion', 'dispatch', 'site', 'other'));

SELECT app_protect('duty_version', 'SELECT, INSERT');
SELECT app_append_only('duty_version');
SELECT app_protect('duty_holder', 'SELECT, INSERT, UPDATE (valid_to, ended_why)');
SELECT app_protect('duty_mechanism', 'SELECT, INSERT');
SELECT app_append_only('duty_mechanism');
SELECT app_protect('meeting_record', 'SELECT, INSERT');
SELECT app_append_only('meeting_record');
SELECT app_protect('meeting_item', 'SELECT, INSERT');
SELECT app_append_only('meeting_item');
SELECT app_protect('town_plan', 'SELECT, INSERT, UPDATE (case_id, submitted, confirmed, confirmed_on)');
SELECT app_protect('town_plan_version', 'SELECT, INSERT');
SELECT app_append_only('town_plan_version');
SELECT app_protect('town_plan_proof', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('town_plan_file', 'SELECT, INSERT');
SELECT app_append_only('town_plan_file');
SELECT app_protect('town_plan_gap', 'SELECT, INSERT');
SELECT app_append_only('town_plan_gap');

ALTER TABLE duty_version ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE duty_holder ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE duty_mechanism ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE meeting_record ADD FOREIGN KEY (county_id, meeting_id) REFERENCES promotion_meeting (county_id, id);
ALTER TABLE meeting_record ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE meeting_record ADD FOREIGN KEY (county_id, contest_id) REFERENCES contest (county_id, id);
ALTER TABLE meeting_item ADD FOREIGN KEY (county_id, meeting_id) REFERENCES promotion_meeting (county_id, id);
ALTER TABLE town_plan ADD FOREIGN KEY (county_id, town_id) REFERENCES org_unit (county_id, id);
ALTER TABLE town_plan ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE town_plan_version ADD FOREIGN KEY (county_id, plan_id) REFERENCES town_plan (county_id, id);
ALTER TABLE town_plan_proof ADD FOREIGN KEY (county_id, plan_id) REFERENCES town_plan (county_id, id);
ALTER TABLE town_plan_file ADD FOREIGN KEY (county_id, proof_id) REFERENCES town_plan_proof (county_id, id);
ALTER TABLE town_plan_gap ADD FOREIGN KEY (county_id, plan_id) REFERENCES town_plan (county_id, id);
