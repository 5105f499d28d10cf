-- Figures (指标): what the county defines, what was frozen, what people typed in.

-- The county's own version of an indicator, of a ranking set, or of the parameters; the latest valid one counts.
CREATE TABLE figure_definition (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('indicator', 'ranking_set', 'parameters')),
  name        text        NOT NULL,
  -- Null: the county no longer uses it.
  body        jsonb,
  source      text        NOT NULL,
  valid_from  date        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX figure_definition_name ON figure_definition (county_id, kind, name, valid_from);

-- A period's figures as they were frozen: what was meant, of which day, and the fingerprint over all of it.
-- Frozen again it is a further edition with its reason; the one before stays.
CREATE TABLE figure_edition (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  period      text        NOT NULL,
  edition     integer     NOT NULL CHECK (edition > 0),
  from_day    date        NOT NULL,
  to_day      date        NOT NULL,
  as_of       date        NOT NULL,
  -- The order of the values of each unit.
  facts       text[]      NOT NULL,
  definitions jsonb       NOT NULL,
  reason      text        NOT NULL,
  units       integer     NOT NULL,
  hash        text        NOT NULL,
  frozen_at   timestamptz NOT NULL,
  frozen_by   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, period, edition)
);
CREATE INDEX figure_edition_to ON figure_edition (county_id, to_day);

-- One unit of an edition: its name and its place in the tree on that day, and the value of every fact (null: none).
CREATE TABLE figure_unit (
  county_id   integer  NOT NULL,
  edition_id  uuid     NOT NULL,
  unit_id     uuid     NOT NULL,
  kind        text     NOT NULL CHECK (kind IN ('county', 'town', 'village', 'coop')),
  parent_id   uuid,
  position    integer  NOT NULL,
  name        text     NOT NULL,
  coop_class  text,
  amounts     bigint[] NOT NULL,
  PRIMARY KEY (county_id, edition_id, unit_id)
);
CREATE INDEX figure_unit_parent ON figure_unit (county_id, edition_id, parent_id);

-- A figure somebody typed in: who, when, for what unit and period, on what evidence. It stays a claim wherever it
-- is used. Amounts in heads, fen, days or millionths of a mu.
CREATE TABLE figure_claim (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  unit_id     uuid        NOT NULL,
  about       text        NOT NULL,
  period      text        NOT NULL,
  amount      bigint      NOT NULL,
  evidence    text        NOT NULL,
  note        text        NOT NULL,
  file_name   text,
  media_type  text,
  sha256      text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((file_name IS NULL) = (sha256 IS NULL) AND (file_name IS NULL) = (media_type IS NULL))
);
CREATE INDEX figure_claim_unit ON figure_claim (county_id, unit_id, about, period);
CREATE INDEX figure_claim_period ON figure_claim (county_id, period);
CREATE TABLE figure_claim_content (
  county_id integer NOT NULL,
  claim_id  uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, claim_id)
);
CREATE TABLE figure_claim_withdrawal (
  county_id    integer     NOT NULL,
  claim_id     uuid        NOT NULL,
  reason       text        NOT NULL,
  withdrawn_at timestamptz NOT NULL,
  withdrawn_by text        NOT NULL,
  PRIMARY KEY (county_id, claim_id)
);

SELECT app_protect('figure_definition', 'SELECT, INSERT');
SELECT app_append_only('figure_definition');
SELECT app_protect('figure_edition', 'SELECT, INSERT');
SELECT app_append_only('figure_edition');
SELECT app_protect('figure_unit', 'SELECT, INSERT');
SELECT app_append_only('figure_unit');
SELECT app_protect('figure_claim', 'SELECT, INSERT');
SELECT app_append_only('figure_claim');
SELECT app_protect('figure_claim_content', 'SELECT, INSERT');
SELECT app_append_only('figure_claim_content');
SELECT app_protect('figure_claim_withdrawal', 'SELECT, INSERT');
SELECT app_append_only('figure_claim_withdrawal');

ALTER TABLE figure_definition ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE figure_edition ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE figure_unit ADD FOREIGN KEY (county_id, edition_id) REFERENCES figure_edition (county_id, id);
ALTER TABLE figure_unit ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE figure_claim ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE figure_claim_content ADD FOREIGN KEY (county_id, claim_id) REFERENCES figure_claim (county_id, id);
ALTER TABLE figure_claim_withdrawal ADD FOREIGN KEY (county_id, claim_id) REFERENCES figure_claim (county_id, id);
