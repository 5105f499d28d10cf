-- Who holds what: append-only events, the register derived from them, certificates, findings, assistance shares.

-- The lock row of a co-op's register: every writer takes it FOR UPDATE before it reads and judges.
CREATE TABLE share_register (
  county_id      integer NOT NULL,
  coop_id        uuid    NOT NULL,
  last_seq       bigint  NOT NULL DEFAULT 0,
  last_member    integer NOT NULL DEFAULT 0,
  opened_on      date    NOT NULL,
  -- Not null: the register was found as it is and its breaches were recorded, not decided.
  as_found_note  text,
  PRIMARY KEY (county_id, coop_id)
);

-- One membership of one holder in one co-op. Somebody who leaves and comes back gets a new row.
CREATE TABLE share_holder (
  county_id        integer     NOT NULL,
  id               uuid        NOT NULL,
  coop_id          uuid        NOT NULL,
  member_number    text        NOT NULL,
  kind             text        NOT NULL CHECK (kind IN ('collective', 'person', 'enterprise', 'unit', 'other')),
  class            text        NOT NULL CHECK (class IN ('collective', 'villager', 'assisted', 'outside_farmer',
    'outside_investor', 'enterprise', 'unit', 'labour', 'land', 'reserve')),
  person_id        uuid,
  name             text        NOT NULL,
  -- How the name is sorted and typed: pinyin in full, and first letters.
  name_pinyin      text        NOT NULL,
  name_initials    text        NOT NULL,
  farmer           boolean     NOT NULL,
  household_id     uuid,
  related_group    text,
  public_function  boolean     NOT NULL DEFAULT false,
  joined_on        date        NOT NULL,
  left_on          date,
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, member_number),
  CHECK ((kind = 'person') = (person_id IS NOT NULL)),
  CHECK (left_on IS NULL OR left_on >= joined_on)
);
CREATE UNIQUE INDEX share_holder_person ON share_holder (county_id, coop_id, person_id)
  WHERE left_on IS NULL AND person_id IS NOT NULL;
CREATE UNIQUE INDEX share_holder_collective ON share_holder (county_id, coop_id)
  WHERE kind = 'collective' AND left_on IS NULL;
CREATE INDEX share_holder_of_person ON share_holder (county_id, person_id) WHERE person_id IS NOT NULL;

-- What happened. Never changed; a mistake is reversed by a later event that names it.
CREATE TABLE share_event (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  seq          bigint      NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('contribution', 'payment', 'transfer', 'exit', 'inheritance',
    'conversion', 'unit_grant', 'unit_withdrawal', 'reversal')),
  on_date      date        NOT NULL,
  reverses_id  uuid,
  -- Amounts that do not move the register (a refund), the valuation of things, the source document.
  details      jsonb       NOT NULL,
  -- The written reason, where a rule that only warns newly failed.
  reason       text,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, seq)
);
-- An event can be reversed once.
CREATE UNIQUE INDEX share_event_reversed ON share_event (county_id, reverses_id) WHERE reverses_id IS NOT NULL;

-- What an event does to whom: the register as of a day is the sum of these lines up to that day.
-- `form` belongs to registered contributions, `unit_class` to internal units: two ledgers, one of them a line.
CREATE TABLE share_line (
  county_id       integer        NOT NULL,
  event_id        uuid           NOT NULL,
  line            integer        NOT NULL,
  coop_id         uuid           NOT NULL,
  holder_id       uuid           NOT NULL,
  on_date         date           NOT NULL,
  form            text           CHECK (form IN ('cash', 'land_right', 'forest_right', 'kind', 'ip')),
  paid_fen        bigint         NOT NULL DEFAULT 0,
  promised_fen    bigint         NOT NULL DEFAULT 0,
  unit_class      text           CHECK (unit_class IN ('contribution', 'labour', 'technique', 'management', 'land',
    'forest', 'resource', 'grant', 'donation', 'assistance', 'other')),
  -- Millionths of a unit, so that sums are exact.
  units_micro     bigint         NOT NULL DEFAULT 0,
  dividend_micro  bigint         NOT NULL DEFAULT 0,
  PRIMARY KEY (county_id, event_id, line),
  CHECK ((form IS NULL) <> (unit_class IS NULL)),
  CHECK (form IS NOT NULL OR (paid_fen = 0 AND promised_fen = 0)),
  CHECK (unit_class IS NOT NULL OR (units_micro = 0 AND dividend_micro = 0))
);
CREATE INDEX share_line_coop ON share_line (county_id, coop_id, on_date);
CREATE INDEX share_line_holder ON share_line (county_id, holder_id);

