-- Photographs of a tour at the stops of its route; places of villages beside those of co-ops; issues of help that are
-- overdue as facts for supervision.

-- Number of the stop on the route, from 1; null for what belongs to none.
ALTER TABLE contest_file ADD COLUMN stop integer CHECK (stop > 0);
ALTER TABLE contest_file ADD COLUMN taken_on date;
ALTER TABLE contest_file ADD COLUMN caption text NOT NULL DEFAULT '';

-- A photograph taken by mistake: it stays, and is shown no more.
CREATE TABLE contest_file_withdrawn (
  county_id   integer     NOT NULL,
  file_id     uuid        NOT NULL,
  why         text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, file_id)
);
SELECT app_protect('contest_file_withdrawn', 'SELECT, INSERT');
SELECT app_append_only('contest_file_withdrawn');
ALTER TABLE contest_file_withdrawn ADD FOREIGN KEY (county_id, file_id) REFERENCES contest_file (county_id, id);

-- Where a co-op or a village is, in millionths of a degree, as its operator gives it.
ALTER TABLE coop_place RENAME TO unit_place;
ALTER TABLE unit_place RENAME COLUMN coop_id TO unit_id;

ALTER TABLE problem_source DROP CONSTRAINT problem_source_channel_check;
ALTER TABLE problem_source ADD CONSTRAINT problem_source_channel_check
  CHECK (channel IN ('rule', 'audit', 'statement', 'decision', 'help'));
ALTER TABLE problem DROP CONSTRAINT problem_channel_check;
ALTER TABLE problem ADD CONSTRAINT problem_channel_check
  CHECK (channel IN ('rule', 'audit', 'decision', 'statement', 'help', 'inspection', 'contest', 'complaint'));
