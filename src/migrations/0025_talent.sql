-- People for co-ops (人才): who was sent to villages, the reserve, points and promises of Party members (R35-R40).

-- The county's own rules count from their day; what was recorded before keeps its version.
CREATE TABLE talent_rules (
  county_id   integer     NOT NULL,
  version     integer     NOT NULL CHECK (version > 0),
  valid_from  date        NOT NULL,
  body        jsonb       NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, version)
);

-- Evidence of this module: photographs and papers, apart from those that every official may open.
CREATE TABLE talent_file (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  village_id  uuid        NOT NULL,
  name        text        NOT NULL,
  media_type  text        NOT NULL,
  bytes       integer     NOT NULL CHECK (bytes > 0),
  sha256      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE TABLE talent_file_content (
  county_id integer NOT NULL,
  file_id   uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, file_id)
);

-- A first secretary or a member of a service team in a village. `ended_on`: the first day without.
CREATE TABLE posting (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  year         integer     NOT NULL,
  number       bigint      NOT NULL CHECK (number > 0),
  village_id   uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('first_secretary', 'team_leader', 'team_member')),
  name         text        NOT NULL,
  sending_unit text        NOT NULL,
  -- The sending unit as a helper of its own: its visits and offers are found by this.
  helper_id    uuid,
  valid_from   date        NOT NULL,
  document     text        NOT NULL,
  replaces_id  uuid,
  ended_on     date,
  ending       text CHECK (ending IN ('term', 'recall', 'transfer', 'other')),
  ended_why    text,
  handover     text,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, year, number),
  CHECK (ended_on >= valid_from),
  CHECK ((ended_on IS NULL) = (ending IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_why IS NULL))
);
CREATE INDEX posting_village ON posting (county_id, village_id);

-- The last day of the term as it was set, and as it was prolonged.
CREATE TABLE posting_term (
  county_id   integer     NOT NULL,
  posting_id  uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  until_on    date        NOT NULL,
  reason      text        NOT NULL,
  document    text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, posting_id, seq)
);

-- Villages that are to have a first secretary, and why.
CREATE TABLE posting_due (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  village_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  valid_from  date        NOT NULL,
  valid_to    date,
  ended_why   text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (valid_to >= valid_from),
  CHECK ((valid_to IS NULL) = (ended_why IS NULL))
);
CREATE UNIQUE INDEX posting_due_once ON posting_due (county_id, village_id) WHERE valid_to IS NULL;

CREATE TABLE posting_task (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  posting_id  uuid        NOT NULL,
  village_id  uuid        NOT NULL,
  -- The work for a co-op is part of every posting (R36).
  about_coop  boolean     NOT NULL,
  coop_id     uuid,
  what        text        NOT NULL,
  due_on      date        NOT NULL,
  done_on     date,
  outcome     text CHECK (outcome IN ('done', 'dropped')),
  done_said   text,
  done_by     text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((done_on IS NULL) = (outcome IS NULL)),
  CHECK ((done_on IS NULL) = (done_said IS NULL)),
  CHECK (coop_id IS NULL OR about_coop)
);
CREATE INDEX posting_task_of ON posting_task (county_id, posting_id, due_on);

-- The reserve (雏雁): personnel data of the organisation department; a town sees what it has nominated itself.
CREATE TABLE reserve (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  village_id    uuid        NOT NULL,
  person_id     uuid        NOT NULL,
  source        text        NOT NULL,
  direction     text        NOT NULL,
  reason        text        NOT NULL,
  consent_on    date        NOT NULL,
  consent_paper text        NOT NULL,
  nominated_on  date        NOT NULL,
  account_id    uuid,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (consent_on <= nominated_on)
);
CREATE INDEX reserve_person ON reserve (county_id, person_id);
CREATE INDEX reserve_village ON reserve (county_id, village_id);

-- What became of a nomination; where somebody stands follows from it.
CREATE TABLE reserve_event (
  county_id        integer     NOT NULL,
  reserve_id       uuid        NOT NULL,
  seq              integer     NOT NULL CHECK (seq > 0),
  act              text        NOT NULL CHECK (act IN ('confirm', 'return', 'mentor', 'step', 'leave')),
  on_date          date        NOT NULL,
  step             text CHECK (step IN ('entered', 'training', 'trial', 'ready', 'appointed')),
  mentor_name      text,
  mentor_person_id uuid,
  review_on        date,
  said             text        NOT NULL,
  recorded_at      timestamptz NOT NULL,
  recorded_by      text        NOT NULL,
  PRIMARY KEY (county_id, reserve_id, seq),
  CHECK ((act IN ('confirm', 'step')) = (step IS NOT NULL)),
  CHECK ((act = 'mentor') = (mentor_name IS NOT NULL))
);