-- What the rules said of a register, once for each change of facts, rules or answer.
CREATE TABLE share_check (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  as_of          date        NOT NULL,
  computed_at    timestamptz NOT NULL,
  cause          text        NOT NULL CHECK (cause IN ('write', 'founding', 'nightly', 'asked', 'facts')),
  rule_versions  jsonb       NOT NULL,
  outcome        text        NOT NULL CHECK (outcome IN ('passes', 'depends', 'fails')),
  findings       jsonb       NOT NULL,
  register_hash  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX share_check_coop ON share_check (county_id, coop_id, computed_at);

-- The check that counts now, and when it was last confirmed.
CREATE TABLE share_check_current (
  county_id     integer     NOT NULL,
  coop_id       uuid        NOT NULL,
  check_id      uuid        NOT NULL,
  confirmed_at  timestamptz NOT NULL,
  confirmed_on  date        NOT NULL,
  PRIMARY KEY (county_id, coop_id)
);

-- One row for each rule and co-op, for boards that count.
CREATE TABLE share_check_rule (
  county_id  integer NOT NULL,
  coop_id    uuid    NOT NULL,
  rule       text    NOT NULL,
  outcome    text    NOT NULL CHECK (outcome IN ('passes', 'depends', 'fails')),
  severity   text    NOT NULL CHECK (severity IN ('block', 'warn', 'info')),
  binding    text    NOT NULL,
  -- How the binding reading came out: `fails` is what the county acts on.
  bound      text    NOT NULL CHECK (bound IN ('passes', 'depends', 'fails')),
  measured   text,
  exempt     boolean NOT NULL,
  since      date    NOT NULL,
  PRIMARY KEY (county_id, coop_id, rule)
);
CREATE INDEX share_check_rule_outcome ON share_check_rule (county_id, rule, outcome);

CREATE TABLE share_certificate (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  holder_id    uuid        NOT NULL,
  year         integer     NOT NULL,
  number       integer     NOT NULL,
  issued_on    date        NOT NULL,
  issued_at    timestamptz NOT NULL,
  issued_by    text        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('valid', 'replaced', 'void')),
  replaces_id  uuid,
  ended_on     date,
  ended_by     text,
  end_reason   text,
  -- The register row as it was printed, and the head of the audit chain at that moment.
  printed      jsonb       NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, year, number),
  CHECK ((status = 'valid') = (ended_on IS NULL))
);
CREATE UNIQUE INDEX share_certificate_valid ON share_certificate (county_id, holder_id) WHERE status = 'valid';

