-- Who and where: divisions with their history, branches, collectives, households, persons,
-- co-ops, unions and industries. A division, a co-op and a union carry the id of their org unit.

-- A list of codes that the bureau of statistics published for one cut-off day, as it was imported.
CREATE TABLE division_import (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  vintage         text        NOT NULL,
  effective_from  date        NOT NULL,
  source          text        NOT NULL,
  sha256          text        NOT NULL,
  imported_at     timestamptz NOT NULL,
  imported_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, vintage),
  UNIQUE (county_id, effective_from)
);

-- What the import found for each identity; `missing` has no code: the list no longer names the unit.
CREATE TABLE division_import_row (
  county_id    integer NOT NULL,
  import_id    uuid    NOT NULL,
  division_id  uuid    NOT NULL,
  outcome      text    NOT NULL CHECK (outcome IN ('new', 'same', 'changed', 'missing')),
  renamed      boolean NOT NULL,
  recoded      boolean NOT NULL,
  relevelled   boolean NOT NULL,
  code         text,
  name         text,
  PRIMARY KEY (county_id, import_id, division_id),
  UNIQUE (county_id, import_id, code),
  CHECK ((outcome = 'missing') = (code IS NULL))
);
CREATE INDEX division_import_row_division ON division_import_row (county_id, division_id);

CREATE TABLE division (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('county', 'town', 'village')),
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

-- How a division was called and coded, and where it hung, from a day until a day.
CREATE TABLE division_version (
  county_id      integer NOT NULL,
  division_id    uuid    NOT NULL,
  valid_from     date    NOT NULL,
  valid_to       date,
  level          text    NOT NULL CHECK (level IN ('county', 'town', 'village', 'community')),
  code           text,
  vintage        text,
  name           text    NOT NULL,
  short_name     text    NOT NULL,
  match_key      text    NOT NULL,
  parent_id      uuid,
  name_pinyin    text    NOT NULL,
  name_initials  text    NOT NULL,
  event_id       uuid,
  PRIMARY KEY (county_id, division_id, valid_from),
  CHECK (valid_to IS NULL OR valid_to > valid_from),
  CHECK ((level = 'county') = (parent_id IS NULL))
);
CREATE UNIQUE INDEX division_version_open ON division_version (county_id, division_id)
  WHERE valid_to IS NULL;
CREATE INDEX division_version_parent ON division_version (county_id, parent_id);
CREATE INDEX division_version_code ON division_version (county_id, code);

CREATE TABLE division_event (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN
    ('merge', 'split', 'rename', 'recode', 'transfer', 'upgrade', 'dissolve')),
  on_date      date        NOT NULL,
  document     text        NOT NULL,
  note         text        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE division_event_link (
  county_id    integer NOT NULL,
  event_id     uuid    NOT NULL,
  division_id  uuid    NOT NULL,
  role         text    NOT NULL CHECK (role IN ('from', 'to', 'self')),
  PRIMARY KEY (county_id, event_id, division_id, role)
);
CREATE INDEX division_event_link_division ON division_event_link (county_id, division_id);

-- The bases of "a tenth of the households": which count, of which day, from which record.
CREATE TABLE village_base (
  county_id              integer     NOT NULL,
  id                     uuid        NOT NULL,
  village_id             uuid        NOT NULL,
  as_of                  date        NOT NULL,
  registered_households  integer     NOT NULL CHECK (registered_households >= 0),
  resident_households    integer     CHECK (resident_households >= 0),
  collective_households  integer     CHECK (collective_households >= 0),
  population             integer     CHECK (population >= 0),
  source                 text        NOT NULL,
  recorded_at            timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX village_base_village ON village_base (county_id, village_id, as_of);

-- What a village has to start from (land, water, facilities, labour, location, culture, products, people).
CREATE TABLE village_survey (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  village_id   uuid        NOT NULL,
  surveyed_on  date        NOT NULL,
  answers      jsonb       NOT NULL,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX village_survey_village ON village_survey (county_id, village_id, surveyed_on);

CREATE TABLE branch (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  village_id     uuid        NOT NULL,
  name           text        NOT NULL,
  name_pinyin    text        NOT NULL,
  name_initials  text        NOT NULL,
  founded_on     date,
  ended_on       date,
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, village_id, name)
);

CREATE TABLE collective (
  county_id          integer     NOT NULL,
  id                 uuid        NOT NULL,
  village_id         uuid        NOT NULL,
  name               text        NOT NULL,
  credit_code        text,
  credit_code_check  text        NOT NULL CHECK (credit_code_check IN
    ('missing', 'valid', 'wrong_check_digit', 'malformed')),
  legal_rep_id       uuid,
  legal_rep_name     text,
  -- No collective of its own: the village committee acts for it (law of 2025, article 64).
  committee_acts     boolean     NOT NULL,
  registered_on      date,
  ended_on           date,
  created_at         timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, village_id, name)
);
CREATE UNIQUE INDEX collective_code ON collective (county_id, credit_code) WHERE ended_on IS NULL;

