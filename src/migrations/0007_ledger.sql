-- The books of the co-ops (财会〔2021〕37号): vouchers that are never changed, balances that follow from them.

-- A co-op keeps books from this period on. `applied_early`: kept by the 2021 system before 2023-01-01.
CREATE TABLE ledger_book (
  county_id      integer     NOT NULL,
  coop_id        uuid        NOT NULL,
  opened_period  integer     NOT NULL,
  applied_early  boolean     NOT NULL,
  opened_at      timestamptz NOT NULL,
  opened_by      text        NOT NULL,
  PRIMARY KEY (county_id, coop_id)
);

-- One row a year: the numbers given out, how far it is closed, and the head of the year's chain. Every
-- posting updates this row, so numbers have no gap, and a closing and a posting can never overlap.
-- closed_through: -1 opening balances not yet confirmed, 0 confirmed, 1-12 months, 13 the whole year.
CREATE TABLE ledger_year (
  county_id      integer  NOT NULL,
  coop_id        uuid     NOT NULL,
  year           integer  NOT NULL,
  closed_through smallint NOT NULL DEFAULT -1,
  last_general   integer  NOT NULL DEFAULT 0,
  last_receipt   integer  NOT NULL DEFAULT 0,
  last_payment   integer  NOT NULL DEFAULT 0,
  last_transfer  integer  NOT NULL DEFAULT 0,
  head           bytea    NOT NULL DEFAULT '\x',
  PRIMARY KEY (county_id, coop_id, year)
) WITH (fillfactor = 50);

-- Accounts a co-op added below the national chart, which ships with the product.
CREATE TABLE ledger_account (
  county_id  integer NOT NULL,
  coop_id    uuid    NOT NULL,
  code       text    NOT NULL CHECK (code ~ '^[1-5][0-9]{2}([0-9]{2}){1,3}$'),
  name       text    NOT NULL,
  initials   text    NOT NULL,
  retired    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (county_id, coop_id, code),
  UNIQUE (county_id, coop_id, name, code)
);

-- The other side of a line that is no member: customer, supplier, worker, grant project, donor, bank account.
CREATE TABLE ledger_party (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  coop_id    uuid        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('counterparty', 'worker', 'project', 'source', 'bank')),
  name       text        NOT NULL,
  initials   text        NOT NULL,
  note       text,
  retired    boolean     NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, kind, name)
);

