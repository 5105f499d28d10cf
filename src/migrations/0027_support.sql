-- Support (扶持): fund pool and allocations traced to vouchers, what co-ops ask for, the departments of the leading group.

-- A fund as its document names it. The two sums are kept by the triggers below and by nobody else: more than a fund
-- holds can never be allocated.
CREATE TABLE support_fund (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  unit_id       uuid        NOT NULL,
  level         text        NOT NULL CHECK (level IN ('central', 'province', 'city', 'county', 'town', 'social')),
  year          integer     NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  code          text        NOT NULL,
  title         text        NOT NULL,
  purpose       text        NOT NULL,
  issuer        text        NOT NULL,
  document      text        NOT NULL,
  document_on   date        NOT NULL,
  restrictions  text        NOT NULL,
  restricted    boolean     NOT NULL,
  integrated    boolean     NOT NULL,
  file_id       uuid,
  amount_fen    bigint      NOT NULL,
  allocated_fen bigint      NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  -- What the law ties to its purpose is not integrated.
  CHECK (NOT (restricted AND integrated)),
  CHECK (allocated_fen >= 0),
  CHECK (allocated_fen <= amount_fen)
);
CREATE INDEX support_fund_unit ON support_fund (county_id, unit_id, year);

-- The first amount, additions and reductions, each with its document and reason.
CREATE TABLE support_fund_change (
  county_id   integer     NOT NULL,
  fund_id     uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  on_date     date        NOT NULL,
  delta_fen   bigint      NOT NULL CHECK (delta_fen <> 0),
  document    text        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, fund_id, seq)
);

-- Who got what and why. `score`: the criteria as they were judged on the day of the decision. The last four sums are
-- kept by the triggers: what arrives never exceeds what was given, what is used never what arrived.
CREATE TABLE support_allocation (
  county_id        integer     NOT NULL,
  id               uuid        NOT NULL,
  fund_id          uuid        NOT NULL,
  unit_id          uuid        NOT NULL,
  year             integer     NOT NULL,
  number           bigint      NOT NULL,
  amount_fen       bigint      NOT NULL CHECK (amount_fen > 0),
  purpose          text        NOT NULL,
  basis            text        NOT NULL,
  decided_by       text        NOT NULL CHECK (decided_by IN ('leading_group', 'finance', 'government', 'town')),
  decision         text        NOT NULL,
  decided_on       date        NOT NULL,
  request_id       uuid,
  criteria_version integer,
  points           integer,
  place            integer,
  among            integer,
  score            jsonb,
  returned_fen     bigint      NOT NULL,
  arrived_fen      bigint      NOT NULL,
  used_fen         bigint      NOT NULL,
  recorded_at      timestamptz NOT NULL,
  recorded_by      text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number),
  CHECK ((points IS NULL) = (score IS NULL)),
  CHECK (returned_fen >= 0 AND used_fen >= 0),
  CHECK (used_fen <= arrived_fen),
  CHECK (arrived_fen + returned_fen <= amount_fen)
);
CREATE INDEX support_allocation_unit ON support_allocation (county_id, unit_id);
CREATE INDEX support_allocation_fund ON support_allocation (county_id, fund_id);

