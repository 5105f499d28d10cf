-- What the books must see of later modules before a month is closed, without knowing their tables.

-- Trades that are to be booked and are not: how many entries and settlements of a co-op lie in a month.
CREATE FUNCTION ledger_unposted_trades(coops uuid[], from_day date, to_day date)
RETURNS TABLE (coop_id uuid, entries integer, settlements integer, first_on date)
LANGUAGE sql STABLE AS $$
  SELECT x.coop_id, count(*) FILTER (WHERE x.entry)::integer, count(*) FILTER (WHERE NOT x.entry)::integer,
    min(x.on_date)
  FROM (
    SELECT e.coop_id, e.on_date, true AS entry FROM trade_entry e
    WHERE e.county_id = app_county() AND e.coop_id = ANY (coops) AND e.on_date BETWEEN from_day AND to_day
      AND e.template IS NOT NULL
      AND NOT EXISTS (SELECT FROM trade_posted_entry p
        WHERE p.county_id = e.county_id AND p.entry_id = e.id)
      -- A trade and its taking back, neither of them booked, leave nothing to book.
      AND NOT EXISTS (SELECT FROM trade_entry r WHERE r.county_id = e.county_id AND r.reverses_id = e.id
        AND NOT EXISTS (SELECT FROM trade_posted_entry p WHERE p.county_id = r.county_id AND p.entry_id = r.id))
      AND NOT EXISTS (SELECT FROM trade_entry o WHERE o.county_id = e.county_id AND o.id = e.reverses_id
        AND NOT EXISTS (SELECT FROM trade_posted_entry p WHERE p.county_id = o.county_id AND p.entry_id = o.id))
    UNION ALL
    SELECT s.coop_id, s.settled_on, false FROM trade_settlement s
    WHERE s.county_id = app_county() AND s.coop_id = ANY (coops) AND s.settled_on BETWEEN from_day AND to_day
      AND NOT EXISTS (SELECT FROM trade_posted_settlement p
        WHERE p.county_id = s.county_id AND p.settlement_id = s.id)
      AND NOT EXISTS (SELECT FROM trade_settlement r WHERE r.county_id = s.county_id AND r.reverses_id = s.id
        AND NOT EXISTS (SELECT FROM trade_posted_settlement p
          WHERE p.county_id = r.county_id AND p.settlement_id = r.id))
      AND NOT EXISTS (SELECT FROM trade_settlement o WHERE o.county_id = s.county_id AND o.id = s.reverses_id
        AND NOT EXISTS (SELECT FROM trade_posted_settlement p
          WHERE p.county_id = o.county_id AND p.settlement_id = o.id))
  ) AS x GROUP BY x.coop_id
$$;
REVOKE ALL ON FUNCTION ledger_unposted_trades FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_unposted_trades TO miaoqi_app;

-- The approved yearly list of an assistance fund (收益分配名单): who gets how much, by which document. Versions
-- stay; the last counts, and each after the first says why.
CREATE TABLE assistance_list (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  fund_id     uuid        NOT NULL,
  year        integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  document    text        NOT NULL,
  decided_on  date        NOT NULL,
  posted_from date,
  posted_to   date,
  reason      text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, fund_id, year, version),
  CHECK (version = 1 OR reason IS NOT NULL),
  CHECK (posted_to IS NULL OR posted_to >= posted_from)
);
CREATE INDEX assistance_list_coop ON assistance_list (county_id, coop_id, year);
CREATE TABLE assistance_list_line (
  county_id      integer NOT NULL,
  list_id        uuid    NOT NULL,
  beneficiary_id uuid    NOT NULL,
  coop_id        uuid    NOT NULL,
  amount_fen     bigint  NOT NULL CHECK (amount_fen >= 0),
  PRIMARY KEY (county_id, list_id, beneficiary_id)
);

-- A payment that came back or was a mistake: once, with its reason; what the books undo stands in the voucher.
CREATE TABLE assistance_payment_reversal (
  county_id   integer     NOT NULL,
  payment_id  uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  on_date     date        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, payment_id)
);

-- That somebody has the money in hand: by the bank's receipt, a signature, or somebody who signed for them. The
-- last mark counts; a wrong one is withdrawn by another.
CREATE TABLE assistance_receipt (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  payment_id     uuid        NOT NULL,
  beneficiary_id uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  on_date        date        NOT NULL,
  how            text        NOT NULL CHECK (how IN ('bank', 'signed', 'proxy', 'withdrawn')),
  note           text        CHECK (note IS NOT NULL OR how IN ('bank', 'signed')),
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX assistance_receipt_payment ON assistance_receipt (county_id, payment_id, beneficiary_id);

-- What is paid from elsewhere than the surplus may name the voucher that books it.
ALTER TABLE assistance_payment DROP CONSTRAINT assistance_payment_check;
ALTER TABLE assistance_payment ADD CONSTRAINT assistance_payment_booked
  CHECK (source <> 'surplus' OR voucher_id IS NOT NULL);

SELECT app_protect('assistance_list', 'SELECT, INSERT');
SELECT app_append_only('assistance_list');
SELECT app_protect('assistance_list_line', 'SELECT, INSERT');
SELECT app_append_only('assistance_list_line');
SELECT app_protect('assistance_payment_reversal', 'SELECT, INSERT');
SELECT app_append_only('assistance_payment_reversal');
SELECT app_protect('assistance_receipt', 'SELECT, INSERT');
SELECT app_append_only('assistance_receipt');

ALTER TABLE assistance_list ADD FOREIGN KEY (county_id, fund_id) REFERENCES assistance_fund (county_id, id);
ALTER TABLE assistance_list ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE assistance_list_line ADD FOREIGN KEY (county_id, list_id) REFERENCES assistance_list (county_id, id);
ALTER TABLE assistance_list_line ADD FOREIGN KEY (county_id, beneficiary_id)
  REFERENCES assistance_beneficiary (county_id, id);
ALTER TABLE assistance_payment_reversal ADD FOREIGN KEY (county_id, payment_id)
  REFERENCES assistance_payment (county_id, id);
ALTER TABLE assistance_receipt ADD FOREIGN KEY (county_id, payment_id, beneficiary_id)
  REFERENCES assistance_payment_line (county_id, payment_id, beneficiary_id);