-- period: yyyymm; month 00 opening balances, 13 the transfers of the year's end.
-- prepared_by is null where the product made the voucher from another act (a share event, a distribution).
-- What a row must satisfy is checked in ledger_post, which alone writes here: constraints on the table would
-- be read anew for every statement and cost a sixth of a posting.
CREATE TABLE voucher (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  period         integer     NOT NULL,
  kind           text        NOT NULL,  -- opening, general, receipt, payment, transfer
  number         integer     NOT NULL,
  on_date        date        NOT NULL,
  summary        text        NOT NULL,
  amount_fen     bigint      NOT NULL,
  attachments    smallint    NOT NULL,
  template       text,
  clause         text,
  -- What made it: 'share_event:<id>', 'trade:<id>', 'distribution:<id>', 'import:<id>'; null by hand.
  origin         text,
  -- On what a payment was approved: an approval's id, or 'before_approvals' while that part was not in use.
  approval       text,
  reverses_id    uuid,
  prepared_by    uuid,
  prepared_name  text        NOT NULL,
  approved_by    uuid,
  approved_name  text        NOT NULL,
  posted_at      timestamptz NOT NULL,
  -- Over the hash of the voucher before it in the co-op's year: see ledger_post.
  hash           bytea       NOT NULL,
  seq            integer     NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE UNIQUE INDEX voucher_number ON voucher (county_id, coop_id, (period / 100), kind, number);
-- A voucher is reversed once.
CREATE UNIQUE INDEX voucher_reversed ON voucher (county_id, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX voucher_origin ON voucher (county_id, origin) WHERE origin IS NOT NULL;

-- A book's lines lie together by period, so that a co-op's reports read one stretch of the key.
CREATE TABLE voucher_line (
  county_id   integer  NOT NULL,
  coop_id     uuid     NOT NULL,
  period      integer  NOT NULL,
  voucher_id  uuid     NOT NULL,
  line        smallint NOT NULL,
  account     text     NOT NULL,
  debit_fen   bigint   NOT NULL,
  credit_fen  bigint   NOT NULL,
  member_id   uuid,
  party_id    uuid,
  item        text,
  assisted    boolean  NOT NULL,
  summary     text,
  PRIMARY KEY (county_id, coop_id, period, voucher_id, line)
);
CREATE INDEX voucher_line_member ON voucher_line (county_id, member_id, account) WHERE member_id IS NOT NULL;
CREATE INDEX voucher_line_party ON voucher_line (county_id, party_id, account) WHERE party_id IS NOT NULL;
-- 成员往来 is read by its two sides, each summed over the members who stand on it: without this every balance of
-- a book would read all its lines.
CREATE INDEX voucher_line_sides ON voucher_line (county_id, coop_id, account, member_id, period)
  INCLUDE (debit_fen, credit_fen) WHERE account >= '114' AND account < '115';

-- What moved on an account in a period: kept by the posting itself.
CREATE TABLE ledger_balance (
  county_id   integer NOT NULL,
  coop_id     uuid    NOT NULL,
  account     text    NOT NULL,
  period      integer NOT NULL,
  debit_fen   bigint  NOT NULL,
  credit_fen  bigint  NOT NULL,
  PRIMARY KEY (county_id, coop_id, account, period)
) WITH (fillfactor = 80);

-- What each account held when a period was closed, written once, in the order of the periods: boards and
-- roll-ups read these rows and do not slow down with the years. For 成员往来 both sides are kept.
-- year_*: turnover of the year so far, without the transfers of month 13 for income and expense.
CREATE TABLE ledger_closing (
  county_id        integer NOT NULL,
  period           integer NOT NULL,
  coop_id          uuid    NOT NULL,
  account          text    NOT NULL,
  debit_side_fen   bigint  NOT NULL,
  credit_side_fen  bigint  NOT NULL,
  year_debit_fen   bigint  NOT NULL,
  year_credit_fen  bigint  NOT NULL,
  PRIMARY KEY (county_id, period, coop_id, account)
);

-- Who closed which period when, and the head of the chain and of the balances at that moment.
CREATE TABLE ledger_closure (
  county_id    integer     NOT NULL,
  coop_id      uuid        NOT NULL,
  period       integer     NOT NULL,
  closed_at    timestamptz NOT NULL,
  closed_by    text        NOT NULL,
  vouchers     integer     NOT NULL,
  head         bytea       NOT NULL,
  balance_hash bytea       NOT NULL,
  PRIMARY KEY (county_id, coop_id, period)
);

-- What is being prepared. Changed freely until it is posted.
CREATE TABLE voucher_draft (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  status         text        NOT NULL CHECK (status IN ('draft', 'submitted', 'returned', 'posted', 'discarded')),
  on_date        date        NOT NULL,
  summary        text        NOT NULL,
  amount_fen     bigint      NOT NULL,
  content        jsonb       NOT NULL,
  reverses_id    uuid,
  return_reason  text,
  prepared_by    uuid,
  prepared_name  text        NOT NULL,
  prepared_at    timestamptz NOT NULL,
  voucher_id     uuid,
  PRIMARY KEY (county_id, id),
  CHECK ((status = 'posted') = (voucher_id IS NOT NULL))
);
CREATE INDEX voucher_draft_open ON voucher_draft (county_id, coop_id, on_date)
  WHERE status IN ('draft', 'submitted', 'returned');

-- Photographs and files: first in the inbox of the desk, then an attachment of a voucher.
CREATE TABLE ledger_document (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  name         text        NOT NULL,
  media_type   text        NOT NULL,
  bytes        integer     NOT NULL CHECK (bytes > 0),
  sha256       text        NOT NULL,
  note         text        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('inbox', 'booked', 'rejected')),
  reason       text,
  draft_id     uuid,
  voucher_id   uuid,
  added_at     timestamptz NOT NULL,
  added_by     uuid,
  added_name   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, sha256)
);
CREATE INDEX ledger_document_inbox ON ledger_document (county_id, coop_id, added_at) WHERE status = 'inbox';
CREATE INDEX ledger_document_voucher ON ledger_document (county_id, voucher_id) WHERE voucher_id IS NOT NULL;
CREATE TABLE ledger_document_content (
  county_id    integer NOT NULL,
  document_id  uuid    NOT NULL,
  content      bytea   NOT NULL,
  PRIMARY KEY (county_id, document_id)
);