CREATE TABLE reserve_training (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  reserve_id      uuid        NOT NULL,
  course          text        NOT NULL,
  held_by         text        NOT NULL,
  from_on         date        NOT NULL,
  until_on        date        NOT NULL,
  hours           integer     NOT NULL CHECK (hours BETWEEN 1 AND 1000),
  result          text        NOT NULL CHECK (result IN ('passed', 'attended', 'failed')),
  withdrawn_on    date,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK (until_on >= from_on),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX reserve_training_of ON reserve_training (county_id, reserve_id);

-- One deed of one Party member, put down by the branch with its evidence. Version 0 of the rules is what is shipped.
CREATE TABLE point_event (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  village_id      uuid        NOT NULL,
  branch_id       uuid        NOT NULL,
  person_id       uuid        NOT NULL,
  item            text        NOT NULL,
  rules_version   integer     NOT NULL CHECK (rules_version >= 0),
  times           integer     NOT NULL CHECK (times > 0),
  points          integer     NOT NULL CHECK (points > 0),
  on_date         date        NOT NULL,
  evidence        text        NOT NULL,
  file_id         uuid,
  account_id      uuid,
  withdrawn_on    date,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX point_event_person ON point_event (county_id, person_id, on_date);
CREATE INDEX point_event_branch ON point_event (county_id, branch_id, on_date);

-- The member objects; somebody at the town decides who neither recorded it nor is the member.
CREATE TABLE point_appeal (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  event_id    uuid        NOT NULL,
  village_id  uuid        NOT NULL,
  person_id   uuid        NOT NULL,
  what        text        NOT NULL,
  appealed_on date        NOT NULL,
  due_on      date,
  decision    text CHECK (decision IN ('upheld', 'rejected')),
  decided_on  date,
  reason      text,
  decided_by  text,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, event_id),
  CHECK ((decision IS NULL) = (decided_on IS NULL)),
  CHECK ((decision IS NULL) = (reason IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL))
);
CREATE INDEX point_appeal_village ON point_appeal (county_id, village_id);

-- A year of a branch that is closed: nothing of it changes any more; the hash is of every entry that counted.
CREATE TABLE point_closing (
  county_id   integer     NOT NULL,
  branch_id   uuid        NOT NULL,
  year        integer     NOT NULL,
  village_id  uuid        NOT NULL,
  persons     integer     NOT NULL,
  entries     integer     NOT NULL,
  points      integer     NOT NULL,
  sha256      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, branch_id, year)
);
CREATE INDEX point_closing_village ON point_closing (county_id, village_id);

-- 承诺、亮诺、践诺: promised, shown, kept. Where a promise stands follows from what is recorded of it.
CREATE TABLE promise (
  county_id       integer     NOT NULL,
  id              uuid        NOT NULL,
  year            integer     NOT NULL,
  number          bigint      NOT NULL CHECK (number > 0),
  village_id      uuid        NOT NULL,
  branch_id       uuid        NOT NULL,
  person_id       uuid        NOT NULL,
  coop_id         uuid,
  what            text        NOT NULL,
  made_on         date        NOT NULL,
  due_on          date        NOT NULL,
  withdrawn_on    date,
  withdraw_reason text,
  recorded_at     timestamptz NOT NULL,
  recorded_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, village_id, year, number),
  CHECK (due_on >= made_on),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX promise_person ON promise (county_id, person_id);

-- Where it was shown: on the board of the village, or on members' phones.
CREATE TABLE promise_notice (
  county_id   integer     NOT NULL,
  promise_id  uuid        NOT NULL,
  place       text        NOT NULL CHECK (place IN ('board', 'phone')),
  on_date     date        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, promise_id, place)
);

CREATE TABLE promise_evidence (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  promise_id  uuid        NOT NULL,
  on_date     date        NOT NULL,
  said        text        NOT NULL,
  file_id     uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX promise_evidence_of ON promise_evidence (county_id, promise_id);

-- What members say of it: counted on paper by two persons, or open on their phones until a day.
CREATE TABLE promise_assessment (
  county_id   integer     NOT NULL,
  promise_id  uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  how         text        NOT NULL CHECK (how IN ('paper', 'phone')),
  on_date     date        NOT NULL,
  until_on    date        NOT NULL,
  kept        integer CHECK (kept >= 0),
  partly      integer CHECK (partly >= 0),
  unkept      integer CHECK (unkept >= 0),
  counters    text[]      NOT NULL,
  file_id     uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, promise_id, seq),
  CHECK ((how = 'paper') = (kept IS NOT NULL AND partly IS NOT NULL AND unkept IS NOT NULL)),
  CHECK (how = 'phone' OR (cardinality(counters) = 2 AND file_id IS NOT NULL))
);
-- Who said what on the phone: so that nobody says it twice. It is counted, and shown to nobody.
CREATE TABLE promise_rating (
  county_id   integer     NOT NULL,
  promise_id  uuid        NOT NULL,
  seq         integer     NOT NULL,
  person_id   uuid        NOT NULL,
  verdict     text        NOT NULL CHECK (verdict IN ('kept', 'partly', 'unkept')),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, promise_id, seq, person_id)
);