-- Assistance shares (扶贫股, 帮扶股): the title stays with the collective, the benefit is lent to listed people.
CREATE TABLE assistance_fund (
  county_id        integer        NOT NULL,
  id               uuid           NOT NULL,
  coop_id          uuid           NOT NULL,
  name             text           NOT NULL,
  fund_source      text           NOT NULL,
  fund_document    text           NOT NULL,
  title_holder_id  uuid           NOT NULL,
  amount_fen       bigint         NOT NULL CHECK (amount_fen >= 0),
  units_micro      bigint         NOT NULL CHECK (units_micro >= 0),
  guaranteed_rate  text,
  cap_fen          bigint         CHECK (cap_fen >= 0),
  floating         boolean        NOT NULL,
  conversion_rule  text           NOT NULL,
  valid_from       date           NOT NULL,
  valid_to         date,
  created_at       timestamptz    NOT NULL,
  created_by       text           NOT NULL,
  PRIMARY KEY (county_id, id),
  -- A fund that was entered by mistake ends on the day it began.
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX assistance_fund_coop ON assistance_fund (county_id, coop_id);

-- A person, or a whole household when nobody in it is named: then `persons` says how many benefit.
CREATE TABLE assistance_beneficiary (
  county_id       integer        NOT NULL,
  id              uuid           NOT NULL,
  fund_id         uuid           NOT NULL,
  coop_id         uuid           NOT NULL,
  household_id    uuid           NOT NULL,
  person_id       uuid,
  persons         integer        NOT NULL CHECK (persons > 0),
  units_micro     bigint         NOT NULL CHECK (units_micro >= 0),
  priority        text           NOT NULL CHECK (priority IN ('unable_to_work', 'elderly', 'disabled', 'ill', 'other')),
  valid_from      date           NOT NULL,
  valid_to        date,
  replaced_by_id  uuid,
  checked_on      date           NOT NULL,
  created_at      timestamptz    NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (person_id IS NULL OR persons = 1),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX assistance_beneficiary_fund ON assistance_beneficiary (county_id, fund_id);
CREATE UNIQUE INDEX assistance_beneficiary_person ON assistance_beneficiary (county_id, fund_id, person_id)
  WHERE valid_to IS NULL AND person_id IS NOT NULL;
CREATE UNIQUE INDEX assistance_beneficiary_household ON assistance_beneficiary (county_id, fund_id, household_id)
  WHERE valid_to IS NULL AND person_id IS NULL;

CREATE TABLE assistance_status (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  beneficiary_id  uuid        NOT NULL,
  on_date         date        NOT NULL,
  status          text        NOT NULL CHECK (status IN ('added', 'confirmed', 'left_poverty', 'deceased',
    'moved_away', 'replaced', 'fund_ended', 'mistaken')),
  note            text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX assistance_status_beneficiary ON assistance_status (county_id, beneficiary_id);

-- The public side of a co-op that amounts do not show: what the collective lent or gave, additional votes, exit rules.
CREATE TABLE share_public_record (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('asset_lent', 'asset_contributed', 'collective_dividend',
    'additional_votes', 'exit_rule')),
  title        text        NOT NULL,
  basis        text        NOT NULL,
  amount_fen   bigint,
  holder_id    uuid,
  votes        integer     CHECK (votes > 0),
  valid_from   date        NOT NULL,
  valid_to     date,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CHECK ((kind = 'additional_votes') = (votes IS NOT NULL)),
  CHECK ((kind = 'additional_votes') = (holder_id IS NOT NULL))
);
CREATE INDEX share_public_record_coop ON share_public_record (county_id, coop_id);

SELECT app_protect('share_register', 'SELECT, INSERT, UPDATE (last_seq, last_member)');
SELECT app_protect('share_holder', 'SELECT, INSERT, UPDATE (class, farmer, household_id, related_group, public_function, left_on)');
SELECT app_protect('share_event', 'SELECT, INSERT');
SELECT app_append_only('share_event');
SELECT app_protect('share_line', 'SELECT, INSERT');
SELECT app_append_only('share_line');
SELECT app_protect('share_check', 'SELECT, INSERT');
SELECT app_append_only('share_check');
SELECT app_protect('share_check_current', 'SELECT, INSERT, UPDATE');
SELECT app_protect('share_check_rule', 'SELECT, INSERT, UPDATE');
SELECT app_protect('share_certificate', 'SELECT, INSERT, UPDATE (status, ended_on, ended_by, end_reason)');
SELECT app_protect('assistance_fund', 'SELECT, INSERT, UPDATE (valid_to)');
SELECT app_protect('assistance_beneficiary', 'SELECT, INSERT, UPDATE (valid_to, replaced_by_id, checked_on)');
SELECT app_protect('assistance_status', 'SELECT, INSERT');
SELECT app_append_only('assistance_status');
SELECT app_protect('share_public_record', 'SELECT, INSERT, UPDATE (valid_to)');

ALTER TABLE share_register ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE share_holder ADD FOREIGN KEY (county_id, coop_id) REFERENCES share_register (county_id, coop_id);
ALTER TABLE share_holder ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE share_holder ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE share_event ADD FOREIGN KEY (county_id, coop_id) REFERENCES share_register (county_id, coop_id);
ALTER TABLE share_event ADD FOREIGN KEY (county_id, reverses_id) REFERENCES share_event (county_id, id);
ALTER TABLE share_line ADD FOREIGN KEY (county_id, event_id) REFERENCES share_event (county_id, id);
ALTER TABLE share_line ADD FOREIGN KEY (county_id, holder_id) REFERENCES share_holder (county_id, id);
ALTER TABLE share_check ADD FOREIGN KEY (county_id, coop_id) REFERENCES share_register (county_id, coop_id);
ALTER TABLE share_check_current ADD FOREIGN KEY (county_id, coop_id) REFERENCES share_register (county_id, coop_id);
ALTER TABLE share_check_current ADD FOREIGN KEY (county_id, check_id) REFERENCES share_check (county_id, id);
ALTER TABLE share_check_rule ADD FOREIGN KEY (county_id, coop_id) REFERENCES share_register (county_id, coop_id);
ALTER TABLE share_certificate ADD FOREIGN KEY (county_id, holder_id) REFERENCES share_holder (county_id, id);
ALTER TABLE share_certificate ADD FOREIGN KEY (county_id, replaces_id) REFERENCES share_certificate (county_id, id);
ALTER TABLE assistance_fund ADD FOREIGN KEY (county_id, title_holder_id) REFERENCES share_holder (county_id, id);
ALTER TABLE assistance_beneficiary ADD FOREIGN KEY (county_id, fund_id) REFERENCES assistance_fund (county_id, id);
ALTER TABLE assistance_beneficiary ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE assistance_beneficiary ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE assistance_status ADD FOREIGN KEY (county_id, beneficiary_id)
  REFERENCES assistance_beneficiary (county_id, id);
ALTER TABLE share_public_record ADD FOREIGN KEY (county_id, holder_id) REFERENCES share_holder (county_id, id);