-- Lines of a bank's statement; `reference` keeps the same line of the same statement from coming twice.
CREATE TABLE bank_line (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  account       text        NOT NULL,
  on_date       date        NOT NULL,
  -- Above zero: money came in.
  amount_fen    bigint      NOT NULL CHECK (amount_fen <> 0),
  balance_fen   bigint,
  other_side    text        NOT NULL,
  memo          text        NOT NULL,
  reference     text        NOT NULL,
  -- Its place within the statement, oldest first: orders the lines of one day.
  place         integer     NOT NULL,
  imported_at   timestamptz NOT NULL,
  imported_by   text        NOT NULL,
  -- Why it has no voucher, when a person has settled it so.
  settled_note  text,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, account, reference)
);
CREATE INDEX bank_line_date ON bank_line (county_id, coop_id, account, on_date);

-- What of the bank answers what of the books: a group of bank lines and voucher lines with equal totals, one
-- row for each side's line. A match is taken back by a dated end, not erased.
CREATE TABLE bank_match (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  group_id      uuid        NOT NULL,
  bank_line_id  uuid,
  voucher_id    uuid,
  line          smallint,
  matched_at    timestamptz NOT NULL,
  matched_by    text        NOT NULL,
  ended_at      timestamptz,
  ended_by      text,
  PRIMARY KEY (county_id, id),
  CHECK ((bank_line_id IS NULL) <> (voucher_id IS NULL)),
  CHECK ((voucher_id IS NULL) = (line IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX bank_match_bank ON bank_match (county_id, bank_line_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX bank_match_line ON bank_match (county_id, voucher_id, line) WHERE ended_at IS NULL;
CREATE INDEX bank_match_group ON bank_match (county_id, group_id);

-- A year's budget as adopted; a later adoption replaces an earlier one from its date on.
CREATE TABLE ledger_budget (
  county_id   integer     NOT NULL,
  coop_id     uuid        NOT NULL,
  year        integer     NOT NULL,
  account     text        NOT NULL,
  adopted_on  date        NOT NULL,
  amount_fen  bigint      NOT NULL CHECK (amount_fen >= 0),
  basis       text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, coop_id, year, account, adopted_on)
);

-- Which voucher booked which event of a share register.
CREATE TABLE share_event_voucher (
  county_id   integer NOT NULL,
  event_id    uuid    NOT NULL,
  voucher_id  uuid    NOT NULL,
  PRIMARY KEY (county_id, event_id)
);
CREATE INDEX share_event_voucher_voucher ON share_event_voucher (county_id, voucher_id);

-- What a voucher's hash is made of: everything that says what was booked, in a fixed order, between
-- separators (characters 31 and 30) that no text of a voucher may hold.
CREATE FUNCTION ledger_text(v voucher, accounts text[], debits bigint[], credits bigint[], members uuid[],
  parties uuid[], items text[], assisted boolean[], summaries text[]) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT convert_to(concat_ws(chr(31), v.county_id, v.id, v.coop_id, v.period, v.kind, v.number, v.on_date,
    v.summary, v.attachments, coalesce(v.template, ''), coalesce(v.clause, ''), coalesce(v.origin, ''),
    coalesce(v.approval, ''), coalesce(v.reverses_id::text, ''), coalesce(v.prepared_by::text, ''),
    v.prepared_name, coalesce(v.approved_by::text, ''), v.approved_name,
    (extract(epoch FROM v.posted_at) * 1000)::bigint,
    array_to_string(accounts, chr(30)), array_to_string(debits, chr(30)), array_to_string(credits, chr(30)),
    array_to_string(members, chr(30), ''), array_to_string(parties, chr(30), ''),
    array_to_string(items, chr(30), ''), array_to_string(assisted, chr(30)),
    array_to_string(summaries, chr(30), '')), 'UTF8')
$$;

-- Where the chain of a book's year breaks first: the place of the first voucher that is not what it was, 0
-- when the head of the year is not its last hash, null when all is well.
CREATE FUNCTION ledger_broken_at(book uuid, of_year integer) RETURNS integer
LANGUAGE sql STABLE AS $$
  WITH checked AS (
    SELECT v.seq, v.hash, sha256(coalesce(lag(v.hash) OVER (ORDER BY v.seq, v.period), '') || ledger_text(v,
        l.accounts, l.debits, l.credits, l.members, l.parties, l.items, l.assisted, l.summaries)) AS again,
      row_number() OVER (ORDER BY v.seq, v.period) AS place,
      count(*) FILTER (WHERE v.kind = 'opening') OVER () AS openings
    FROM voucher v
    JOIN LATERAL (SELECT array_agg(account ORDER BY line) AS accounts, array_agg(debit_fen ORDER BY line) AS debits,
        array_agg(credit_fen ORDER BY line) AS credits, array_agg(member_id ORDER BY line) AS members,
        array_agg(party_id ORDER BY line) AS parties, array_agg(item ORDER BY line) AS items,
        array_agg(x.assisted ORDER BY line) AS assisted, array_agg(x.summary ORDER BY line) AS summaries
      FROM voucher_line x WHERE x.county_id = v.county_id AND x.coop_id = v.coop_id AND x.period = v.period
        AND x.voucher_id = v.id) l ON true
    WHERE v.county_id = app_county() AND v.coop_id = book AND v.period BETWEEN of_year * 100 AND of_year * 100 + 99
  )
  SELECT CASE
    WHEN (SELECT min(seq) FROM checked WHERE hash IS DISTINCT FROM again OR seq <> place - openings) IS NOT NULL
      THEN (SELECT min(seq) FROM checked WHERE hash IS DISTINCT FROM again OR seq <> place - openings)
    WHEN (SELECT head FROM ledger_year WHERE county_id = app_county() AND coop_id = book AND year = of_year)
      IS DISTINCT FROM coalesce((SELECT hash FROM checked ORDER BY place DESC LIMIT 1), '') THEN 0 END
$$;

-- A voucher on its way into the books; the lines as columns, which cross cheaper than objects.
CREATE TYPE ledger_posting AS (
  id uuid, coop_id uuid, period integer, kind text, on_date date, summary text, attachments smallint,
  template text, clause text, origin text, approval text, reverses_id uuid, prepared_by uuid, prepared_name text,
  approved_by uuid, approved_name text, accounts text[], debits bigint[], credits bigint[], members uuid[],
  parties uuid[], items text[], assisted boolean[], summaries text[]
);

-- The only way into the books: balance, numbers, sums and the chain are made here, whoever calls; the
-- application role can neither insert nor change what this writes. All or none, in the order given; give
-- them ordered by co-op, so that two calls cannot wait for each other.
-- Errors: MQ001 the period is closed, MQ002 the year is not open, MQ003 not balanced or no lines, MQ004 kind,
-- day or signatures that cannot be.
CREATE FUNCTION ledger_post(postings jsonb, posted timestamptz) RETURNS TABLE (id uuid, number integer, hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  county integer := app_county();
  given ledger_posting[];
  moved bigint;
  net bigint;
  lines integer;
  wrong boolean;
  first date;
  p ledger_posting;
  y ledger_year;
  v voucher;
  made voucher[] := '{}';
BEGIN
  given := ARRAY(SELECT jsonb_populate_recordset(NULL::ledger_posting, postings));
  FOREACH p IN ARRAY given LOOP
    -- Line by line here, and the year's row by its key below: for a single voucher, which is most postings, a
    -- statement over sets costs several times the work itself.
    moved := 0;
    net := 0;
    lines := coalesce(cardinality(p.debits), 0);
    wrong := lines < (CASE p.kind WHEN 'opening' THEN 1 ELSE 2 END);
    FOR n IN 1 .. lines LOOP
      wrong := wrong OR (p.debits[n] = 0) = (p.credits[n] = 0);
      moved := moved + abs(p.debits[n]) + abs(p.credits[n]);
      net := net + p.debits[n] - p.credits[n];
    END LOOP;
    IF wrong IS DISTINCT FROM false OR net IS DISTINCT FROM 0 THEN
      RAISE EXCEPTION 'voucher % is not balanced', p.id USING ERRCODE = 'MQ003';
    END IF;
    IF y.coop_id IS DISTINCT FROM p.coop_id OR y.year <> p.period / 100 THEN
      IF y.coop_id IS NOT NULL THEN
        UPDATE ledger_year SET last_general = y.last_general, last_receipt = y.last_receipt,
            last_payment = y.last_payment, last_transfer = y.last_transfer, head = y.head
          WHERE county_id = county AND coop_id = y.coop_id AND year = y.year;
      END IF;
      -- Held until the end of the transaction: numbers, the chain and the closing all wait for this row.
      SELECT * INTO y FROM ledger_year
        WHERE county_id = county AND coop_id = p.coop_id AND year = p.period / 100 FOR NO KEY UPDATE;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'year % is not open', p.period / 100 USING ERRCODE = 'MQ002', DETAIL = p.coop_id;
      END IF;
    END IF;
    IF p.period % 100 <= y.closed_through THEN
      RAISE EXCEPTION 'period % is closed', p.period USING ERRCODE = 'MQ001', DETAIL = p.coop_id;
    END IF;
    CASE p.kind
      WHEN 'general' THEN y.last_general := y.last_general + 1; v.number := y.last_general;
      WHEN 'receipt' THEN y.last_receipt := y.last_receipt + 1; v.number := y.last_receipt;
      WHEN 'payment' THEN y.last_payment := y.last_payment + 1; v.number := y.last_payment;
      WHEN 'transfer' THEN y.last_transfer := y.last_transfer + 1; v.number := y.last_transfer;
      ELSE v.number := 0;
    END CASE;
    first := make_date(p.period / 100, least(greatest(p.period % 100, 1), 12), 1);
    IF (p.kind NOT IN ('general', 'receipt', 'payment', 'transfer')) <> (p.kind = 'opening' AND p.period % 100 = 0)
      OR p.on_date NOT BETWEEN first AND first + 30 OR p.attachments < 0 OR p.prepared_by = p.approved_by
    THEN
      RAISE EXCEPTION 'voucher % is not well formed', p.id USING ERRCODE = 'MQ004';
    END IF;
    v := ROW(county, p.id, p.coop_id, p.period, p.kind, v.number, p.on_date, p.summary, moved / 2, p.attachments,
      p.template, p.clause, p.origin, p.approval, p.reverses_id, p.prepared_by, p.prepared_name, p.approved_by,
      p.approved_name, posted, NULL, y.last_general + y.last_receipt + y.last_payment + y.last_transfer);
    y.head := sha256(y.head || ledger_text(v, p.accounts, p.debits, p.credits, p.members, p.parties, p.items,
      p.assisted, p.summaries));
    v.hash := y.head;
    made := made || v;
    id := v.id;
    number := v.number;
    hash := encode(v.hash, 'hex');
    RETURN NEXT;
  END LOOP;
  UPDATE ledger_year SET last_general = y.last_general, last_receipt = y.last_receipt,
      last_payment = y.last_payment, last_transfer = y.last_transfer, head = y.head
    WHERE county_id = county AND coop_id = y.coop_id AND year = y.year;
  INSERT INTO voucher SELECT * FROM unnest(made);
  INSERT INTO voucher_line
    SELECT county, g.coop_id, g.period, g.id, l.n, l.a, l.d, l.c, l.m, l.p, l.i, l.x, l.s
    FROM unnest(given) g, LATERAL unnest(g.accounts, g.debits, g.credits, g.members, g.parties, g.items, g.assisted,
      g.summaries) WITH ORDINALITY AS l(a, d, c, m, p, i, x, s, n);
  INSERT INTO ledger_balance AS b
    SELECT county, g.coop_id, l.a, g.period, sum(l.d), sum(l.c)
    FROM unnest(given) g, LATERAL unnest(g.accounts, g.debits, g.credits) AS l(a, d, c)
    GROUP BY g.coop_id, l.a, g.period ORDER BY g.coop_id, l.a, g.period
    ON CONFLICT (county_id, coop_id, account, period) DO UPDATE
      SET debit_fen = b.debit_fen + excluded.debit_fen, credit_fen = b.credit_fen + excluded.credit_fen;
END
$$;

-- Opens a year of a book: nothing can be posted into a year that is not open.
CREATE FUNCTION ledger_open_year(coops uuid[], target integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  opened integer;
BEGIN
  INSERT INTO ledger_year (county_id, coop_id, year, closed_through)
    SELECT app_county(), b.coop_id, target,
      -- The first year waits for its opening balances; a later one carries the earlier balances on.
      CASE WHEN b.opened_period / 100 = target THEN -1 ELSE 0 END
    FROM ledger_book b WHERE b.county_id = app_county() AND b.coop_id = ANY (coops)
      AND b.opened_period / 100 <= target
    ORDER BY b.coop_id
  ON CONFLICT (county_id, coop_id, year) DO NOTHING;
  GET DIAGNOSTICS opened = ROW_COUNT;
  RETURN opened;
END
$$;

-- Closes the next period of each co-op: takes the year's row, so postings that came before are in and those
-- that come after are refused, and writes what every account held. Co-ops whose turn it is not are left out.
CREATE FUNCTION ledger_close(coops uuid[], target integer, at timestamptz, who text)
RETURNS TABLE (closed_coop uuid, closed_vouchers integer, closed_head bytea, closed_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  county integer := app_county();
  done uuid[];
BEGIN
  PERFORM 1 FROM ledger_year WHERE county_id = county AND coop_id = ANY (coops) AND year = target / 100
    ORDER BY coop_id FOR UPDATE;
  WITH moved AS (
    UPDATE ledger_year SET closed_through = target % 100
    WHERE county_id = county AND coop_id = ANY (coops) AND year = target / 100
      AND closed_through = target % 100 - 1
      -- A later year's balances stand on the earlier ones: those must not change any more.
      AND NOT EXISTS (SELECT FROM ledger_year e WHERE e.county_id = county AND e.coop_id = ledger_year.coop_id
        AND e.year < target / 100 AND e.closed_through < 13)
    RETURNING coop_id
  )
  SELECT array_agg(coop_id ORDER BY coop_id) INTO done FROM moved;
  IF done IS NULL THEN RETURN; END IF;

  INSERT INTO ledger_closing (county_id, period, coop_id, account, debit_side_fen, credit_side_fen,
      year_debit_fen, year_credit_fen)
    -- Summed once: a planner that knows nothing yet of new books would sum it again for every account.
    WITH m AS MATERIALIZED (
      SELECT coop_id, account, sum(greatest(net, 0))::bigint AS owes, sum(greatest(-net, 0))::bigint AS is_owed
      FROM (
        SELECT coop_id, account, member_id, sum(debit_fen - credit_fen) AS net FROM voucher_line
        WHERE county_id = county AND coop_id = ANY (done) AND period <= target
          AND account >= '114' AND account < '115'
        GROUP BY coop_id, account, member_id
      ) each_member GROUP BY coop_id, account
    )
    SELECT county, target, s.coop_id, s.account,
      CASE WHEN left(s.account, 3) = '114' THEN coalesce(m.owes, 0) ELSE greatest(s.net, 0) END,
      CASE WHEN left(s.account, 3) = '114' THEN coalesce(m.is_owed, 0) ELSE greatest(-s.net, 0) END,
      s.year_debit, s.year_credit
    FROM (
      SELECT b.coop_id, b.account, sum(b.debit_fen - b.credit_fen)::bigint AS net,
        coalesce(sum(b.debit_fen) FILTER (WHERE b.period > target / 100 * 100
          AND (b.account < '5' OR b.period % 100 < 13)), 0)::bigint AS year_debit,
        coalesce(sum(b.credit_fen) FILTER (WHERE b.period > target / 100 * 100
          AND (b.account < '5' OR b.period % 100 < 13)), 0)::bigint AS year_credit
      FROM ledger_balance b
      WHERE b.county_id = county AND b.coop_id = ANY (done) AND b.period <= target
      GROUP BY b.coop_id, b.account
    ) s
    LEFT JOIN m ON m.coop_id = s.coop_id AND m.account = s.account
    ORDER BY s.coop_id, s.account;

  RETURN QUERY
    INSERT INTO ledger_closure (county_id, coop_id, period, closed_at, closed_by, vouchers, head, balance_hash)
      SELECT county, c.coop_id, target, at, who,
        (SELECT count(*)::integer FROM voucher v WHERE v.county_id = county AND v.coop_id = c.coop_id
          AND v.period = target),
        y.head, c.hash
      FROM (
        SELECT coop_id, sha256(convert_to(string_agg(concat_ws('|', account, debit_side_fen, credit_side_fen,
          year_debit_fen, year_credit_fen), ';' ORDER BY account), 'UTF8')) AS hash
        FROM ledger_closing WHERE county_id = county AND period = target AND coop_id = ANY (done)
        GROUP BY coop_id
        UNION ALL
        SELECT d, sha256('') FROM unnest(done) d WHERE NOT EXISTS (SELECT FROM ledger_closing
          WHERE county_id = county AND period = target AND coop_id = d)
      ) c JOIN ledger_year y ON y.county_id = county AND y.coop_id = c.coop_id AND y.year = target / 100
      ORDER BY c.coop_id
    RETURNING coop_id, vouchers, head, balance_hash;
END
$$;

-- Whom a line may name: the register's memberships, seen from the books without knowing the register.
CREATE FUNCTION ledger_members(ids uuid[]) RETURNS TABLE (id uuid, coop_id uuid, number text, name text)
LANGUAGE sql STABLE AS $$
  SELECT h.id, h.coop_id, h.member_number, h.name FROM share_holder h
  WHERE h.county_id = app_county() AND h.id = ANY (ids)
$$;

CREATE FUNCTION ledger_members_of(coop uuid) RETURNS TABLE (id uuid, number text, name text)
LANGUAGE sql STABLE AS $$
  SELECT h.id, h.member_number, h.name FROM share_holder h
  WHERE h.county_id = app_county() AND h.coop_id = coop
$$;

REVOKE ALL ON FUNCTION ledger_post, ledger_open_year(uuid[], integer),
  ledger_close(uuid[], integer, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_post, ledger_open_year(uuid[], integer),
  ledger_close(uuid[], integer, timestamptz, text) TO miaoqi_app;

SELECT app_protect('ledger_book', 'SELECT, INSERT');
SELECT app_protect('ledger_year', 'SELECT');
SELECT app_protect('ledger_account', 'SELECT, INSERT, UPDATE (name, initials, retired)');
SELECT app_protect('ledger_party', 'SELECT, INSERT, UPDATE (name, initials, note, retired)');
SELECT app_protect('voucher', 'SELECT');
SELECT app_append_only('voucher');
SELECT app_protect('voucher_line', 'SELECT');
SELECT app_append_only('voucher_line');
SELECT app_protect('ledger_balance', 'SELECT');
SELECT app_protect('ledger_closing', 'SELECT');
SELECT app_append_only('ledger_closing');
SELECT app_protect('ledger_closure', 'SELECT');
SELECT app_append_only('ledger_closure');
SELECT app_protect('voucher_draft', 'SELECT, INSERT, UPDATE (status, on_date, summary, amount_fen, content, return_reason, prepared_by, prepared_name, prepared_at, voucher_id)');
SELECT app_protect('ledger_document', 'SELECT, INSERT, UPDATE (status, reason, draft_id, voucher_id, note)');
SELECT app_protect('ledger_document_content', 'SELECT, INSERT');
SELECT app_append_only('ledger_document_content');
SELECT app_protect('bank_line', 'SELECT, INSERT, UPDATE (settled_note)');
SELECT app_protect('bank_match', 'SELECT, INSERT, UPDATE (ended_at, ended_by)');
SELECT app_protect('ledger_budget', 'SELECT, INSERT');
SELECT app_append_only('ledger_budget');

SELECT app_protect('share_event_voucher', 'SELECT, INSERT');
SELECT app_append_only('share_event_voucher');

ALTER TABLE ledger_book ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE ledger_year ADD FOREIGN KEY (county_id, coop_id) REFERENCES ledger_book (county_id, coop_id);
ALTER TABLE ledger_account ADD FOREIGN KEY (county_id, coop_id) REFERENCES ledger_book (county_id, coop_id);
ALTER TABLE ledger_party ADD FOREIGN KEY (county_id, coop_id) REFERENCES ledger_book (county_id, coop_id);
ALTER TABLE voucher ADD FOREIGN KEY (county_id, reverses_id) REFERENCES voucher (county_id, id);
-- Lines come with their voucher from ledger_post alone, so they carry no key to it: checking it again for
-- every line would cost more than all the rest of a posting.
-- Nobody of another co-op stands in a book, whatever the rules above let through.
ALTER TABLE share_holder ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE ledger_party ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE voucher_line ADD FOREIGN KEY (county_id, coop_id, member_id)
  REFERENCES share_holder (county_id, coop_id, id);
ALTER TABLE voucher_line ADD FOREIGN KEY (county_id, coop_id, party_id)
  REFERENCES ledger_party (county_id, coop_id, id);
ALTER TABLE voucher_draft ADD FOREIGN KEY (county_id, coop_id) REFERENCES ledger_book (county_id, coop_id);
ALTER TABLE voucher_draft ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE ledger_document ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE ledger_document ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE ledger_document_content ADD FOREIGN KEY (county_id, document_id) REFERENCES ledger_document (county_id, id);
ALTER TABLE bank_line ADD FOREIGN KEY (county_id, coop_id) REFERENCES ledger_book (county_id, coop_id);
ALTER TABLE bank_match ADD FOREIGN KEY (county_id, bank_line_id) REFERENCES bank_line (county_id, id);
ALTER TABLE bank_match ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE ledger_budget ADD FOREIGN KEY (county_id, coop_id) REFERENCES ledger_book (county_id, coop_id);
ALTER TABLE share_event_voucher ADD FOREIGN KEY (county_id, event_id) REFERENCES share_event (county_id, id);
ALTER TABLE share_event_voucher ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
