-- Development by class (分类发展): classes and campaigns, 1+N pairings and unions, forms of business.

-- What the county sets: entry tests of the classes, weights of pairing and unions, the cap on stakes.
CREATE TABLE development_rules (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  source      text        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);

-- What only people can see of a co-op: audited, run by a big household. The last word on a day counts.
CREATE TABLE class_fact (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  fact        text        NOT NULL,
  holds       boolean     NOT NULL,
  on_date     date        NOT NULL,
  note        text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX class_fact_coop ON class_fact (county_id, coop_id, fact, on_date);

CREATE TABLE class_campaign (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  title       text        NOT NULL,
  -- Registered before the county's opinions (the 120 of earlier years), after them, or all.
  cohort      text        NOT NULL CHECK (cohort IN ('before', 'after', 'all')),
  baseline_on date        NOT NULL,
  ends_on     date        NOT NULL,
  document    text        NOT NULL,
  closed_on   date,
  close_note  text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (ends_on > baseline_on),
  CHECK ((closed_on IS NULL) = (close_note IS NULL))
);

-- Who takes part, and in which class each stood on the day of the baseline.
CREATE TABLE class_campaign_coop (
  county_id   integer NOT NULL,
  campaign_id uuid    NOT NULL,
  coop_id     uuid    NOT NULL,
  class       text CHECK (class IN ('model', 'improve', 'transform', 'rebuild')),
  PRIMARY KEY (county_id, campaign_id, coop_id)
);
CREATE INDEX class_campaign_coop_coop ON class_campaign_coop (county_id, coop_id);

-- Who put a co-op into a class, on which proposal, with the tests as they stood. The class itself is the registry's.
CREATE TABLE class_decision (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  before        text CHECK (before IN ('model', 'improve', 'transform', 'rebuild')),
  class         text        NOT NULL CHECK (class IN ('model', 'improve', 'transform', 'rebuild')),
  proposed      text        NOT NULL CHECK (proposed IN ('model', 'improve', 'transform', 'rebuild')),
  unanimous     boolean     NOT NULL,
  tests         jsonb       NOT NULL,
  rules_version integer     NOT NULL,
  on_date       date        NOT NULL,
  reason        text        NOT NULL,
  document      text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX class_decision_coop ON class_decision (county_id, coop_id, on_date);

-- The way of one co-op to the next class; one at a time.
CREATE TABLE class_plan (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  class       text        NOT NULL CHECK (class IN ('model', 'improve', 'transform', 'rebuild')),
  aim         text        NOT NULL,
  helper      text        NOT NULL,
  starts_on   date        NOT NULL,
  due_on      date        NOT NULL,
  ended_on    date,
  end_note    text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (due_on >= starts_on),
  CHECK ((ended_on IS NULL) = (end_note IS NULL))
);
CREATE UNIQUE INDEX class_plan_open ON class_plan (county_id, coop_id) WHERE ended_on IS NULL;

CREATE TABLE class_task (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  plan_id     uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  what        text        NOT NULL,
  responsible text        NOT NULL,
  due_on      date        NOT NULL,
  -- The entry test that it is to cure.
  test        text,
  done_on     date,
  done_note   text,
  done_by     text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((done_on IS NULL) = (done_note IS NULL))
);
CREATE INDEX class_task_plan ON class_task (county_id, plan_id, due_on);
CREATE INDEX class_task_due ON class_task (county_id, due_on) WHERE done_on IS NULL;

-- Towns that border each other: each pair once, the smaller id first.
CREATE TABLE town_border (
  county_id   integer     NOT NULL,
  town_id     uuid        NOT NULL,
  other_id    uuid        NOT NULL,
  source      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, town_id, other_id),
  CHECK (town_id < other_id)
);

-- Where a co-op is, in millionths of a degree, as its operator gives it.
CREATE TABLE coop_place (
  county_id       integer     NOT NULL,
  coop_id         uuid        NOT NULL,
  latitude_micro  integer     NOT NULL CHECK (latitude_micro BETWEEN -90000000 AND 90000000),
  longitude_micro integer     NOT NULL CHECK (longitude_micro BETWEEN -180000000 AND 180000000),
  source          text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, coop_id)
);

-- The proposal a pairing came from, as it stood when it was accepted.
CREATE TABLE pairing_origin (
  county_id   integer     NOT NULL,
  pairing_id  uuid        NOT NULL,
  lead_id     uuid        NOT NULL,
  proposal    jsonb       NOT NULL,
  on_date     date        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, pairing_id)
);

CREATE TABLE pairing_task (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  pairing_id  uuid        NOT NULL,
  lead_id     uuid        NOT NULL,
  what        text        NOT NULL,
  responsible text        NOT NULL,
  due_on      date        NOT NULL,
  done_on     date,
  done_note   text,
  done_by     text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((done_on IS NULL) = (done_note IS NULL))
);
CREATE INDEX pairing_task_pairing ON pairing_task (county_id, pairing_id, due_on);