CREATE TABLE household (
  county_id        integer     NOT NULL,
  id               uuid        NOT NULL,
  village_id       uuid        NOT NULL,
  number           text        NOT NULL,
  head_name        text        NOT NULL,
  resident         boolean     NOT NULL,
  collective       boolean     NOT NULL,
  assisted         boolean     NOT NULL,
  address          text,
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, village_id, number)
);

CREATE TABLE person (
  county_id            integer     NOT NULL,
  id                   uuid        NOT NULL,
  village_id           uuid,
  household_id         uuid,
  name                 text        NOT NULL,
  name_pinyin          text        NOT NULL,
  name_initials        text        NOT NULL,
  sex                  text        CHECK (sex IN ('female', 'male')),
  birth_date           date,
  id_number_sealed     bytea,
  id_number_lookup     text,
  id_number_valid      boolean,
  phone_sealed         bytea,
  phone_lookup         text,
  bank_account_sealed  bytea,
  bank_account_lookup  text,
  relation_to_head     text,
  farmer               boolean     NOT NULL,
  collective_member    boolean     NOT NULL,
  public_office        boolean     NOT NULL,
  ended_on             date,
  ended_reason         text,
  created_at           timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, id_number_lookup)
);
CREATE INDEX person_village ON person (county_id, village_id);
CREATE INDEX person_household ON person (county_id, household_id);
CREATE INDEX person_phone ON person (county_id, phone_lookup);

-- Whose members and workers a person is: gives the co-op's people sight of that person.
CREATE TABLE person_coop (
  county_id  integer NOT NULL,
  person_id  uuid    NOT NULL,
  coop_id    uuid    NOT NULL,
  since      date    NOT NULL,
  PRIMARY KEY (county_id, person_id, coop_id)
);
CREATE INDEX person_coop_coop ON person_coop (county_id, coop_id);

-- Sensitive, behind its own permission: who is a Party member, of which branch, in which post, when.
CREATE TABLE party_membership (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  person_id     uuid        NOT NULL,
  branch_id     uuid        NOT NULL,
  joined_party  date,
  committee     boolean     NOT NULL,
  secretary     boolean     NOT NULL,
  cadre_post    text,
  valid_from    date        NOT NULL,
  valid_to      date,
  recorded_at   timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from),
  CHECK (committee OR NOT secretary)
);
CREATE UNIQUE INDEX party_membership_open ON party_membership (county_id, person_id)
  WHERE valid_to IS NULL;
CREATE INDEX party_membership_branch ON party_membership (county_id, branch_id);

-- Persons counted together under the cap on one holder, with the evidence and a way to object.
CREATE TABLE linked_group (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  unit_id      uuid        NOT NULL,
  name         text        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('kin', 'agreement', 'employment', 'other')),
  evidence     text        NOT NULL,
  valid_from   date        NOT NULL,
  valid_to     date,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE TABLE linked_group_member (
  county_id  integer NOT NULL,
  group_id   uuid    NOT NULL,
  person_id  uuid    NOT NULL,
  PRIMARY KEY (county_id, group_id, person_id)
);
CREATE INDEX linked_group_member_person ON linked_group_member (county_id, person_id);

CREATE TABLE linked_group_objection (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  group_id     uuid        NOT NULL,
  raised_by    text        NOT NULL,
  raised_on    date        NOT NULL,
  grounds      text        NOT NULL,
  decided_on   date,
  decision     text        CHECK (decision IN ('upheld', 'rejected')),
  reason       text,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((decided_on IS NULL) = (decision IS NULL) AND (decided_on IS NULL) = (reason IS NULL))
);

