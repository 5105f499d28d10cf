-- Spending and contracts (支出与合同): the matrix of limits, requests and what was paid on them, contracts with their
-- versions and records, the other sides, risks.

-- The county's matrix of delegated limits from a day on; of several the latest valid one counts.
CREATE TABLE spending_limits (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  source      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);

-- A row a co-op: whoever books a payment holds it, so that of two that would reach a limit together one waits.
CREATE TABLE spending_desk (
  county_id integer NOT NULL,
  coop_id   uuid    NOT NULL,
  payments  bigint  NOT NULL,
  PRIMARY KEY (county_id, coop_id)
);

-- What a co-op wants to spend, and the route it takes. What follows from its case is read from the case.
CREATE TABLE spending_request (
  county_id        integer     NOT NULL,
  id               uuid        NOT NULL,
  coop_id          uuid        NOT NULL,
  year             integer     NOT NULL,
  number           bigint      NOT NULL,
  payee_member     uuid,
  payee_name       text        NOT NULL,
  amount_fen       bigint      NOT NULL CHECK (amount_fen > 0),
  class            text        NOT NULL CHECK (class IN ('supplies', 'labour', 'assets', 'construction', 'land', 'services', 'office', 'finance', 'other')),
  purpose          text        NOT NULL,
  contract_id      uuid,
  project_id       uuid,
  project_name     text,
  planned_on       date        NOT NULL,
  -- Paid before it was approved: why, and by which day it must be.
  emergency_reason text,
  emergency_due    date,
  -- Why fewer quotes than the matrix asks for.
  single_source    text,
  route            jsonb       NOT NULL,
  organs           text[]      NOT NULL,
  case_id          uuid,
  cancelled_on     date,
  cancel_reason    text,
  requested_at     timestamptz NOT NULL,
  requested_by     uuid,
  requested_name   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, year, number),
  CHECK ((emergency_reason IS NULL) = (emergency_due IS NULL)),
  CHECK ((cancelled_on IS NULL) = (cancel_reason IS NULL)),
  CHECK ((cardinality(organs) = 0) = (case_id IS NULL))
);
CREATE INDEX spending_request_coop ON spending_request (county_id, coop_id, requested_at DESC);
CREATE INDEX spending_request_case ON spending_request (county_id, case_id) WHERE case_id IS NOT NULL;

