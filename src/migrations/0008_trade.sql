-- Trade with members and with others (农民专业合作社法 41, 43, 44): the entries that patronage counts and the
-- books are posted from. Entries are never changed; a mistake is undone by an entry that names it.

-- What a co-op buys, sells, does, uses: goods, services, land (mu) and work (days).
CREATE TABLE trade_product (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  coop_id    uuid        NOT NULL,
  name       text        NOT NULL,
  pinyin     text        NOT NULL,
  initials   text        NOT NULL,
  unit       text        NOT NULL CHECK (unit IN ('kg', 'jin', 'ton', 'litre', 'piece', 'box', 'head', 'mu', 'day',
    'hour', 'time')),
  retired_on date,
  created_at timestamptz NOT NULL,
  created_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, name)
);

-- How a product is priced, booked and weighed from a day on.
CREATE TABLE trade_product_version (
  county_id   integer     NOT NULL,
  product_id  uuid        NOT NULL,
  valid_from  date        NOT NULL,
  coop_id     uuid        NOT NULL,
  -- The co-op's own accounts for it, one below each national account at most ('12101', '50102').
  accounts    text[]      NOT NULL,
  -- How it is booked where the kind of trade leaves a choice; 'none': not at all.
  posted_as   text,
  -- What one unit counts for when patronage is weighted: '1/1', '5/2'.
  weight      text        NOT NULL,
  -- Millionths of a yuan a unit: the price offered, and the cost of what is sold.
  price_micro bigint      CHECK (price_micro >= 0),
  cost_micro  bigint      CHECK (cost_micro >= 0),
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, product_id, valid_from)
);

-- Contracts of 订单农业. Delivered and settled follow from the entries; only an end is written here.
CREATE TABLE trade_order (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  number         text        NOT NULL,
  buyer_id       uuid        NOT NULL,
  product_id     uuid        NOT NULL,
  quality        text        NOT NULL,
  formula        jsonb       NOT NULL,
  quantity_micro bigint      NOT NULL CHECK (quantity_micro > 0),
  signed_on      date        NOT NULL,
  due_on         date        NOT NULL,
  note           text,
  created_at     timestamptz NOT NULL,
  created_by     text        NOT NULL,
  end_state      text        CHECK (end_state IN ('broken', 'ended')),
  ended_on       date,
  end_reason     text,
  ended_by       text,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, number),
  CHECK (due_on >= signed_on),
  CHECK ((end_state IS NULL) = (ended_on IS NULL) AND (end_state IS NULL) = (end_reason IS NULL))
);
CREATE INDEX trade_order_due ON trade_order (county_id, due_on) WHERE end_state IS NULL;

-- A platform's settlement (电商结算单). Taken back by a row with the same amounts below zero.
CREATE TABLE trade_settlement (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  platform       text        NOT NULL,
  number         text        NOT NULL,
  settled_on     date        NOT NULL,
  gross_fen      bigint      NOT NULL,
  fee_fen        bigint      NOT NULL,
  refunds_fen    bigint      NOT NULL,
  net_fen        bigint      NOT NULL,
  -- What members get of it: the net (or the gross less refunds) less the co-op's commission.
  basis          text        NOT NULL CHECK (basis IN ('net', 'gross')),
  commission_fen bigint      NOT NULL,
  pool_fen       bigint      NOT NULL,
  split_by       text        NOT NULL CHECK (split_by IN ('quantity', 'value')),
  account        text        NOT NULL,
  reverses_id    uuid,
  reason         text,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (net_fen = gross_fen - fee_fen - refunds_fen)
);
CREATE INDEX trade_settlement_number ON trade_settlement (county_id, coop_id, platform, number);
CREATE UNIQUE INDEX trade_settlement_reversed ON trade_settlement (county_id, reverses_id)
  WHERE reverses_id IS NOT NULL;