CREATE TABLE support_return (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  allocation_id uuid        NOT NULL,
  amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
  on_date       date        NOT NULL,
  document      text        NOT NULL,
  reason        text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX support_return_allocation ON support_return (county_id, allocation_id);

-- A part of a voucher's line that is money of this allocation: come in, gone back, or used.
CREATE TABLE support_link (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  allocation_id   uuid        NOT NULL,
  coop_id         uuid        NOT NULL,
  voucher_id      uuid        NOT NULL,
  period          integer     NOT NULL,
  line            smallint    NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('arrival', 'refund', 'use')),
  amount_fen      bigint      NOT NULL CHECK (amount_fen > 0),
  -- An asset came of it: of a use, or of money that stands on 311 from before the books began.
  asset           boolean     NOT NULL,
  note            text        NOT NULL,
  withdrawn_on    date,
  withdrawn_by    text,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX support_link_allocation ON support_link (county_id, allocation_id);
CREATE INDEX support_link_line ON support_link (county_id, voucher_id, line) WHERE withdrawn_on IS NULL;
CREATE INDEX support_link_coop ON support_link (county_id, coop_id);

-- By what co-ops come first; the county's own, by date.
CREATE TABLE support_criteria (
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

-- The departments of the leading group: who leads, who is the liaison, for what (R14). Names and duties are data.
CREATE TABLE leading_group (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  document    text        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);

-- What a village or co-op asks for: money, a recommendation to a lender, land. Its way is a case of `support-request`.
CREATE TABLE support_request (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  unit_id        uuid        NOT NULL,
  year           integer     NOT NULL,
  number         bigint      NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('fund', 'loan', 'land')),
  title          text        NOT NULL,
  reason         text        NOT NULL,
  amount_fen     bigint CHECK (amount_fen > 0),
  months         integer CHECK (months > 0),
  lender         text,
  land_use       text,
  area           bigint CHECK (area > 0),
  plan_year      integer,
  asked_on       date        NOT NULL,
  case_id        uuid        NOT NULL,
  outcome        text CHECK (outcome IN ('granted', 'partly', 'refused', 'withdrawn')),
  granted_fen    bigint CHECK (granted_fen > 0),
  granted_area   bigint CHECK (granted_area > 0),
  answer         text,
  ended_on       date,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number),
  CHECK ((outcome IS NULL) = (ended_on IS NULL))
);
CREATE INDEX support_request_unit ON support_request (county_id, unit_id, asked_on);
CREATE INDEX support_request_case ON support_request (county_id, case_id);

-- Scans of source documents, papers of requests.
CREATE TABLE support_file (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  request_id  uuid,
  name        text        NOT NULL,
  media_type  text        NOT NULL,
  bytes       integer     NOT NULL CHECK (bytes > 0),
  sha256      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX support_file_request ON support_file (county_id, request_id) WHERE request_id IS NOT NULL;
CREATE TABLE support_file_content (
  county_id integer NOT NULL,
  file_id   uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, file_id)
);

-- The sums belong to the database: whoever inserts, they begin at nothing and follow the rows.
CREATE FUNCTION support_sums_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'support_fund' THEN
    NEW.amount_fen := 0;
    NEW.allocated_fen := 0;
  ELSE
    NEW.returned_fen := 0;
    NEW.arrived_fen := 0;
    NEW.used_fen := 0;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER support_fund_begin BEFORE INSERT ON support_fund
  FOR EACH ROW EXECUTE FUNCTION support_sums_begin();
CREATE TRIGGER support_allocation_begin BEFORE INSERT ON support_allocation
  FOR EACH ROW EXECUTE FUNCTION support_sums_begin();

CREATE FUNCTION support_fund_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE support_fund SET amount_fen = amount_fen + NEW.delta_fen
    WHERE county_id = NEW.county_id AND id = NEW.fund_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER support_fund_changed AFTER INSERT ON support_fund_change
  FOR EACH ROW EXECUTE FUNCTION support_fund_changed();

CREATE FUNCTION support_allocated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE support_fund SET allocated_fen = allocated_fen + NEW.amount_fen
    WHERE county_id = NEW.county_id AND id = NEW.fund_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER support_allocated AFTER INSERT ON support_allocation
  FOR EACH ROW EXECUTE FUNCTION support_allocated();

CREATE FUNCTION support_returned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  fund uuid;
BEGIN
  UPDATE support_allocation SET returned_fen = returned_fen + NEW.amount_fen
    WHERE county_id = NEW.county_id AND id = NEW.allocation_id RETURNING fund_id INTO fund;
  UPDATE support_fund SET allocated_fen = allocated_fen - NEW.amount_fen
    WHERE county_id = NEW.county_id AND id = fund;
  RETURN NULL;
END
$$;
CREATE TRIGGER support_returned AFTER INSERT ON support_return
  FOR EACH ROW EXECUTE FUNCTION support_returned();

