-- Help (联系帮包): helpers of four channels, whom they help, agreements, visits, issues, offers and needs.

-- A leader, a leading cadre of a town, a department or an enterprise. `unit_id` is where it belongs: only who reaches
-- that unit gives it tasks.
CREATE TABLE helper (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  channel     text        NOT NULL CHECK (channel IN ('county_leader', 'town_leader', 'department', 'enterprise')),
  unit_id     uuid        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX helper_unit ON helper (county_id, unit_id);

-- What is said of it; a change is a new version with its reason. Enterprises: who stands behind them.
CREATE TABLE helper_version (
  county_id   integer     NOT NULL,
  helper_id   uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  name        text        NOT NULL,
  post        text        NOT NULL,
  contact     text        NOT NULL,
  capacity    integer     NOT NULL CHECK (capacity BETWEEN 1 AND 1000),
  credit_code text,
  legal_rep   text,
  owners      text[]      NOT NULL,
  address     text,
  retired_on  date,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, helper_id, version)
);

-- valid_to: the first day on which it no longer counts.
CREATE TABLE help_assignment (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  helper_id   uuid        NOT NULL,
  channel     text        NOT NULL CHECK (channel IN ('enterprise', 'county_leader', 'town_leader', 'department')),
  unit_id     uuid        NOT NULL,
  valid_from  date        NOT NULL,
  valid_to    date,
  duties      text        NOT NULL,
  document    text        NOT NULL,
  replaces_id uuid,
  ended_why   text,
  handover    text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to >= valid_from),
  CHECK ((valid_to IS NULL) = (ended_why IS NULL))
);
CREATE INDEX help_assignment_unit ON help_assignment (county_id, unit_id);
CREATE UNIQUE INDEX help_assignment_once ON help_assignment (county_id, helper_id, unit_id) WHERE valid_to IS NULL;

-- Which co-ops each channel must reach, and within how many days things are due.
CREATE TABLE help_rules (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  rules       jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);

-- Photographs and papers of this module.
CREATE TABLE help_file (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  name        text        NOT NULL,
  media_type  text        NOT NULL,
  bytes       integer     NOT NULL CHECK (bytes > 0),
  sha256      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE TABLE help_file_content (
  county_id integer NOT NULL,
  file_id   uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, file_id)
);

-- What an enterprise has signed to do; the latest version counts.
CREATE TABLE help_agreement (
  county_id     integer     NOT NULL,
  assignment_id uuid        NOT NULL,
  version       integer     NOT NULL CHECK (version > 0),
  unit_id       uuid        NOT NULL,
  number        text        NOT NULL,
  signed_on     date        NOT NULL,
  until_on      date        NOT NULL,
  orders        text        NOT NULL,
  technology    text        NOT NULL,
  jobs          integer     NOT NULL CHECK (jobs >= 0),
  planned_fen   bigint      NOT NULL CHECK (planned_fen >= 0),
  file_id       uuid,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, assignment_id, version),
  CHECK (until_on >= signed_on)
);

-- What was delivered. An amount rests on a voucher or an order of the co-op; without one it is a claim.
CREATE TABLE help_delivery (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  assignment_id   uuid        NOT NULL,
  unit_id         uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('order', 'technology', 'jobs', 'goods', 'other')),
  on_date         date        NOT NULL,
  what            text        NOT NULL,
  amount_fen      bigint CHECK (amount_fen > 0),
  jobs            integer CHECK (jobs > 0),
  voucher_id      uuid,
  order_id        uuid,
  withdrawn_on    date,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (voucher_id IS NULL OR (order_id IS NULL AND amount_fen IS NOT NULL)),
  CHECK (order_id IS NULL OR amount_fen IS NULL),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX help_delivery_assignment ON help_delivery (county_id, assignment_id);
CREATE UNIQUE INDEX help_delivery_order ON help_delivery (county_id, order_id) WHERE withdrawn_on IS NULL;

