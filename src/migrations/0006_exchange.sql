-- Tables in: uploaded registers on their way into the books, and what the county has taught the importer.

CREATE TABLE register_import (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  -- The co-op the file speaks of, or the village, town or county whose co-ops it names row by row.
  unit_id         uuid        NOT NULL,
  file_name       text        NOT NULL,
  file_hash       text        NOT NULL,
  file_bytes      integer     NOT NULL CHECK (file_bytes > 0),
  format          text        NOT NULL CHECK (format IN ('xlsx', 'csv')),
  encoding        text        NOT NULL,
  -- The file as it came, sealed like every ID number in it; null once it is no longer needed.
  content_sealed  bytea,
  mapping         jsonb       NOT NULL,
  founded_on      date,
  status          text        NOT NULL CHECK (status IN
    ('draft', 'confirmed', 'repeated', 'discarded', 'expired')),
  counts          jsonb       NOT NULL,
  uploaded_at     timestamptz NOT NULL,
  uploaded_by     text        NOT NULL,
  closed_at       timestamptz,
  closed_by       text,
  result          jsonb,
  PRIMARY KEY (county_id, id),
  CHECK ((status = 'draft') = (closed_at IS NULL)),
  CHECK (status <> 'draft' OR content_sealed IS NOT NULL)
);
-- The same file enters the same unit once.
CREATE UNIQUE INDEX register_import_once ON register_import (county_id, unit_id, file_hash)
  WHERE status = 'confirmed';
CREATE INDEX register_import_time ON register_import (county_id, uploaded_at);

-- A line of headings seen before, and what its columns mean here.
CREATE TABLE import_heading (
  county_id       integer     NOT NULL,
  signature_hash  text        NOT NULL,
  signature       text        NOT NULL,
  columns         jsonb       NOT NULL,
  taught_at       timestamptz NOT NULL,
  taught_by       text        NOT NULL,
  PRIMARY KEY (county_id, signature_hash)
);

SELECT app_protect('register_import', 'SELECT, INSERT, UPDATE (content_sealed, mapping, founded_on, status, counts, closed_at, closed_by, result)');
SELECT app_protect('import_heading', 'SELECT, INSERT, UPDATE');

ALTER TABLE register_import ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