-- Kinds of co-op: an open list; the county may add to the three (and "comprehensive") it started with.
CREATE TABLE coop_kind (
  county_id  integer NOT NULL,
  code       text    NOT NULL,
  name_zh    text    NOT NULL,
  name_en    text    NOT NULL,
  position   integer NOT NULL,
  PRIMARY KEY (county_id, code)
);

CREATE TABLE industry (
  county_id  integer NOT NULL,
  id         uuid    NOT NULL,
  code       text    NOT NULL,
  parent_id  uuid,
  name_zh    text    NOT NULL,
  name_en    text    NOT NULL,
  -- The codes of the industry and of all above it, from the top: a filter by one finds all below.
  path       text[]  NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, code)
);

CREATE TABLE village_industry (
  county_id    integer        NOT NULL,
  id           uuid           NOT NULL,
  village_id   uuid           NOT NULL,
  industry_id  uuid           NOT NULL,
  area_mu      numeric(14, 2) CHECK (area_mu >= 0),
  households   integer        CHECK (households >= 0),
  note         text           NOT NULL,
  valid_from   date           NOT NULL,
  valid_to     date,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE UNIQUE INDEX village_industry_open ON village_industry (county_id, village_id, industry_id)
  WHERE valid_to IS NULL;

-- A town's industry chain, the co-ops on it and what they share.
CREATE TABLE industry_chain (
  county_id    integer NOT NULL,
  id           uuid    NOT NULL,
  town_id      uuid    NOT NULL,
  industry_id  uuid    NOT NULL,
  name         text    NOT NULL,
  facilities   text[]  NOT NULL,
  note         text    NOT NULL,
  valid_from   date    NOT NULL,
  valid_to     date,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, town_id, name)
);

CREATE TABLE industry_chain_coop (
  county_id  integer NOT NULL,
  chain_id   uuid    NOT NULL,
  coop_id    uuid    NOT NULL,
  link       text    NOT NULL CHECK (link IN
    ('inputs', 'production', 'processing', 'storage', 'sales', 'service')),
  PRIMARY KEY (county_id, chain_id, coop_id)
);