-- A fen of a line stands in one link: those who link the same line wait for each other. Errors: MQ201 no such line,
-- or on the wrong side for the kind; MQ202 more than the line holds.
CREATE FUNCTION support_link_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  holds bigint;
  taken bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('support-line:' || NEW.voucher_id || ':' || NEW.line, 0));
  SELECT CASE WHEN NEW.kind = 'arrival' THEN l.credit_fen ELSE l.debit_fen END INTO holds
    FROM voucher_line l
    WHERE l.county_id = NEW.county_id AND l.coop_id = NEW.coop_id AND l.period = NEW.period
      AND l.voucher_id = NEW.voucher_id AND l.line = NEW.line
      AND (NEW.kind = 'use' OR left(l.account, 3) IN ('235', '311'));
  IF holds IS NULL OR holds <= 0 THEN
    RAISE EXCEPTION 'no such line of voucher %', NEW.voucher_id USING ERRCODE = 'MQ201';
  END IF;
  SELECT coalesce(sum(amount_fen), 0) INTO taken FROM support_link
    WHERE county_id = NEW.county_id AND voucher_id = NEW.voucher_id AND line = NEW.line AND withdrawn_on IS NULL;
  IF taken > holds THEN
    RAISE EXCEPTION 'the line holds % and % is taken', holds, taken - NEW.amount_fen USING ERRCODE = 'MQ202';
  END IF;
  RETURN NULL;
END
$$;
-- After the row is in: whose county it is has been checked by then, and what is taken counts it.
CREATE TRIGGER support_link_fits AFTER INSERT ON support_link
  FOR EACH ROW EXECUTE FUNCTION support_link_fits();

CREATE FUNCTION support_linked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  amount bigint := NEW.amount_fen;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.withdrawn_on IS NOT NULL OR NEW.withdrawn_on IS NULL THEN
      RAISE EXCEPTION 'a link is withdrawn once' USING ERRCODE = 'MQ203';
    END IF;
    amount := -amount;
  END IF;
  UPDATE support_allocation SET
      arrived_fen = arrived_fen + CASE NEW.kind WHEN 'arrival' THEN amount WHEN 'refund' THEN -amount ELSE 0 END,
      used_fen = used_fen + CASE WHEN NEW.kind = 'use' OR (NEW.kind = 'arrival' AND NEW.asset) THEN amount ELSE 0 END
    WHERE county_id = NEW.county_id AND id = NEW.allocation_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER support_linked AFTER INSERT OR UPDATE ON support_link
  FOR EACH ROW EXECUTE FUNCTION support_linked();

SELECT app_protect('support_fund', 'SELECT, INSERT');
SELECT app_protect('support_fund_change', 'SELECT, INSERT');
SELECT app_append_only('support_fund_change');
SELECT app_protect('support_allocation', 'SELECT, INSERT');
SELECT app_protect('support_return', 'SELECT, INSERT');
SELECT app_append_only('support_return');
SELECT app_protect('support_link', 'SELECT, INSERT, UPDATE (withdrawn_on, withdrawn_by, withdraw_reason)');
SELECT app_protect('support_criteria', 'SELECT, INSERT');
SELECT app_append_only('support_criteria');
SELECT app_protect('leading_group', 'SELECT, INSERT');
SELECT app_append_only('leading_group');
SELECT app_protect('support_request', 'SELECT, INSERT, UPDATE (outcome, granted_fen, granted_area, answer, ended_on)');
SELECT app_protect('support_file', 'SELECT, INSERT');
SELECT app_append_only('support_file');
SELECT app_protect('support_file_content', 'SELECT, INSERT');
SELECT app_append_only('support_file_content');

ALTER TABLE support_fund ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE support_fund ADD FOREIGN KEY (county_id, file_id) REFERENCES support_file (county_id, id);
ALTER TABLE support_fund_change ADD FOREIGN KEY (county_id, fund_id) REFERENCES support_fund (county_id, id);
ALTER TABLE support_allocation ADD FOREIGN KEY (county_id, fund_id) REFERENCES support_fund (county_id, id);
ALTER TABLE support_allocation ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE support_allocation ADD FOREIGN KEY (county_id, request_id) REFERENCES support_request (county_id, id);
ALTER TABLE support_return ADD FOREIGN KEY (county_id, allocation_id) REFERENCES support_allocation (county_id, id);
ALTER TABLE support_link ADD FOREIGN KEY (county_id, allocation_id) REFERENCES support_allocation (county_id, id);
ALTER TABLE support_link ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE support_criteria ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE leading_group ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE support_request ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE support_request ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE support_file ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE support_file_content ADD FOREIGN KEY (county_id, file_id) REFERENCES support_file (county_id, id);
