-- Figures that people report of a village's income: claims and estimates beside what the books prove. A
-- later figure of the same village, year and kind replaces the earlier one; none is changed.
CREATE TABLE village_income (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  village_id   uuid        NOT NULL,
  year         smallint    NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  about        text        NOT NULL CHECK (about IN ('collective', 'households')),
  mark         text        NOT NULL CHECK (mark IN ('claim', 'estimate')),
  amount_fen   bigint      NOT NULL CHECK (amount_fen >= 0),
  source       text        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX village_income_village ON village_income (county_id, village_id, year, about, id);

SELECT app_protect('village_income', 'SELECT, INSERT');
SELECT app_append_only('village_income');

ALTER TABLE village_income ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
