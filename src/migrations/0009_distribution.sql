-- Distribution of the year's surplus (农民专业合作社法 42-44): plans, the assembly's resolution, what became due
-- and what was paid; the quantified shares of the member accounts (Art. 43; 财会〔2021〕37号 57).

-- One plan of a co-op's year. `inputs` is what it was computed on, taken from the books, the register, the
-- trades and the member accounts: with `document` it gives the same result at any later time.
CREATE TABLE distribution_plan (
  county_id         integer     NOT NULL,
  id                uuid        NOT NULL,
  coop_id           uuid        NOT NULL,
  year              integer     NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  status            text        NOT NULL CHECK (status IN ('draft', 'computed', 'resolved', 'posted', 'reversed')),
  -- The usual plan in few figures; null: `document` was written by hand.
  terms             jsonb,
  document          jsonb       NOT NULL,
  inputs            jsonb,
  -- Over document and inputs, as the assembly resolved on them.
  content_hash      text,
  net_surplus_fen   bigint      NOT NULL DEFAULT 0,
  reserve_fen       bigint      NOT NULL DEFAULT 0,
  distributable_fen bigint      NOT NULL DEFAULT 0,
  returned_fen      bigint      NOT NULL DEFAULT 0,
  residual_fen      bigint      NOT NULL DEFAULT 0,
  converted_fen     bigint      NOT NULL DEFAULT 0,
  retained_fen      bigint      NOT NULL DEFAULT 0,
  members           integer     NOT NULL DEFAULT 0,
  outcome           text        CHECK (outcome IN ('passes', 'depends', 'fails')),
  failing           text[]      NOT NULL DEFAULT '{}',
  computed_at       timestamptz,
  resolution_id     uuid,
  posted_at         timestamptz,
  posted_by         text,
  reversed_at       timestamptz,
  reversed_by       text,
  reverse_reason    text,
  created_at        timestamptz NOT NULL,
  created_by        text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (status IN ('draft', 'reversed') OR (inputs IS NOT NULL AND content_hash IS NOT NULL)),
  CHECK (status NOT IN ('resolved', 'posted') OR resolution_id IS NOT NULL),
  CHECK ((status = 'posted') = (posted_at IS NOT NULL AND reversed_at IS NULL))
);
-- One plan a year that counts; a reversed one makes room for another.
CREATE UNIQUE INDEX distribution_plan_year ON distribution_plan (county_id, coop_id, year) WHERE status <> 'reversed';

