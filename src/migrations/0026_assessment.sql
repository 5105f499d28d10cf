-- Assessment (考核): schemes, scores of towns and village secretaries, replies and appeals, proposals and decisions.

-- What is scored and how, by kind; the version whose day has come counts. A run keeps the scheme it was made with.
CREATE TABLE assessment_scheme (
  county_id   integer     NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('town', 'secretary_month', 'secretary_year')),
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  source      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, kind, version)
);

-- Which results lead to which proposals, for secretaries and for towns.
CREATE TABLE assessment_rules (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  source      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);

-- Bonus points and deductions (thousandths of a point) with what proves them; of a town, or of a village's secretary.
CREATE TABLE assessment_fact (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  unit_id       uuid        NOT NULL,
  period        text        NOT NULL,
  item          text        NOT NULL,
  points        integer     NOT NULL CHECK (points > 0),
  on_date       date        NOT NULL,
  what          text        NOT NULL,
  evidence      text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  withdrawn_on  date,
  withdrawn_why text,
  withdrawn_by  text,
  PRIMARY KEY (county_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdrawn_why IS NULL)),
  CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX assessment_fact_unit ON assessment_fact (county_id, unit_id, period);

-- One assessment of a period. `maker`: the account that computed it, which never signs it.
CREATE TABLE assessment_run (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('town', 'secretary_month', 'secretary_year')),
  period      text        NOT NULL,
  ends_on     date        NOT NULL,
  year        integer     NOT NULL,
  number      bigint      NOT NULL,
  scheme_version integer  NOT NULL,
  scheme      jsonb       NOT NULL,
  state       text        NOT NULL CHECK (state IN ('draft', 'notified', 'final', 'cancelled')),
  reply_until date,
  case_id     uuid,
  maker       uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number)
);
CREATE UNIQUE INDEX assessment_run_once ON assessment_run (county_id, kind, period) WHERE state <> 'cancelled';

-- Who is assessed: a town, or the secretary of a village in post on the last day.
CREATE TABLE assessment_subject (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  run_id      uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  town_id     uuid        NOT NULL,
  person_id   uuid,
  name        text        NOT NULL,
  unit_name   text        NOT NULL,
  town_name   text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE UNIQUE INDEX assessment_subject_town ON assessment_subject (county_id, run_id, unit_id) WHERE person_id IS NULL;
CREATE UNIQUE INDEX assessment_subject_person ON assessment_subject (county_id, run_id, unit_id, person_id)
  WHERE person_id IS NOT NULL;
CREATE INDEX assessment_subject_own ON assessment_subject (county_id, person_id) WHERE person_id IS NOT NULL;

-- A score with all it was computed from and its fingerprint. Computed again it is a further version.
CREATE TABLE assessment_score (
  county_id   integer     NOT NULL,
  subject_id  uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  edition_id  uuid        NOT NULL,
  inputs      jsonb       NOT NULL,
  body        jsonb       NOT NULL,
  points      integer     NOT NULL CHECK (points >= 0),
  sha256      text        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, subject_id, version)
);

-- What the subject said: a reply, or an appeal that somebody else decides.
CREATE TABLE assessment_reply (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  subject_id  uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('reply', 'appeal')),
  version     integer     NOT NULL,
  said        text        NOT NULL,
  on_date     date        NOT NULL,
  due_on      date,
  account_id  uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  outcome     text CHECK (outcome IN ('upheld', 'rejected')),
  reasons     text,
  decided_on  date,
  decided_by  text,
  PRIMARY KEY (county_id, id),
  CHECK (kind = 'appeal' OR outcome IS NULL),
  CHECK ((outcome IS NULL) = (reasons IS NULL)),
  CHECK ((outcome IS NULL) = (decided_on IS NULL)),
  CHECK ((outcome IS NULL) = (decided_by IS NULL))
);
CREATE INDEX assessment_reply_subject ON assessment_reply (county_id, subject_id);
CREATE UNIQUE INDEX assessment_appeal_once ON assessment_reply (county_id, subject_id)
  WHERE kind = 'appeal' AND outcome IS NULL;

CREATE TABLE assessment_event (
  county_id   integer     NOT NULL,
  run_id      uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  kind        text        NOT NULL CHECK (kind IN ('scored', 'notified', 'rescored', 'submitted', 'returned', 'final', 'cancelled')),
  on_date     date        NOT NULL,
  words       text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, run_id, seq)
);

-- A proposal to the organisation department and what a person decided about it. Never carried out by itself.
CREATE TABLE assessment_measure (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  -- What it rests on, once: period, rule, whom.
  key         text        NOT NULL,
  unit_id     uuid        NOT NULL,
  person_id   uuid,
  name        text        NOT NULL,
  run_id      uuid,
  period      text        NOT NULL,
  rule        text        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('grade', 'pay', 'training', 'talk', 'removal', 'reward', 'penalty')),
  what        text        NOT NULL,
  grounds     jsonb       NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  decision    text CHECK (decision IN ('accepted', 'changed', 'dropped')),
  decided_what text,
  reason      text,
  decided_on  date,
  decided_by  text,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, key),
  CHECK ((decision IS NULL) = (reason IS NULL)),
  CHECK ((decision IS NULL) = (decided_on IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision = 'changed') IS NOT TRUE OR decided_what IS NOT NULL)
);
CREATE INDEX assessment_measure_unit ON assessment_measure (county_id, unit_id);

SELECT app_protect('assessment_scheme', 'SELECT, INSERT');
SELECT app_append_only('assessment_scheme');
SELECT app_protect('assessment_rules', 'SELECT, INSERT');
SELECT app_append_only('assessment_rules');
SELECT app_protect('assessment_fact', 'SELECT, INSERT, UPDATE (withdrawn_on, withdrawn_why, withdrawn_by)');
SELECT app_protect('assessment_run', 'SELECT, INSERT, UPDATE (state, reply_until, case_id)');
SELECT app_protect('assessment_subject', 'SELECT, INSERT');
SELECT app_append_only('assessment_subject');
SELECT app_protect('assessment_score', 'SELECT, INSERT');
SELECT app_append_only('assessment_score');
SELECT app_protect('assessment_reply', 'SELECT, INSERT, UPDATE (outcome, reasons, decided_on, decided_by)');
SELECT app_protect('assessment_event', 'SELECT, INSERT');
SELECT app_append_only('assessment_event');
SELECT app_protect('assessment_measure', 'SELECT, INSERT, UPDATE (decision, decided_what, reason, decided_on, decided_by)');

ALTER TABLE assessment_scheme ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE assessment_rules ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE assessment_run ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE assessment_fact ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE assessment_subject ADD FOREIGN KEY (county_id, run_id) REFERENCES assessment_run (county_id, id);
ALTER TABLE assessment_subject ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE assessment_subject ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE assessment_score ADD FOREIGN KEY (county_id, subject_id) REFERENCES assessment_subject (county_id, id);
ALTER TABLE assessment_reply ADD FOREIGN KEY (county_id, subject_id) REFERENCES assessment_subject (county_id, id);
ALTER TABLE assessment_event ADD FOREIGN KEY (county_id, run_id) REFERENCES assessment_run (county_id, id);
ALTER TABLE assessment_measure ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE assessment_measure ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