-- Quotes and tenders for a request or a contract; one of them was chosen.
CREATE TABLE spending_quote (
  county_id  integer NOT NULL,
  id         uuid    NOT NULL,
  coop_id    uuid    NOT NULL,
  subject_id uuid    NOT NULL,
  way        text    NOT NULL CHECK (way IN ('quote', 'tender')),
  supplier   text    NOT NULL,
  amount_fen bigint  NOT NULL CHECK (amount_fen > 0),
  note       text    NOT NULL,
  chosen     boolean NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX spending_quote_subject ON spending_quote (county_id, subject_id);

-- Photographs, scans and files of requests and contracts.
CREATE TABLE spending_paper (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  coop_id    uuid        NOT NULL,
  subject_id uuid        NOT NULL,
  name       text        NOT NULL,
  media_type text        NOT NULL,
  bytes      integer     NOT NULL CHECK (bytes > 0),
  sha256     text        NOT NULL,
  added_at   timestamptz NOT NULL,
  added_by   text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX spending_paper_subject ON spending_paper (county_id, subject_id);
CREATE TABLE spending_paper_content (
  county_id integer NOT NULL,
  paper_id  uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, paper_id)
);

-- What the books paid, payee by payee, since approvals are in use; negative: taken back by red ink.
CREATE TABLE spending_payment (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  voucher_id   uuid        NOT NULL,
  -- The voucher that this one takes back.
  undoes_id    uuid,
  on_date      date        NOT NULL,
  payee_member uuid,
  payee_name   text        NOT NULL,
  amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
  request_id   uuid,
  contract_id  uuid,
  project_id   uuid,
  -- Came in by import without the approval it should have had: why.
  warning      text,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX spending_payment_coop ON spending_payment (county_id, coop_id, on_date);
CREATE INDEX spending_payment_voucher ON spending_payment (county_id, voucher_id);
CREATE INDEX spending_payment_request ON spending_payment (county_id, request_id) WHERE request_id IS NOT NULL;

-- Other sides of contracts. Telephone and account are sealed and found by keyed hash, as those of persons are.
CREATE TABLE spending_partner (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  name           text        NOT NULL,
  name_key       text        NOT NULL,
  credit_code    text,
  legal_rep      text,
  id_number_lookup text,
  phone_sealed   bytea,
  phone_lookup   text,
  account_sealed bytea,
  account_lookup text,
  address        text,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, name_key)
);

CREATE TABLE coop_contract (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  year         integer     NOT NULL,
  number       bigint      NOT NULL,
  partner_id   uuid        NOT NULL,
  -- Signed before approvals were in use: taken into the register as it stands.
  signed_on    date,
  case_id      uuid,
  ended_on     date,
  end_reason   text,
  created_at   timestamptz NOT NULL,
  created_by   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, year, number),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX coop_contract_coop ON coop_contract (county_id, coop_id);

-- What a contract says; a change is a new version with its reason.
CREATE TABLE coop_contract_version (
  county_id   integer     NOT NULL,
  contract_id uuid        NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  title       text        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('purchase', 'sale', 'lease_in', 'lease_out', 'construction', 'service', 'loan', 'cooperation', 'other')),
  direction   text        NOT NULL CHECK (direction IN ('pays', 'receives')),
  amount_fen  bigint      NOT NULL CHECK (amount_fen >= 0),
  starts_on   date        NOT NULL,
  expires_on  date        NOT NULL,
  -- Price basis, schedule of performance and payment, single source, what the check of the other side found.
  body        jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, contract_id, version),
  CHECK (expires_on >= starts_on)
);

-- What happened under a contract: delivered, paid, collected, broken.
CREATE TABLE coop_contract_record (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  contract_id uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('performance', 'payment', 'collection', 'breach', 'note')),
  -- The line of the schedule it answers.
  line        integer,
  on_date     date        NOT NULL,
  amount_fen  bigint,
  note        text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX coop_contract_record_contract ON coop_contract_record (county_id, contract_id, on_date);

-- An assessment of a project's risks; a later one replaces an earlier one and says why.
CREATE TABLE risk_assessment (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  title          text        NOT NULL,
  contract_id    uuid,
  previous_id    uuid,
  reason         text        NOT NULL,
  factors        jsonb       NOT NULL,
  total          integer     NOT NULL,
  level          text        NOT NULL CHECK (level IN ('low', 'medium', 'high')),
  -- What the collective stands to lose at worst.
  exposure_fen   bigint      NOT NULL CHECK (exposure_fen >= 0),
  conclusion     text        NOT NULL,
  assessed_on    date        NOT NULL,
  outcome_due    date        NOT NULL,
  case_id        uuid        NOT NULL,
  assessed_by    uuid,
  assessed_name  text        NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX risk_assessment_coop ON risk_assessment (county_id, coop_id, assessed_on DESC);
CREATE UNIQUE INDEX risk_assessment_previous ON risk_assessment (county_id, previous_id)
  WHERE previous_id IS NOT NULL;

-- What came of it two years on.
CREATE TABLE risk_outcome (
  county_id     integer     NOT NULL,
  assessment_id uuid        NOT NULL,
  outcome       text        NOT NULL CHECK (outcome IN ('as_expected', 'better', 'worse')),
  loss_fen      bigint      NOT NULL CHECK (loss_fen >= 0),
  note          text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, assessment_id)
);