SELECT app_protect('talent_rules', 'SELECT, INSERT');
SELECT app_append_only('talent_rules');
SELECT app_protect('talent_file', 'SELECT, INSERT');
SELECT app_append_only('talent_file');
SELECT app_protect('talent_file_content', 'SELECT, INSERT');
SELECT app_append_only('talent_file_content');
SELECT app_protect('posting', 'SELECT, INSERT, UPDATE (ended_on, ending, ended_why, handover)');
SELECT app_protect('posting_term', 'SELECT, INSERT');
SELECT app_append_only('posting_term');
SELECT app_protect('posting_due', 'SELECT, INSERT, UPDATE (valid_to, ended_why)');
SELECT app_protect('posting_task', 'SELECT, INSERT, UPDATE (done_on, outcome, done_said, done_by)');
SELECT app_protect('reserve', 'SELECT, INSERT');
SELECT app_append_only('reserve');
SELECT app_protect('reserve_event', 'SELECT, INSERT');
SELECT app_append_only('reserve_event');
SELECT app_protect('reserve_training', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('point_event', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('point_appeal', 'SELECT, INSERT, UPDATE (decision, decided_on, reason, decided_by)');
SELECT app_protect('point_closing', 'SELECT, INSERT');
SELECT app_append_only('point_closing');
SELECT app_protect('promise', 'SELECT, INSERT, UPDATE (withdrawn_on, withdraw_reason)');
SELECT app_protect('promise_notice', 'SELECT, INSERT');
SELECT app_append_only('promise_notice');
SELECT app_protect('promise_evidence', 'SELECT, INSERT');
SELECT app_append_only('promise_evidence');
SELECT app_protect('promise_assessment', 'SELECT, INSERT');
SELECT app_append_only('promise_assessment');
SELECT app_protect('promise_rating', 'SELECT, INSERT');
SELECT app_append_only('promise_rating');

ALTER TABLE talent_rules ADD FOREIGN KEY (county_id) REFERENCES county;
ALTER TABLE talent_file ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE talent_file_content ADD FOREIGN KEY (county_id, file_id) REFERENCES talent_file (county_id, id);
ALTER TABLE posting ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE posting ADD FOREIGN KEY (county_id, helper_id) REFERENCES helper (county_id, id);
ALTER TABLE posting_term ADD FOREIGN KEY (county_id, posting_id) REFERENCES posting (county_id, id);
ALTER TABLE posting_due ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE posting_task ADD FOREIGN KEY (county_id, posting_id) REFERENCES posting (county_id, id);
ALTER TABLE posting_task ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE posting_task ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE reserve ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE reserve ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE reserve_event ADD FOREIGN KEY (county_id, reserve_id) REFERENCES reserve (county_id, id);
ALTER TABLE reserve_event ADD FOREIGN KEY (county_id, mentor_person_id) REFERENCES person (county_id, id);
ALTER TABLE reserve_training ADD FOREIGN KEY (county_id, reserve_id) REFERENCES reserve (county_id, id);
ALTER TABLE point_event ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE point_event ADD FOREIGN KEY (county_id, branch_id) REFERENCES branch (county_id, id);
ALTER TABLE point_event ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE point_event ADD FOREIGN KEY (county_id, file_id) REFERENCES talent_file (county_id, id);
ALTER TABLE point_appeal ADD FOREIGN KEY (county_id, event_id) REFERENCES point_event (county_id, id);
ALTER TABLE point_appeal ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE point_appeal ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE point_closing ADD FOREIGN KEY (county_id, branch_id) REFERENCES branch (county_id, id);
ALTER TABLE point_closing ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE promise ADD FOREIGN KEY (county_id, village_id) REFERENCES org_unit (county_id, id);
ALTER TABLE promise ADD FOREIGN KEY (county_id, branch_id) REFERENCES branch (county_id, id);
ALTER TABLE promise ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE promise ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE promise_notice ADD FOREIGN KEY (county_id, promise_id) REFERENCES promise (county_id, id);
ALTER TABLE promise_evidence ADD FOREIGN KEY (county_id, promise_id) REFERENCES promise (county_id, id);
ALTER TABLE promise_evidence ADD FOREIGN KEY (county_id, file_id) REFERENCES talent_file (county_id, id);
ALTER TABLE promise_assessment ADD FOREIGN KEY (county_id, promise_id) REFERENCES promise (county_id, id);
ALTER TABLE promise_assessment ADD FOREIGN KEY (county_id, file_id) REFERENCES talent_file (county_id, id);
ALTER TABLE promise_rating ADD FOREIGN KEY (county_id, promise_id, seq)
  REFERENCES promise_assessment (county_id, promise_id, seq);
ALTER TABLE promise_rating ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