-- Pairs that people ruled out, with their reason: proposals leave them out until it is taken back.
CREATE TABLE pairing_veto (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  lead_id     uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  reason      text        NOT NULL,
  ended_on    date,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE UNIQUE INDEX pairing_veto_open ON pairing_veto (county_id, lead_id, coop_id) WHERE ended_on IS NULL;

-- A form of business of a co-op: a scenic farm, a cold store, a stake, a processing line, a complex.
CREATE TABLE coop_business (
  county_id          integer     NOT NULL,
  id                 uuid        NOT NULL,
  coop_id            uuid        NOT NULL,
  form               text        NOT NULL CHECK (form IN ('tourism', 'logistics', 'stake', 'processing', 'complex')),
  started_on         date        NOT NULL,
  -- A stake in an enterprise is an investment: the assessment of its risks.
  assessment_id      uuid,
  ended_on           date,
  end_reason         text,
  recorded_at        timestamptz NOT NULL,
  recorded_by        text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX coop_business_coop ON coop_business (county_id, coop_id, form);

-- What it is made of; a change is a new version with its reason.
CREATE TABLE coop_business_version (
  county_id   integer     NOT NULL,
  business_id uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  name        text        NOT NULL,
  terms       jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, business_id, version)
);

-- What happened in a stretch of time, in the measures of its form: visitors, tons, dividends announced.
CREATE TABLE coop_business_record (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  business_id     uuid        NOT NULL,
  coop_id         uuid        NOT NULL,
  from_date       date        NOT NULL,
  to_date         date        NOT NULL,
  measures        jsonb       NOT NULL,
  note            text        NOT NULL,
  withdrawn_on    date,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (to_date >= from_date),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX coop_business_record_business ON coop_business_record (county_id, business_id, from_date);

-- Lines of the books that are a business's: its amounts stand there and nowhere else, each line once.
CREATE TABLE coop_business_line (
  county_id   integer     NOT NULL,
  coop_id     uuid        NOT NULL,
  voucher_id  uuid        NOT NULL,
  line        smallint    NOT NULL,
  business_id uuid        NOT NULL,
  period      integer     NOT NULL,
  role        text        NOT NULL CHECK (role IN ('income', 'cost', 'investment', 'dividend')),
  -- Of a complex: primary, secondary or tertiary industry, and the phase it belongs to.
  sector      smallint CHECK (sector BETWEEN 1 AND 3),
  phase       smallint CHECK (phase > 0),
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, coop_id, voucher_id, line)
);
CREATE INDEX coop_business_line_business ON coop_business_line (county_id, business_id);

SELECT app_protect('development_rules', 'SELECT, INSERT');
SELECT app_append_only('development_rules');
SELECT app_protect('class_fact', 'SELECT, INSERT');
SELECT app_append_only('class_fact');
SELECT app_protect('class_campaign', 'SELECT, INSERT, UPDATE (closed_on, close_note)');
SELECT app_protect('class_campaign_coop', 'SELECT, INSERT');
SELECT app_append_only('class_campaign_coop');
SELECT app_protect('class_decision', 'SELECT, INSERT');
SELECT app_append_only('class_decision');
SELECT app_protect('class_plan', 'SELECT, INSERT, UPDATE (ended_on, end_note)');
SELECT app_protect('class_task', 'SELECT, INSERT, UPDATE (what, responsible, due_on, done_on, done_note, done_by)');
SELECT app_protect('town_border', 'SELECT, INSERT, DELETE');
SELECT app_protect('coop_place', 'SELECT, INSERT, UPDATE (latitude_micro, longitude_micro, source, recorded_at, recorded_by)');
SELECT app_protect('pairing_origin', 'SELECT, INSERT');
SELECT app_append_only('pairing_origin');
SELECT app_protect('pairing_task', 'SELECT, INSERT, UPDATE (done_on, done_note, done_by)');
SELECT app_protect('pairing_veto', 'SELECT, INSERT, UPDATE (ended_on)');
SELECT app_protect('coop_business', 'SELECT, INSERT, UPDATE (ended_on, end_reason)');
SELECT app_protect('coop_business_version', 'SELECT, INSERT');
SELECT app_append_only('coop_business_version');
SELECT app_protect('coop_business_record', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('coop_business_line', 'SELECT, INSERT, DELETE');

ALTER TABLE development_rules ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE class_fact ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE class_campaign ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE class_campaign_coop ADD FOREIGN KEY (county_id, campaign_id) REFERENCES class_campaign (county_id, id);
ALTER TABLE class_campaign_coop ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE class_decision ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE class_plan ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE class_task ADD FOREIGN KEY (county_id, plan_id) REFERENCES class_plan (county_id, id);
ALTER TABLE class_task ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE town_border ADD FOREIGN KEY (county_id, town_id) REFERENCES org_unit (county_id, id);
ALTER TABLE town_border ADD FOREIGN KEY (county_id, other_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_place ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE pairing_origin ADD FOREIGN KEY (county_id, pairing_id) REFERENCES coop_pairing (county_id, id);
ALTER TABLE pairing_origin ADD FOREIGN KEY (county_id, lead_id) REFERENCES org_unit (county_id, id);
ALTER TABLE pairing_task ADD FOREIGN KEY (county_id, pairing_id) REFERENCES coop_pairing (county_id, id);
ALTER TABLE pairing_task ADD FOREIGN KEY (county_id, lead_id) REFERENCES org_unit (county_id, id);
ALTER TABLE pairing_veto ADD FOREIGN KEY (county_id, lead_id) REFERENCES org_unit (county_id, id);
ALTER TABLE pairing_veto ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_business ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_business ADD FOREIGN KEY (county_id, assessment_id) REFERENCES risk_assessment (county_id, id);
ALTER TABLE coop_business_version ADD FOREIGN KEY (county_id, business_id) REFERENCES coop_business (county_id, id);
ALTER TABLE coop_business_record ADD FOREIGN KEY (county_id, business_id) REFERENCES coop_business (county_id, id);
ALTER TABLE coop_business_record ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_business_line ADD FOREIGN KEY (county_id, business_id) REFERENCES coop_business (county_id, id);
ALTER TABLE coop_business_line ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
