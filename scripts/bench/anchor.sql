-- The leanest ledger that still balances, numbers without gaps, sums up and chains: what the product's
-- posting is measured against. No tenants, no rights, no audit, no foreign keys.
CREATE SCHEMA anchor;
CREATE TABLE anchor.head (
  coop integer, month integer, last integer NOT NULL, hash bytea NOT NULL,
  PRIMARY KEY (coop, month)
) WITH (fillfactor = 50);
CREATE TABLE anchor.entry (
  coop integer, month integer, number integer, day date NOT NULL, note text NOT NULL, hash bytea NOT NULL,
  PRIMARY KEY (coop, month, number)
);
CREATE TABLE anchor.line (
  coop integer, month integer, number integer, place smallint, account smallint NOT NULL,
  member integer NOT NULL, amount bigint NOT NULL,
  PRIMARY KEY (coop, month, number, place)
);
CREATE TABLE anchor.sums (
  coop integer, account smallint, month integer, debit bigint NOT NULL, credit bigint NOT NULL,
  PRIMARY KEY (coop, account, month)
);

CREATE FUNCTION anchor.post(c integer, m integer, d date, t text, accounts smallint[], members integer[],
  amounts bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  given integer;
  before bytea;
  made bytea;
BEGIN
  IF (SELECT sum(a) FROM unnest(amounts) a) <> 0 THEN RAISE EXCEPTION 'not balanced'; END IF;
  INSERT INTO anchor.head AS h VALUES (c, m, 1, '') ON CONFLICT (coop, month)
    DO UPDATE SET last = h.last + 1 RETURNING last, hash INTO given, before;
  made := sha256(before || convert_to(concat_ws('|', c, m, given, d, t, accounts, members, amounts), 'UTF8'));
  UPDATE anchor.head SET hash = made WHERE coop = c AND month = m;
  INSERT INTO anchor.entry VALUES (c, m, given, d, t, made);
  INSERT INTO anchor.line SELECT c, m, given, n, a, p, x
    FROM unnest(accounts, members, amounts) WITH ORDINALITY u(a, p, x, n);
  INSERT INTO anchor.sums AS s SELECT c, a, m, sum(greatest(x, 0)), sum(greatest(-x, 0))
    FROM unnest(accounts, amounts) u(a, x) GROUP BY a ORDER BY a
    ON CONFLICT (coop, account, month) DO UPDATE
      SET debit = s.debit + excluded.debit, credit = s.credit + excluded.credit;
  RETURN given;
END
$$;
