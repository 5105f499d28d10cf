-- What people put into the notes to the statements (附注, 财会〔2021〕37号 58) because no book holds it: a field of a
-- co-op's year. A later version replaces the earlier one; none is changed.
CREATE TABLE statement_note (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  year        smallint    NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  field       text        NOT NULL CHECK (field IN ('servedMembers', 'mainBusiness', 'officers', 'keyItems', 'losses',
    'nominalAssets', 'mainBusinessChange', 'foreignTrade', 'majorMatters', 'support', 'distributionPlan', 'litigation',
    'taxAdjustments', 'others')),
  -- A text, or a list of lines; null takes back what was said.
  content     jsonb,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX statement_note_field ON statement_note (county_id, coop_id, year, field, id);

SELECT app_protect('statement_note', 'SELECT, INSERT');
SELECT app_append_only('statement_note');

ALTER TABLE statement_note ADD FOREIGN KEY (county_id, coop_id) REFERENCES cooperative (county_id, id);
