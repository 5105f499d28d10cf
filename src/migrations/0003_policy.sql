-- Documents, their clauses, the county's rule versions and the exemptions from them. Nothing personal.

-- What a rule may be founded on: a law, a regulation, a county document, or a publication that reports one.
CREATE TABLE policy_document (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  code        text        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('law', 'administrative_regulation', 'department_rule',
    'provincial_regulation', 'county_document', 'charter_model', 'publication')),
  title_zh    text        NOT NULL,
  title_en    text        NOT NULL,
  issuer      text        NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, code)
);

-- A text of the document as it stood from a day (inclusive) until a day (exclusive).
CREATE TABLE policy_document_version (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  document_id  uuid        NOT NULL,
  label        text        NOT NULL,
  valid_from   date        NOT NULL,
  valid_to     date,
  -- False: the county's text is not at hand and the clauses report what another publication says of it.
  first_hand   boolean     NOT NULL,
  source_note  text        NOT NULL,
  created_at   timestamptz NOT NULL,
  created_by   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, document_id, valid_from),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);

CREATE TABLE policy_clause (
  county_id    integer NOT NULL,
  id           uuid    NOT NULL,
  version_id   uuid    NOT NULL,
  number       text    NOT NULL,
  position     integer NOT NULL,
  gist_zh      text    NOT NULL,
  gist_en      text    NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, version_id, number)
);

-- One row is one version of one rule. Ranges of one rule never overlap; a withdrawn version never counted.
CREATE TABLE policy_rule_version (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  rule          text        NOT NULL,
  version       text        NOT NULL,
  severity      text        NOT NULL CHECK (severity IN ('block', 'warn', 'info')),
  binding       text        NOT NULL,
  parameters    jsonb       NOT NULL,
  clause_id     uuid,
  reason        text        NOT NULL,
  valid_from    date        NOT NULL,
  valid_to      date,
  proposed_at   timestamptz NOT NULL,
  proposed_by   text        NOT NULL,
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, rule, version),
  CHECK (valid_to IS NULL OR valid_to > valid_from),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX policy_rule_version_start ON policy_rule_version (county_id, rule, valid_from)
  WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX policy_rule_version_open ON policy_rule_version (county_id, rule)
  WHERE withdrawn_at IS NULL AND valid_to IS NULL;

-- A co-op that a rule does not bind for a time, by whose decision and why.
CREATE TABLE policy_exemption (
  county_id         integer     NOT NULL,
  id                uuid        NOT NULL,
  coop_id           uuid        NOT NULL,
  rule              text        NOT NULL,
  reason            text        NOT NULL,
  basis             text        NOT NULL,
  valid_from        date        NOT NULL,
  valid_to          date        NOT NULL,
  approved_at       timestamptz NOT NULL,
  approver_account  uuid,
  approver          text        NOT NULL,
  revoked_at        timestamptz,
  revoked_from      date,
  revoked_by        text,
  revoke_reason     text,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to > valid_from),
  CHECK ((revoked_at IS NULL) = (revoked_from IS NULL)
    AND (revoked_at IS NULL) = (revoked_by IS NULL)
    AND (revoked_at IS NULL) = (revoke_reason IS NULL))
);
CREATE INDEX policy_exemption_coop ON policy_exemption (county_id, coop_id, rule);

SELECT app_protect('policy_document', 'SELECT, INSERT');
SELECT app_protect('policy_document_version', 'SELECT, INSERT, UPDATE (valid_to)');
SELECT app_protect('policy_clause', 'SELECT, INSERT');
SELECT app_append_only('policy_clause');
SELECT app_protect('policy_rule_version', 'SELECT, INSERT, UPDATE (valid_to, withdrawn_at, withdrawn_by)');
SELECT app_protect('policy_exemption', 'SELECT, INSERT, UPDATE (revoked_at, revoked_from, revoked_by, revoke_reason)');

ALTER TABLE policy_document_version ADD FOREIGN KEY (county_id, document_id)
  REFERENCES policy_document (county_id, id);
ALTER TABLE policy_clause ADD FOREIGN KEY (county_id, version_id)
  REFERENCES policy_document_version (county_id, id);
ALTER TABLE policy_rule_version ADD FOREIGN KEY (county_id, clause_id)
  REFERENCES policy_clause (county_id, id);
ALTER TABLE policy_exemption ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