-- Risks that somebody watches, with owner and day.
CREATE TABLE risk_item (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  assessment_id uuid,
  factor        text        NOT NULL CHECK (factor IN ('market', 'technology', 'funding', 'land', 'policy', 'partner', 'disaster', 'collective')),
  title         text        NOT NULL,
  mitigation    text        NOT NULL,
  owner         text        NOT NULL,
  due_on        date        NOT NULL,
  status        text        NOT NULL CHECK (status IN ('open', 'watching', 'closed', 'happened')),
  note          text        NOT NULL,
  changed_at    timestamptz NOT NULL,
  changed_by    text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX risk_item_coop ON risk_item (county_id, coop_id, due_on);

SELECT app_protect('spending_limits', 'SELECT, INSERT');
SELECT app_append_only('spending_limits');
SELECT app_protect('spending_desk', 'SELECT, INSERT, UPDATE (payments)');
SELECT app_protect('spending_request', 'SELECT, INSERT, UPDATE (cancelled_on, cancel_reason)');
SELECT app_protect('spending_quote', 'SELECT, INSERT, DELETE');
SELECT app_protect('spending_paper', 'SELECT, INSERT');
SELECT app_append_only('spending_paper');
SELECT app_protect('spending_paper_content', 'SELECT, INSERT');
SELECT app_append_only('spending_paper_content');
SELECT app_protect('spending_payment', 'SELECT, INSERT');
SELECT app_append_only('spending_payment');
SELECT app_protect('spending_partner', 'SELECT, INSERT, UPDATE (name, credit_code, legal_rep, id_number_lookup, phone_sealed, phone_lookup, account_sealed, account_lookup, address, recorded_at, recorded_by)');
SELECT app_protect('coop_contract', 'SELECT, INSERT, UPDATE (case_id, partner_id, ended_on, end_reason)');
SELECT app_protect('coop_contract_version', 'SELECT, INSERT');
SELECT app_append_only('coop_contract_version');
SELECT app_protect('coop_contract_record', 'SELECT, INSERT');
SELECT app_append_only('coop_contract_record');
SELECT app_protect('risk_assessment', 'SELECT, INSERT');
SELECT app_append_only('risk_assessment');
SELECT app_protect('risk_outcome', 'SELECT, INSERT');
SELECT app_append_only('risk_outcome');
SELECT app_protect('risk_item', 'SELECT, INSERT, UPDATE (status, note, mitigation, owner, due_on, changed_at, changed_by)');

ALTER TABLE spending_limits ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE spending_desk ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE spending_request ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE spending_request ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE spending_request ADD FOREIGN KEY (county_id, contract_id) REFERENCES coop_contract (county_id, id);
ALTER TABLE spending_quote ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE spending_paper ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE spending_paper_content ADD FOREIGN KEY (county_id, paper_id) REFERENCES spending_paper (county_id, id);
ALTER TABLE spending_payment ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE spending_payment ADD FOREIGN KEY (county_id, request_id) REFERENCES spending_request (county_id, id);
ALTER TABLE spending_payment ADD FOREIGN KEY (county_id, contract_id) REFERENCES coop_contract (county_id, id);
ALTER TABLE spending_partner ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_contract ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_contract ADD FOREIGN KEY (county_id, partner_id) REFERENCES spending_partner (county_id, id);
ALTER TABLE coop_contract ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE coop_contract_version ADD FOREIGN KEY (county_id, contract_id) REFERENCES coop_contract (county_id, id);
ALTER TABLE coop_contract_record ADD FOREIGN KEY (county_id, contract_id) REFERENCES coop_contract (county_id, id);
ALTER TABLE risk_assessment ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE risk_assessment ADD FOREIGN KEY (county_id, contract_id) REFERENCES coop_contract (county_id, id);
ALTER TABLE risk_assessment ADD FOREIGN KEY (county_id, previous_id) REFERENCES risk_assessment (county_id, id);
ALTER TABLE risk_assessment ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE risk_outcome ADD FOREIGN KEY (county_id, assessment_id) REFERENCES risk_assessment (county_id, id);
ALTER TABLE risk_item ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE risk_item ADD FOREIGN KEY (county_id, assessment_id) REFERENCES risk_assessment (county_id, id);