CREATE TABLE trade_settlement_line (
  county_id      integer NOT NULL,
  settlement_id  uuid    NOT NULL,
  line           integer NOT NULL,
  coop_id        uuid    NOT NULL,
  order_number   text    NOT NULL,
  sold_on        date    NOT NULL,
  goods          text    NOT NULL,
  quantity_micro bigint  NOT NULL CHECK (quantity_micro >= 0),
  gross_fen      bigint  NOT NULL CHECK (gross_fen >= 0),
  fee_fen        bigint  NOT NULL CHECK (fee_fen >= 0),
  refund_fen     bigint  NOT NULL CHECK (refund_fen >= 0),
  PRIMARY KEY (county_id, settlement_id, line)
);

-- One trade. Member or other party, never both; for work the books name the worker beside the member.
CREATE TABLE trade_entry (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  coop_id        uuid        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('delivery', 'agency_sale', 'supply', 'service', 'land', 'work')),
  on_date        date        NOT NULL,
  product_id     uuid        NOT NULL,
  member_id      uuid,
  party_id       uuid,
  -- Millionths of the product's unit; below zero in a reversal, as the amounts are.
  quantity_micro bigint      NOT NULL,
  price_micro    bigint      CHECK (price_micro >= 0),
  amount_fen     bigint      NOT NULL,
  -- What the goods sold had cost the co-op.
  cost_fen       bigint      NOT NULL,
  -- Goods taken for sale whose amount a settlement will say.
  pending        boolean     NOT NULL,
  grade          text,
  -- Why the amount is not quantity times price, or why the entry is reversed.
  reason         text,
  -- The posting template of the books; null: nothing is booked.
  template       text,
  order_id       uuid,
  settlement_id  uuid,
  -- The pending entry whose amount this one says.
  settles_id     uuid,
  reverses_id    uuid,
  document       text,
  note           text,
  -- The sender's own mark of the row: the same row sent twice is one entry.
  reference      text,
  batch_id       uuid        NOT NULL,
  recorded_at    timestamptz NOT NULL,
  recorded_by    text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (member_id IS NOT NULL OR party_id IS NOT NULL),
  CHECK (member_id IS NULL OR party_id IS NULL OR kind = 'work'),
  CHECK (reverses_id IS NOT NULL OR (quantity_micro >= 0 AND amount_fen >= 0 AND cost_fen >= 0)),
  CHECK (NOT pending OR (kind = 'agency_sale' AND amount_fen = 0))
);
CREATE INDEX trade_entry_day ON trade_entry (county_id, coop_id, on_date, id);
CREATE INDEX trade_entry_member ON trade_entry (county_id, member_id, on_date) WHERE member_id IS NOT NULL;
CREATE INDEX trade_entry_order ON trade_entry (county_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX trade_entry_settlement ON trade_entry (county_id, settlement_id) WHERE settlement_id IS NOT NULL;
CREATE INDEX trade_entry_settles ON trade_entry (county_id, settles_id) WHERE settles_id IS NOT NULL;
CREATE UNIQUE INDEX trade_entry_reversed ON trade_entry (county_id, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE UNIQUE INDEX trade_entry_reference ON trade_entry (county_id, coop_id, reference) WHERE reference IS NOT NULL;

-- One posting of a co-op's trades of a month into the books.
CREATE TABLE trade_posting (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  coop_id    uuid        NOT NULL,
  period     integer     NOT NULL,
  entries    integer     NOT NULL,
  vouchers   integer     NOT NULL,
  amount_fen bigint      NOT NULL,
  posted_at  timestamptz NOT NULL,
  posted_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX trade_posting_coop ON trade_posting (county_id, coop_id, period);

-- Which voucher an entry, and which a settlement, stands in: once, by the key.
CREATE TABLE trade_posted_entry (
  county_id  integer NOT NULL,
  entry_id   uuid    NOT NULL,
  coop_id    uuid    NOT NULL,
  posting_id uuid    NOT NULL,
  voucher_id uuid    NOT NULL,
  PRIMARY KEY (county_id, entry_id)
);
CREATE INDEX trade_posted_entry_voucher ON trade_posted_entry (county_id, voucher_id);
CREATE TABLE trade_posted_settlement (
  county_id     integer NOT NULL,
  settlement_id uuid    NOT NULL,
  coop_id       uuid    NOT NULL,
  posting_id    uuid    NOT NULL,
  voucher_id    uuid    NOT NULL,
  PRIMARY KEY (county_id, settlement_id)
);

SELECT app_protect('trade_product', 'SELECT, INSERT, UPDATE (retired_on)');
SELECT app_protect('trade_product_version',
  'SELECT, INSERT, UPDATE (accounts, posted_as, weight, price_micro, cost_micro, recorded_at, recorded_by)');
SELECT app_protect('trade_order', 'SELECT, INSERT, UPDATE (end_state, ended_on, end_reason, ended_by)');
SELECT app_protect('trade_settlement', 'SELECT, INSERT');
SELECT app_append_only('trade_settlement');
SELECT app_protect('trade_settlement_line', 'SELECT, INSERT');
SELECT app_append_only('trade_settlement_line');
SELECT app_protect('trade_entry', 'SELECT, INSERT');
SELECT app_append_only('trade_entry');
SELECT app_protect('trade_posting', 'SELECT, INSERT');
SELECT app_append_only('trade_posting');
SELECT app_protect('trade_posted_entry', 'SELECT, INSERT');
SELECT app_append_only('trade_posted_entry');
SELECT app_protect('trade_posted_settlement', 'SELECT, INSERT');
SELECT app_append_only('trade_posted_settlement');

-- Nothing of another co-op stands in an entry, whatever the rules above let through.
ALTER TABLE trade_product ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE trade_product ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE trade_order ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE trade_settlement ADD UNIQUE (county_id, coop_id, id);
ALTER TABLE trade_product_version ADD FOREIGN KEY (county_id, coop_id, product_id)
  REFERENCES trade_product (county_id, coop_id, id);
ALTER TABLE trade_order ADD FOREIGN KEY (county_id, coop_id, product_id)
  REFERENCES trade_product (county_id, coop_id, id);
ALTER TABLE trade_order ADD FOREIGN KEY (county_id, coop_id, buyer_id) REFERENCES ledger_party (county_id, coop_id, id);
ALTER TABLE trade_settlement ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE trade_settlement ADD FOREIGN KEY (county_id, reverses_id) REFERENCES trade_settlement (county_id, id);
ALTER TABLE trade_settlement_line ADD FOREIGN KEY (county_id, coop_id, settlement_id)
  REFERENCES trade_settlement (county_id, coop_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, coop_id, product_id)
  REFERENCES trade_product (county_id, coop_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, coop_id, member_id)
  REFERENCES share_holder (county_id, coop_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, coop_id, party_id)
  REFERENCES ledger_party (county_id, coop_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, coop_id, order_id) REFERENCES trade_order (county_id, coop_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, coop_id, settlement_id)
  REFERENCES trade_settlement (county_id, coop_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, settles_id) REFERENCES trade_entry (county_id, id);
ALTER TABLE trade_entry ADD FOREIGN KEY (county_id, reverses_id) REFERENCES trade_entry (county_id, id);
ALTER TABLE trade_posting ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE trade_posted_entry ADD FOREIGN KEY (county_id, entry_id) REFERENCES trade_entry (county_id, id);
ALTER TABLE trade_posted_entry ADD FOREIGN KEY (county_id, posting_id) REFERENCES trade_posting (county_id, id);
ALTER TABLE trade_posted_entry ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
ALTER TABLE trade_posted_settlement ADD FOREIGN KEY (county_id, settlement_id)
  REFERENCES trade_settlement (county_id, id);
ALTER TABLE trade_posted_settlement ADD FOREIGN KEY (county_id, posting_id) REFERENCES trade_posting (county_id, id);
ALTER TABLE trade_posted_settlement ADD FOREIGN KEY (county_id, voucher_id) REFERENCES voucher (county_id, id);