-- What the assembly decided on a plan, with the count. Kept even when the plan is computed again afterwards.
CREATE TABLE distribution_resolution (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  plan_id        uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  body           text        NOT NULL CHECK (body IN ('assembly', 'delegates')),
  number         text        NOT NULL,
  decided_on     date        NOT NULL,
  -- Heads entitled and present; votes of all and in favour.
  heads          integer     NOT NULL CHECK (heads > 0),
  present        integer     NOT NULL CHECK (present BETWEEN 0 AND heads),
  votes          integer     NOT NULL CHECK (votes > 0),
  in_favour      integer     NOT NULL CHECK (in_favour BETWEEN 0 AND votes),
  -- Since when plan and accounts could be looked into (Art. 40).
  available_from date,
  document       text        NOT NULL,
  -- Who answered for what the Act leaves open (H3), and why.
  review         text,
  content_hash   text        NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX distribution_resolution_plan ON distribution_resolution (county_id, plan_id);

-- Which vouchers and which events of the register a plan made.
CREATE TABLE distribution_voucher (
  county_id  integer NOT NULL,
  voucher_id uuid    NOT NULL,
  plan_id    uuid    NOT NULL,
  coop_id    uuid    NOT NULL,
  step       text    NOT NULL CHECK (step IN ('reserve', 'return', 'residual', 'conversion', 'clearing', 'reversal')),
  PRIMARY KEY (county_id, voucher_id)
);
CREATE INDEX distribution_voucher_plan ON distribution_voucher (county_id, plan_id);
CREATE TABLE distribution_conversion (
  county_id integer NOT NULL,
  plan_id   uuid    NOT NULL,
  event_id  uuid    NOT NULL,
  coop_id   uuid    NOT NULL,
  PRIMARY KEY (county_id, plan_id, event_id)
);

-- What a posted plan owes each member (221, 222), and what of it became contribution and reserve share.
CREATE TABLE distribution_due (
  county_id              integer NOT NULL,
  plan_id                uuid    NOT NULL,
  holder_id              uuid    NOT NULL,
  coop_id                uuid    NOT NULL,
  year                   integer NOT NULL,
  return_fen             bigint  NOT NULL CHECK (return_fen >= 0),
  residual_fen           bigint  NOT NULL CHECK (residual_fen >= 0),
  converted_return_fen   bigint  NOT NULL CHECK (converted_return_fen >= 0),
  converted_residual_fen bigint  NOT NULL CHECK (converted_residual_fen >= 0),
  reserve_fen            bigint  NOT NULL CHECK (reserve_fen >= 0),
  PRIMARY KEY (county_id, plan_id, holder_id)
);
CREATE INDEX distribution_due_holder ON distribution_due (county_id, holder_id);

-- A payment of a plan to one or many members; taken back by one with the amounts below zero.
CREATE TABLE distribution_payment (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  plan_id     uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  on_date     date        NOT NULL,
  account     text        NOT NULL,
  amount_fen  bigint      NOT NULL,
  voucher_id  uuid        NOT NULL,
  reference   text,
  reverses_id uuid,
  reason      text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((reverses_id IS NULL) = (amount_fen > 0))
);
CREATE INDEX distribution_payment_plan ON distribution_payment (county_id, plan_id);
CREATE UNIQUE INDEX distribution_payment_reversed ON distribution_payment (county_id, reverses_id)
  WHERE reverses_id IS NOT NULL;
CREATE TABLE distribution_payment_line (
  county_id    integer NOT NULL,
  payment_id   uuid    NOT NULL,
  holder_id    uuid    NOT NULL,
  plan_id      uuid    NOT NULL,
  coop_id      uuid    NOT NULL,
  return_fen   bigint  NOT NULL,
  residual_fen bigint  NOT NULL,
  PRIMARY KEY (county_id, payment_id, holder_id)
);
CREATE INDEX distribution_payment_line_plan ON distribution_payment_line (county_id, plan_id, holder_id);

-- Payments of assistance shares to the people who benefit. `source` other than the surplus is not a dividend:
-- it is marked so, whatever it is called.
CREATE TABLE assistance_payment (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  fund_id     uuid        NOT NULL,
  plan_id     uuid,
  year        integer     NOT NULL,
  on_date     date        NOT NULL,
  source      text        NOT NULL CHECK (source IN ('surplus', 'reserve', 'cost', 'subsidy', 'loan', 'advance')),
  -- Paid though the year's operations did not earn it.
  not_earned  boolean     NOT NULL,
  amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
  voucher_id  uuid,
  reference   text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((source = 'surplus') = (voucher_id IS NOT NULL))
);
CREATE INDEX assistance_payment_coop ON assistance_payment (county_id, coop_id, year);
CREATE TABLE assistance_payment_line (
  county_id      integer NOT NULL,
  payment_id     uuid    NOT NULL,
  beneficiary_id uuid    NOT NULL,
  coop_id        uuid    NOT NULL,
  fund_id        uuid    NOT NULL,
  year           integer NOT NULL,
  amount_fen     bigint  NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (county_id, payment_id, beneficiary_id)
);
CREATE INDEX assistance_payment_line_year ON assistance_payment_line (county_id, coop_id, year);

-- How a collective divided on what it got: its own books, kept here as a record and a list. The last counts.
CREATE TABLE collective_plan (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  plan_id     uuid        NOT NULL,
  holder_id   uuid        NOT NULL,
  amount_fen  bigint      NOT NULL CHECK (amount_fen >= 0),
  document    jsonb       NOT NULL,
  inputs      jsonb       NOT NULL,
  resolution  text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX collective_plan_plan ON collective_plan (county_id, plan_id, recorded_at);

-- The quantified shares (量化份额) of the member accounts: reserve, state grants, donations. A batch is one
-- cause (a plan's reserve, a voucher of 311 or 322, somebody's leaving); its entries add up to its amount.
CREATE TABLE member_share_batch (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  cause       text        NOT NULL CHECK (cause IN ('plan', 'voucher', 'leaving', 'reversal')),
  kind        text        NOT NULL CHECK (kind IN ('reserve', 'grant', 'donation')),
  on_date     date        NOT NULL,
  year        integer     NOT NULL,
  amount_fen  bigint      NOT NULL,
  -- Among how many it was divided, and by what.
  heads       integer     NOT NULL,
  basis       text        NOT NULL CHECK (basis IN ('equal', 'contribution', 'plan', 'held', 'named')),
  plan_id     uuid,
  voucher_id  uuid,
  -- The grant project or the donor.
  party_id    uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX member_share_batch_coop ON member_share_batch (county_id, coop_id, on_date);
CREATE INDEX member_share_batch_voucher ON member_share_batch (county_id, coop_id, voucher_id)
  WHERE voucher_id IS NOT NULL;
CREATE TABLE member_share_entry (
  county_id  integer NOT NULL,
  batch_id   uuid    NOT NULL,
  holder_id  uuid    NOT NULL,
  coop_id    uuid    NOT NULL,
  kind       text    NOT NULL CHECK (kind IN ('reserve', 'grant', 'donation')),
  on_date    date    NOT NULL,
  amount_fen bigint  NOT NULL,
  PRIMARY KEY (county_id, batch_id, holder_id)
);
CREATE INDEX member_share_entry_holder ON member_share_entry (county_id, holder_id, kind);
CREATE INDEX member_share_entry_coop ON member_share_entry (county_id, coop_id, on_date);

SELECT app_protect('distribution_plan', 'SELECT, INSERT, UPDATE (status, terms, document, inputs, content_hash, net_surplus_fen, reserve_fen, distributable_fen, returned_fen, residual_fen, converted_fen, retained_fen, members, outcome, failing, computed_at, resolution_id, posted_at, posted_by, reversed_at, reversed_by, reverse_reason)');
SELECT app_protect('distribution_resolution', 'SELECT, INSERT');
SELECT app_append_only('distribution_resolution');
SELECT app_protect('distribution_voucher', 'SELECT, INSERT');
SELECT app_append_only('distribution_voucher');
SELECT app_protect('distribution_conversion', 'SELECT, INSERT');
SELECT app_append_only('distribution_conversion');
SELECT app_protect('distribution_due', 'SELECT, INSERT');
SELECT app_append_only('distribution_due');
SELECT app_protect('distribution_payment', 'SELECT, INSERT');
SELECT app_append_only('distribution_payment');
SELECT app_protect('distribution_payment_line', 'SELECT, INSERT');
SELECT app_append_only('distribution_payment_line');
SELECT app_protect('assistance_payment', 'SELECT, INSERT');
SELECT app_append_only('assistance_payment');
SELECT app_protect('assistance_payment_line', 'SELECT, INSERT');
SELECT app_append_only('assistance_payment_line');
SELECT app_protect('collective_plan', 'SELECT, INSERT');
SELECT app_append_only('collective_plan');
SELECT app_protect('member_share_batch', 'SELECT, INSERT');
SELECT app_append_only('member_share_batch');
SELECT app_protect('member_share_entry', 'SELECT, INSERT');
SELECT app_append_only('member_share_entry');

ALTER TABLE distribution_plan ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE distribution_payment ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE member_share_batch ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE distribution_plan ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE distribution_plan ADD FOREIGN KEY (county_id, resolution_id)
  REFERENCES distribution_resolution (county_id, id);
ALTER TABLE distribution_resolution ADD FOREIGN KEY (county_id, coop_id, plan_id)
  REFERENCES distribution_plan (county_id, coop_id, id);
ALTER TABLE distribution_voucher ADD FOREIGN KEY (county_id, coop_id, plan_id)
  REFERENCES distribution_plan (county_id, coop_id, id);
ALTER TABLE distribution_voucher ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE distribution_conversion ADD FOREIGN KEY (county_id, coop_id, plan_id)
  REFERENCES distribution_plan (county_id, coop_id, id);
ALTER TABLE distribution_conversion ADD FOREIGN KEY (county_id, event_id) REFERENCES share_event (county_id, id);
-- Nobody of another co-op is owed or paid by a plan, whatever the rules above let through.
ALTER TABLE distribution_due ADD FOREIGN KEY (county_id, coop_id, plan_id)
  REFERENCES distribution_plan (county_id, coop_id, id);
ALTER TABLE distribution_due ADD FOREIGN KEY (county_id, coop_id, holder_id)
  REFERENCES share_holder (county_id, coop_id, id);
ALTER TABLE distribution_payment ADD FOREIGN KEY (county_id, coop_id, plan_id)
  REFERENCES distribution_plan (county_id, coop_id, id);
ALTER TABLE distribution_payment ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE distribution_payment ADD FOREIGN KEY (county_id, reverses_id)
  REFERENCES distribution_payment (county_id, id);
ALTER TABLE distribution_payment_line ADD FOREIGN KEY (county_id, coop_id, payment_id)
  REFERENCES distribution_payment (county_id, coop_id, id);
ALTER TABLE distribution_payment_line ADD FOREIGN KEY (county_id, plan_id, holder_id)
  REFERENCES distribution_due (county_id, plan_id, holder_id);
ALTER TABLE assistance_payment ADD FOREIGN KEY (county_id, fund_id) REFERENCES assistance_fund (county_id, id);
ALTER TABLE assistance_payment ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE assistance_payment ADD FOREIGN KEY (county_id, plan_id) REFERENCES distribution_plan (county_id, id);
ALTER TABLE assistance_payment ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE assistance_payment_line ADD FOREIGN KEY (county_id, payment_id)
  REFERENCES assistance_payment (county_id, id);
ALTER TABLE assistance_payment_line ADD FOREIGN KEY (county_id, beneficiary_id)
  REFERENCES assistance_beneficiary (county_id, id);
ALTER TABLE collective_plan ADD FOREIGN KEY (county_id, coop_id, plan_id)
  REFERENCES distribution_plan (county_id, coop_id, id);
ALTER TABLE collective_plan ADD FOREIGN KEY (county_id, coop_id, holder_id)
  REFERENCES share_holder (county_id, coop_id, id);
ALTER TABLE member_share_batch ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE member_share_batch ADD FOREIGN KEY (county_id, plan_id) REFERENCES distribution_plan (county_id, id);
ALTER TABLE member_share_batch ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE member_share_entry ADD FOREIGN KEY (county_id, coop_id, batch_id)
  REFERENCES member_share_batch (county_id, coop_id, id);
ALTER TABLE member_share_entry ADD FOREIGN KEY (county_id, coop_id, holder_id)
  REFERENCES share_holder (county_id, coop_id, id);