CREATE TABLE cooperative (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE cooperative_version (
  county_id               integer        NOT NULL,
  coop_id                 uuid           NOT NULL,
  valid_from              date           NOT NULL,
  valid_to                date,
  name                    text           NOT NULL,
  name_pinyin             text           NOT NULL,
  name_initials           text           NOT NULL,
  village_id              uuid           NOT NULL,
  branch_id               uuid,
  collective_id           uuid,
  main_kind               text           NOT NULL,
  secondary_kinds         text[]         NOT NULL,
  industry_id             uuid,
  business_forms          text[]         NOT NULL,
  business_scope          text,
  credit_code             text,
  credit_code_check       text           NOT NULL CHECK (credit_code_check IN
    ('missing', 'valid', 'wrong_check_digit', 'malformed')),
  registered_on           date,
  registrar               text,
  registered_address      text,
  address                 text,
  registered_capital_fen  bigint         CHECK (registered_capital_fen >= 0),
  chair_id                uuid,
  chair_name              text,
  area_mu                 numeric(14, 2) CHECK (area_mu >= 0),
  reason                  text           NOT NULL,
  document                text           NOT NULL,
  changed_at              timestamptz    NOT NULL,
  changed_by              text           NOT NULL,
  PRIMARY KEY (county_id, coop_id, valid_from),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE UNIQUE INDEX cooperative_version_open ON cooperative_version (county_id, coop_id)
  WHERE valid_to IS NULL;
CREATE INDEX cooperative_version_village ON cooperative_version (county_id, village_id);
CREATE INDEX cooperative_version_code ON cooperative_version (county_id, credit_code);

CREATE TABLE cooperative_status (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('preparing', 'founding', 'registered',
    'suspended', 'revoked', 'liquidating', 'deregistered', 'abandoned')),
  valid_from   date        NOT NULL,
  valid_to     date,
  reason       text        NOT NULL,
  document     text        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX cooperative_status_open ON cooperative_status (county_id, coop_id)
  WHERE valid_to IS NULL;
CREATE INDEX cooperative_status_coop ON cooperative_status (county_id, coop_id);

CREATE TABLE cooperative_class (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  class        text        NOT NULL CHECK (class IN ('model', 'improve', 'transform', 'rebuild')),
  valid_from   date        NOT NULL,
  valid_to     date,
  reason       text        NOT NULL,
  document     text        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX cooperative_class_open ON cooperative_class (county_id, coop_id)
  WHERE valid_to IS NULL;
CREATE INDEX cooperative_class_coop ON cooperative_class (county_id, coop_id);

-- Land-share co-ops: which parcel of whom, by certificate.
CREATE TABLE land_parcel (
  county_id           integer        NOT NULL,
  id                  uuid           NOT NULL,
  coop_id             uuid           NOT NULL,
  household_id        uuid,
  person_id           uuid,
  certificate_number  text           NOT NULL,
  parcel_code         text           NOT NULL,
  place               text           NOT NULL,
  right_kind          text           NOT NULL CHECK (right_kind IN
    ('contracted', 'management', 'forest', 'collective', 'other')),
  area_mu             numeric(14, 2) NOT NULL CHECK (area_mu > 0),
  valid_from          date           NOT NULL,
  valid_to            date,
  end_reason          text,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE INDEX land_parcel_coop ON land_parcel (county_id, coop_id);
CREATE UNIQUE INDEX land_parcel_once ON land_parcel (county_id, certificate_number, parcel_code)
  WHERE valid_to IS NULL;

CREATE TABLE coop_product (
  county_id        integer        NOT NULL,
  id               uuid           NOT NULL,
  coop_id          uuid           NOT NULL,
  name             text           NOT NULL,
  brand            text,
  certification    text,
  measure          text           NOT NULL,
  yearly_quantity  numeric(18, 3) CHECK (yearly_quantity >= 0),
  valid_from       date           NOT NULL,
  valid_to         date,
  end_reason       text,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE UNIQUE INDEX coop_product_open ON coop_product (county_id, coop_id, name)
  WHERE valid_to IS NULL;

CREATE TABLE coop_job (
  county_id   integer NOT NULL,
  id          uuid    NOT NULL,
  coop_id     uuid    NOT NULL,
  title       text    NOT NULL,
  posts       integer NOT NULL CHECK (posts > 0),
  pay_basis   text    NOT NULL CHECK (pay_basis IN ('month', 'day', 'piece')),
  pay_fen     bigint  NOT NULL CHECK (pay_fen >= 0),
  season      text,
  valid_from  date    NOT NULL,
  valid_to    date,
  end_reason  text,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE UNIQUE INDEX coop_job_open ON coop_job (county_id, coop_id, title) WHERE valid_to IS NULL;

CREATE TABLE labour_contract (
  county_id   integer NOT NULL,
  id          uuid    NOT NULL,
  coop_id     uuid    NOT NULL,
  job_id      uuid    NOT NULL,
  person_id   uuid    NOT NULL,
  number      text    NOT NULL,
  insured     boolean NOT NULL,
  valid_from  date    NOT NULL,
  valid_to    date,
  end_reason  text,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, number),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);

-- Unions of co-ops; the union is an org unit of its own, kind 'coop', under its town or the county.
CREATE TABLE coop_union (
  county_id               integer     NOT NULL,
  id                      uuid        NOT NULL,
  seat_id                 uuid        NOT NULL,
  name                    text        NOT NULL,
  name_pinyin             text        NOT NULL,
  name_initials           text        NOT NULL,
  credit_code             text,
  credit_code_check       text        NOT NULL CHECK (credit_code_check IN
    ('missing', 'valid', 'wrong_check_digit', 'malformed')),
  founded_on              date        NOT NULL,
  registered_on           date,
  registered_address      text,
  registered_capital_fen  bigint      CHECK (registered_capital_fen >= 0),
  industry_id             uuid,
  chair_name              text,
  -- The day on which it fell under three members; six months to cure from here.
  below_since             date,
  ended_on                date,
  created_at              timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE UNIQUE INDEX coop_union_code ON coop_union (county_id, credit_code) WHERE ended_on IS NULL;

CREATE TABLE coop_union_member (
  county_id   integer NOT NULL,
  id          uuid    NOT NULL,
  union_id    uuid    NOT NULL,
  coop_id     uuid    NOT NULL,
  valid_from  date    NOT NULL,
  valid_to    date,
  document    text    NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE UNIQUE INDEX coop_union_member_open ON coop_union_member (county_id, union_id, coop_id)
  WHERE valid_to IS NULL;
CREATE INDEX coop_union_member_coop ON coop_union_member (county_id, coop_id);

-- "1+N": a strong co-op leads weak ones, or a big one small ones.
CREATE TABLE coop_pairing (
  county_id   integer NOT NULL,
  id          uuid    NOT NULL,
  lead_id     uuid    NOT NULL,
  purpose     text    NOT NULL CHECK (purpose IN ('quality', 'scale')),
  agreement   text    NOT NULL,
  tasks       text    NOT NULL,
  valid_from  date    NOT NULL,
  valid_to    date,
  end_reason  text,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);

CREATE TABLE coop_pairing_follower (
  county_id   integer NOT NULL,
  pairing_id  uuid    NOT NULL,
  coop_id     uuid    NOT NULL,
  PRIMARY KEY (county_id, pairing_id, coop_id)
);
CREATE INDEX coop_pairing_follower_coop ON coop_pairing_follower (county_id, coop_id);

-- How the county counts: which statuses are a co-op, from which day a co-op is "new".
CREATE TABLE registry_setting (
  county_id  integer     NOT NULL,
  name       text        NOT NULL,
  value      jsonb       NOT NULL,
  set_at     timestamptz NOT NULL,
  set_by     text        NOT NULL,
  PRIMARY KEY (county_id, name)
);

SELECT app_protect('division_import', 'SELECT, INSERT');
SELECT app_append_only('division_import');
SELECT app_protect('division_import_row', 'SELECT, INSERT');
SELECT app_append_only('division_import_row');
SELECT app_protect('division', 'SELECT, INSERT');
SELECT app_append_only('division');
SELECT app_protect('division_version', 'SELECT, INSERT, UPDATE');
SELECT app_protect('division_event', 'SELECT, INSERT');
SELECT app_append_only('division_event');
SELECT app_protect('division_event_link', 'SELECT, INSERT');
SELECT app_append_only('division_event_link');
SELECT app_protect('village_base', 'SELECT, INSERT');
SELECT app_append_only('village_base');
SELECT app_protect('village_survey', 'SELECT, INSERT');
SELECT app_append_only('village_survey');
SELECT app_protect('branch', 'SELECT, INSERT, UPDATE');
SELECT app_protect('collective', 'SELECT, INSERT, UPDATE');
SELECT app_protect('household', 'SELECT, INSERT, UPDATE');
SELECT app_protect('person', 'SELECT, INSERT, UPDATE');
SELECT app_protect('person_coop', 'SELECT, INSERT');
SELECT app_protect('party_membership', 'SELECT, INSERT, UPDATE');
SELECT app_protect('linked_group', 'SELECT, INSERT, UPDATE');
SELECT app_protect('linked_group_member', 'SELECT, INSERT');
SELECT app_append_only('linked_group_member');
SELECT app_protect('linked_group_objection', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_kind', 'SELECT, INSERT');
SELECT app_protect('industry', 'SELECT, INSERT');
SELECT app_protect('village_industry', 'SELECT, INSERT, UPDATE');
SELECT app_protect('industry_chain', 'SELECT, INSERT, UPDATE');
SELECT app_protect('industry_chain_coop', 'SELECT, INSERT, DELETE');
SELECT app_protect('cooperative', 'SELECT, INSERT');
SELECT app_append_only('cooperative');
SELECT app_protect('cooperative_version', 'SELECT, INSERT, UPDATE');
SELECT app_protect('cooperative_status', 'SELECT, INSERT, UPDATE (valid_to)');
SELECT app_protect('cooperative_class', 'SELECT, INSERT, UPDATE (valid_to)');
SELECT app_protect('land_parcel', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_product', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_job', 'SELECT, INSERT, UPDATE');
SELECT app_protect('labour_contract', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_union', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_union_member', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_pairing', 'SELECT, INSERT, UPDATE');
SELECT app_protect('coop_pairing_follower', 'SELECT, INSERT');
SELECT app_append_only('coop_pairing_follower');
SELECT app_protect('registry_setting', 'SELECT, INSERT, UPDATE');

ALTER TABLE division ADD FOREIGN KEY (county_id, id) REFERENCES org_unit (county_id, id);
ALTER TABLE division_import_row ADD FOREIGN KEY (county_id, import_id) REFERENCES division_import (county_id, id);
ALTER TABLE division_import_row ADD FOREIGN KEY (county_id, division_id) REFERENCES division (county_id, id);
ALTER TABLE division_version ADD FOREIGN KEY (county_id, division_id) REFERENCES division (county_id, id);
ALTER TABLE division_version ADD FOREIGN KEY (county_id, parent_id) REFERENCES division (county_id, id);
ALTER TABLE division_version ADD FOREIGN KEY (county_id, event_id) REFERENCES division_event (county_id, id);
ALTER TABLE division_event_link ADD FOREIGN KEY (county_id, event_id) REFERENCES division_event (county_id, id);
ALTER TABLE division_event_link ADD FOREIGN KEY (county_id, division_id) REFERENCES division (county_id, id);
ALTER TABLE village_base ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE village_survey ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE branch ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE collective ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE collective ADD FOREIGN KEY (county_id, legal_rep_id) REFERENCES person (county_id, id);
ALTER TABLE household ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE person ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE person ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE person_coop ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE person_coop ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE party_membership ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE party_membership ADD FOREIGN KEY (county_id, branch_id) REFERENCES branch (county_id, id);
ALTER TABLE linked_group ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
ALTER TABLE linked_group_member ADD FOREIGN KEY (county_id, group_id) REFERENCES linked_group (county_id, id);
ALTER TABLE linked_group_member ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE linked_group_objection ADD FOREIGN KEY (county_id, group_id) REFERENCES linked_group (county_id, id);
ALTER TABLE industry ADD FOREIGN KEY (county_id, parent_id) REFERENCES industry (county_id, id);
ALTER TABLE village_industry ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE village_industry ADD FOREIGN KEY (county_id, industry_id) REFERENCES industry (county_id, id);
ALTER TABLE industry_chain ADD FOREIGN KEY (county_id, town_id) REFERENCES division (county_id, id);
ALTER TABLE industry_chain ADD FOREIGN KEY (county_id, industry_id) REFERENCES industry (county_id, id);
ALTER TABLE industry_chain_coop ADD FOREIGN KEY (county_id, chain_id) REFERENCES industry_chain (county_id, id);
ALTER TABLE industry_chain_coop ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE cooperative ADD FOREIGN KEY (county_id, id) REFERENCES org_unit (county_id, id);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, village_id) REFERENCES division (county_id, id);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, branch_id) REFERENCES branch (county_id, id);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, collective_id) REFERENCES collective (county_id, id);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, main_kind) REFERENCES coop_kind (county_id, code);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, industry_id) REFERENCES industry (county_id, id);
ALTER TABLE cooperative_version ADD FOREIGN KEY (county_id, chair_id) REFERENCES person (county_id, id);
ALTER TABLE cooperative_status ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE cooperative_class ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE land_parcel ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE land_parcel ADD FOREIGN KEY (county_id, household_id) REFERENCES household (county_id, id);
ALTER TABLE land_parcel ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE coop_product ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE coop_job ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE labour_contract ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE labour_contract ADD FOREIGN KEY (county_id, job_id) REFERENCES coop_job (county_id, id);
ALTER TABLE labour_contract ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE coop_union ADD FOREIGN KEY (county_id, id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_union ADD FOREIGN KEY (county_id, seat_id) REFERENCES division (county_id, id);
ALTER TABLE coop_union ADD FOREIGN KEY (county_id, industry_id) REFERENCES industry (county_id, id);
ALTER TABLE coop_union_member ADD FOREIGN KEY (county_id, union_id) REFERENCES coop_union (county_id, id);
ALTER TABLE coop_union_member ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
ALTER TABLE coop_pairing ADD FOREIGN KEY (county_id, lead_id) REFERENCES cooperative (county_id, id);
ALTER TABLE coop_pairing_follower ADD FOREIGN KEY (county_id, pairing_id) REFERENCES coop_pairing (county_id, id);
ALTER TABLE coop_pairing_follower ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