CREATE TABLE help_visit (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  unit_id         uuid        NOT NULL,
  helper_id       uuid,
  on_date         date        NOT NULL,
  place           text        NOT NULL,
  did             text        NOT NULL,
  withdrawn_on    date,
  withdraw_reason text,
  account_id      uuid,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX help_visit_unit ON help_visit (county_id, unit_id, on_date DESC);
CREATE TABLE help_visit_file (
  county_id integer NOT NULL,
  visit_id  uuid    NOT NULL,
  file_id   uuid    NOT NULL,
  PRIMARY KEY (county_id, visit_id, file_id)
);

CREATE TABLE help_issue (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  visit_id    uuid,
  kind        text        NOT NULL CHECK (kind IN ('money', 'land', 'market', 'technology', 'labour', 'management', 'other')),
  what        text        NOT NULL,
  raised_on   date        NOT NULL,
  account_id  uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX help_issue_unit ON help_issue (county_id, unit_id, raised_on);
CREATE INDEX help_issue_visit ON help_issue (county_id, visit_id);

-- The story of an issue; its state is that of its last act. `to_role` and `due_on`: who has to answer by when.
CREATE TABLE help_issue_act (
  county_id   integer     NOT NULL,
  issue_id    uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  act         text        NOT NULL CHECK (act IN ('raise', 'forward', 'answer', 'solve', 'reopen')),
  to_role     text,
  due_on      date,
  on_date     date        NOT NULL,
  said        text        NOT NULL,
  account_id  uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, issue_id, seq)
);

-- What somebody offers, what somebody needs.
CREATE TABLE help_resource (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  side        text        NOT NULL CHECK (side IN ('offer', 'need')),
  kind        text        NOT NULL CHECK (kind IN ('technology', 'market', 'labour', 'land', 'equipment')),
  unit_id     uuid        NOT NULL,
  helper_id   uuid,
  industry_id uuid,
  title       text        NOT NULL,
  detail      text        NOT NULL,
  from_on     date        NOT NULL,
  until_on    date,
  closed_on   date,
  closed_why  text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (until_on >= from_on),
  CHECK ((closed_on IS NULL) = (closed_why IS NULL))
);
CREATE INDEX help_resource_unit ON help_resource (county_id, unit_id);
CREATE TABLE help_match (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  offer_id    uuid        NOT NULL,
  need_id     uuid        NOT NULL,
  on_date     date        NOT NULL,
  note        text        NOT NULL,
  ended_on    date,
  outcome     text CHECK (outcome IN ('done', 'failed')),
  result      text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((ended_on IS NULL) = (outcome IS NULL))
);
CREATE INDEX help_match_need ON help_match (county_id, need_id);
CREATE INDEX help_match_offer ON help_match (county_id, offer_id);

SELECT app_protect('helper', 'SELECT, INSERT');
SELECT app_append_only('helper');
SELECT app_protect('helper_version', 'SELECT, INSERT');
SELECT app_append_only('helper_version');
SELECT app_protect('help_assignment', 'SELECT, INSERT, UPDATE (valid_to, ended_why, handover)');
SELECT app_protect('help_rules', 'SELECT, INSERT');
SELECT app_append_only('help_rules');
SELECT app_protect('help_file', 'SELECT, INSERT');
SELECT app_append_only('help_file');
SELECT app_protect('help_file_content', 'SELECT, INSERT');
SELECT app_append_only('help_file_content');
SELECT app_protect('help_agreement', 'SELECT, INSERT');
SELECT app_append_only('help_agreement');
SELECT app_protect('help_delivery', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('help_visit', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('help_visit_file', 'SELECT, INSERT');
SELECT app_append_only('help_visit_file');
SELECT app_protect('help_issue', 'SELECT, INSERT');
SELECT app_append_only('help_issue');
SELECT app_protect('help_issue_act', 'SELECT, INSERT');
SELECT app_append_only('help_issue_act');
SELECT app_protect('help_resource', 'SELECT, INSERT, UPDATE (closed_on, closed_why)');
SELECT app_protect('help_match', 'SELECT, INSERT, UPDATE (ended_on, outcome, result)');

ALTER TABLE helper ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE helper_version ADD FOREIGN KEY (county_id, helper_id) REFERENCES helper (county_id, id);
ALTER TABLE help_assignment ADD FOREIGN KEY (county_id, helper_id) REFERENCES helper (county_id, id);
ALTER TABLE help_assignment ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_rules ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE help_file ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_file_content ADD FOREIGN KEY (county_id, file_id) REFERENCES help_file (county_id, id);
ALTER TABLE help_agreement ADD FOREIGN KEY (county_id, assignment_id) REFERENCES help_assignment (county_id, id);
ALTER TABLE help_agreement ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_agreement ADD FOREIGN KEY (county_id, file_id) REFERENCES help_file (county_id, id);
ALTER TABLE help_delivery ADD FOREIGN KEY (county_id, assignment_id) REFERENCES help_assignment (county_id, id);
ALTER TABLE help_delivery ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_delivery ADD FOREIGN KEY (county_id, order_id) REFERENCES trade_order (county_id, id);
ALTER TABLE help_visit ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_visit ADD FOREIGN KEY (county_id, helper_id) REFERENCES helper (county_id, id);
ALTER TABLE help_visit_file ADD FOREIGN KEY (county_id, visit_id) REFERENCES help_visit (county_id, id);
ALTER TABLE help_visit_file ADD FOREIGN KEY (county_id, file_id) REFERENCES help_file (county_id, id);
ALTER TABLE help_issue ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_issue ADD FOREIGN KEY (county_id, visit_id) REFERENCES help_visit (county_id, id);
ALTER TABLE help_issue_act ADD FOREIGN KEY (county_id, issue_id) REFERENCES help_issue (county_id, id);
ALTER TABLE help_resource ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE help_resource ADD FOREIGN KEY (county_id, helper_id) REFERENCES helper (county_id, id);
ALTER TABLE help_resource ADD FOREIGN KEY (county_id, industry_id) REFERENCES industry (county_id, id);
ALTER TABLE help_match ADD FOREIGN KEY (county_id, offer_id) REFERENCES help_resource (county_id, id);
ALTER TABLE help_match ADD FOREIGN KEY (county_id, need_id) REFERENCES help_resource (county_id, id);
