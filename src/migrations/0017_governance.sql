-- Governance (议事): posts, charters, internal rules, meetings from notice to resolution, members' motions.

-- Who holds which post of a co-op. Rows are ended, never deleted.
CREATE TABLE coop_post (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  post          text        NOT NULL CHECK (post IN ('chair', 'director', 'manager', 'supervisor_head', 'supervisor', 'accountant', 'cashier', 'delegate')),
  -- Null: somebody the county's registry does not know (an agency's accountant).
  person_id     uuid,
  name          text        NOT NULL,
  from_day      date        NOT NULL,
  -- The last day of the term by the resolution or charter.
  term_ends     date,
  basis         text        NOT NULL CHECK (basis IN ('resolution', 'as_found', 'appointment')),
  resolution_id uuid,
  document      text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  ended_on      date,
  end_reason    text,
  PRIMARY KEY (county_id, id),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
  CHECK ((basis = 'resolution') = (resolution_id IS NOT NULL))
);
CREATE INDEX coop_post_coop ON coop_post (county_id, coop_id, post);
CREATE INDEX coop_post_person ON coop_post (county_id, person_id) WHERE person_id IS NOT NULL;

-- What a candidate declared on public duties related to the co-op's business (Act 38); the latest counts.
CREATE TABLE duty_declaration (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  person_id   uuid        NOT NULL,
  public_duty boolean     NOT NULL,
  duty        text        NOT NULL,
  declared_on date        NOT NULL,
  document    text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX duty_declaration_person ON duty_declaration (county_id, person_id);

-- Matters that the county adds to those the law calls major; the latest row of a matter counts.
CREATE TABLE county_matter (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  matter      text        NOT NULL,
  major       boolean     NOT NULL,
  source      text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);

-- A request for an extraordinary assembly (Act 31): the twenty days run from it.
CREATE TABLE meeting_request (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  by_whom      text        NOT NULL CHECK (by_whom IN ('members', 'supervisors', 'charter')),
  reason       text        NOT NULL,
  requested_on date        NOT NULL,
  members      integer     NOT NULL CHECK (members > 0),
  holders      uuid[]      NOT NULL,
  document     text        NOT NULL,
  due_on       date        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX meeting_request_coop ON meeting_request (county_id, coop_id);

CREATE TABLE meeting (
  county_id      integer     NOT NULL,
  id             uuid        NOT NULL,
  -- A co-op, or a union.
  coop_id        uuid        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('assembly', 'delegates', 'council', 'supervisors', 'founding', 'union')),
  year           integer     NOT NULL,
  number         bigint      NOT NULL,
  title          text        NOT NULL,
  state          text        NOT NULL CHECK (state IN ('draft', 'submitted', 'notified', 'open', 'closed', 'cancelled')),
  call           text        NOT NULL CHECK (call IN ('regular', 'members', 'supervisors', 'charter')),
  request_id     uuid,
  held_on        date        NOT NULL,
  starts_at      text        NOT NULL,
  place          text        NOT NULL,
  record_on      date        NOT NULL,
  chair_name     text        NOT NULL,
  recorder_name  text        NOT NULL,
  review_case_id uuid,
  notice_on      date,
  notice_reason  text,
  -- What charter or law asked for when notice was given: it does not change while the meeting runs.
  terms          jsonb,
  entry_code     text,
  opened_on      date,
  closed_on      date,
  minutes        text        NOT NULL,
  cancel_reason  text,
  created_at     timestamptz NOT NULL,
  created_by     text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, year, number),
  CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
  CHECK (record_on <= held_on)
);
CREATE INDEX meeting_coop ON meeting (county_id, coop_id, held_on DESC);

CREATE TABLE meeting_matter (
  county_id    integer NOT NULL,
  id           uuid    NOT NULL,
  meeting_id   uuid    NOT NULL,
  position     integer NOT NULL CHECK (position > 0),
  matter       text    NOT NULL,
  title        text    NOT NULL,
  content      text    NOT NULL,
  majority     text    NOT NULL CHECK (majority IN ('ordinary', 'special', 'founding')),
  major        boolean NOT NULL,
  secret       boolean NOT NULL,
  -- An election fills seats of a post from candidates.
  post         text,
  seats        integer CHECK (seats > 0),
  -- What it decides on in another part of the product.
  subject_kind text,
  subject_id   uuid,
  -- Since when plan and accounts lie open (Act 40).
  papers_from  date,
  state        text    NOT NULL CHECK (state IN ('waiting', 'voting', 'counting', 'decided', 'withdrawn')),
  -- Heads present when voting closed.
  present      integer,
  PRIMARY KEY (county_id, id),
  CHECK ((post IS NULL) = (seats IS NULL)),
  CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
);
CREATE INDEX meeting_matter_meeting ON meeting_matter (county_id, meeting_id);
CREATE INDEX meeting_matter_subject ON meeting_matter (county_id, subject_id) WHERE subject_id IS NOT NULL;

CREATE TABLE matter_candidate (
  county_id integer NOT NULL,
  id        uuid    NOT NULL,
  matter_id uuid    NOT NULL,
  position  integer NOT NULL,
  person_id uuid    NOT NULL,
  name      text    NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, matter_id, person_id)
);

-- Documents of a matter, and signed papers that came back.
CREATE TABLE meeting_paper (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  meeting_id uuid        NOT NULL,
  matter_id  uuid,
  kind       text        NOT NULL CHECK (kind IN ('document', 'notice', 'sign_in', 'minutes', 'resolution', 'count', 'other')),
  name       text        NOT NULL,
  media_type text        NOT NULL,
  bytes      integer     NOT NULL CHECK (bytes > 0),
  sha256     text        NOT NULL,
  added_on   date        NOT NULL,
  added_at   timestamptz NOT NULL,
  added_by   text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX meeting_paper_meeting ON meeting_paper (county_id, meeting_id);
CREATE TABLE meeting_paper_content (
  county_id integer NOT NULL,
  paper_id  uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, paper_id)
);

-- To whom notice was owed, and how it reached them.
CREATE TABLE meeting_notice (
  county_id     integer NOT NULL,
  meeting_id    uuid    NOT NULL,
  holder_id     uuid    NOT NULL,
  member_number text    NOT NULL,
  name          text    NOT NULL,
  person_id     uuid,
  how           text    CHECK (how IN ('print', 'phone', 'visit', 'message')),
  delivered_on  date,
  PRIMARY KEY (county_id, meeting_id, holder_id)
);
CREATE INDEX meeting_notice_person ON meeting_notice (county_id, person_id) WHERE person_id IS NOT NULL;

-- Who may vote, and with how many votes: fixed once, as of the record date.
CREATE TABLE meeting_voter (
  county_id     integer NOT NULL,
  meeting_id    uuid    NOT NULL,
  holder_id     uuid    NOT NULL,
  member_number text    NOT NULL,
  name          text    NOT NULL,
  person_id     uuid,
  additional    integer NOT NULL CHECK (additional >= 0),
  PRIMARY KEY (county_id, meeting_id, holder_id)
);
CREATE INDEX meeting_voter_person ON meeting_voter (county_id, person_id) WHERE person_id IS NOT NULL;

-- Who comes for somebody: a proxy by charter, or the representative of a unit.
CREATE TABLE meeting_proxy (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  meeting_id   uuid        NOT NULL,
  holder_id    uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('proxy', 'representative')),
  person_id    uuid,
  name         text        NOT NULL,
  document     text        NOT NULL,
  given_at     timestamptz NOT NULL,
  given_by     text        NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE UNIQUE INDEX meeting_proxy_standing ON meeting_proxy (county_id, meeting_id, holder_id) WHERE withdrawn_at IS NULL;

CREATE TABLE meeting_attendance (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  meeting_id   uuid        NOT NULL,
  holder_id    uuid        NOT NULL,
  how          text        NOT NULL CHECK (how IN ('desk', 'phone', 'proxy')),
  -- Who stands there: the member, the proxy, the representative.
  name         text        NOT NULL,
  at           timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  left_at      timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE UNIQUE INDEX meeting_attendance_here ON meeting_attendance (county_id, meeting_id, holder_id) WHERE left_at IS NULL;

-- Who took part in a vote, by which way. It says nothing of the choice, and has no time and no order.
CREATE TABLE vote_part (
  county_id integer NOT NULL,
  matter_id uuid    NOT NULL,
  holder_id uuid    NOT NULL,
  channel   text    NOT NULL CHECK (channel IN ('paper', 'phone', 'hands')),
  votes     integer NOT NULL CHECK (votes > 0),
  PRIMARY KEY (county_id, matter_id, holder_id)
);

-- Open votes only. A show of hands that was noted wrongly is noted again; the last one counts.
CREATE TABLE open_vote (
  county_id integer     NOT NULL,
  matter_id uuid        NOT NULL,
  holder_id uuid        NOT NULL,
  seq       integer     NOT NULL CHECK (seq > 0),
  choice    text[]      NOT NULL,
  at        timestamptz NOT NULL,
  noted_by  text        NOT NULL,
  PRIMARY KEY (county_id, matter_id, holder_id, seq)
);

-- Secret votes from phones: one sealed sum a matter, written over by each vote. There is no row a vote, so there
-- is nothing that a person could be joined to; what was there before cannot be read without the key.
CREATE TABLE ballot_box (
  county_id integer NOT NULL,
  matter_id uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, matter_id)
);

-- The codes of the printed ballots. Which ballot went to whom is written down nowhere.
CREATE TABLE paper_ballot (
  county_id integer NOT NULL,
  matter_id uuid    NOT NULL,
  code      text    NOT NULL,
  PRIMARY KEY (county_id, matter_id, code)
);

-- One person's count of the paper ballots; two that agree, by two persons, settle it.
CREATE TABLE ballot_count (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  matter_id  uuid        NOT NULL,
  round      integer     NOT NULL CHECK (round > 0),
  account_id uuid,
  person_id  uuid,
  name       text        NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, matter_id, round)
);
CREATE TABLE ballot_count_line (
  county_id integer NOT NULL,
  count_id  uuid    NOT NULL,
  code      text    NOT NULL,
  choice    text[]  NOT NULL,
  void      boolean NOT NULL,
  PRIMARY KEY (county_id, count_id, code)
);

-- What was decided, with the numbers it rests on. Never changed.
CREATE TABLE resolution (
  county_id    integer     NOT NULL,
  id           uuid        NOT NULL,
  coop_id      uuid        NOT NULL,
  meeting_id   uuid        NOT NULL,
  matter_id    uuid        NOT NULL,
  year         integer     NOT NULL,
  number       bigint      NOT NULL,
  body         text        NOT NULL CHECK (body IN ('assembly', 'delegates', 'council', 'supervisors', 'founding', 'union')),
  matter       text        NOT NULL,
  title        text        NOT NULL,
  content      text        NOT NULL,
  majority     text        NOT NULL CHECK (majority IN ('ordinary', 'special', 'founding')),
  secret       boolean     NOT NULL,
  carried      boolean     NOT NULL,
  entitled     integer     NOT NULL,
  present      integer     NOT NULL,
  all_votes    integer     NOT NULL,
  quorum       integer     NOT NULL,
  needed       integer     NOT NULL,
  yes          integer     NOT NULL,
  no           integer     NOT NULL,
  abstain      integer     NOT NULL,
  void         integer     NOT NULL,
  -- Of an election: candidates with their votes, and who is elected.
  candidates   jsonb       NOT NULL,
  subject_kind text,
  subject_id   uuid,
  papers_from  date,
  decided_on   date        NOT NULL,
  recorded_at  timestamptz NOT NULL,
  recorded_by  text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, matter_id),
  UNIQUE (county_id, coop_id, year, number)
);
CREATE INDEX resolution_coop ON resolution (county_id, coop_id, decided_on DESC);
CREATE INDEX resolution_subject ON resolution (county_id, subject_id) WHERE subject_id IS NOT NULL;

CREATE TABLE charter_version (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  version       integer     NOT NULL CHECK (version > 0),
  state         text        NOT NULL CHECK (state IN ('draft', 'adopted', 'dropped')),
  origin        text        NOT NULL CHECK (origin IN ('generated', 'as_found')),
  parameters    jsonb       NOT NULL,
  -- Clauses of the co-op's own, by group.
  own_clauses   jsonb       NOT NULL,
  hash          text        NOT NULL,
  note          text        NOT NULL,
  drafted_at    timestamptz NOT NULL,
  drafted_by    text        NOT NULL,
  adopted_on    date,
  resolution_id uuid,
  document      text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, version),
  CHECK ((state = 'adopted') = (adopted_on IS NOT NULL))
);

CREATE TABLE internal_rule (
  county_id     integer     NOT NULL,
  id            uuid        NOT NULL,
  coop_id       uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('meeting', 'finance', 'distribution', 'disclosure', 'seals', 'stock', 'members', 'archive', 'other')),
  version       integer     NOT NULL CHECK (version > 0),
  title         text        NOT NULL,
  body          text        NOT NULL,
  file_name     text,
  media_type    text,
  sha256        text,
  adopted_on    date        NOT NULL,
  resolution_id uuid,
  document      text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, coop_id, kind, version),
  CHECK ((file_name IS NULL) = (sha256 IS NULL) AND (file_name IS NULL) = (media_type IS NULL))
);
CREATE TABLE internal_rule_content (
  county_id integer NOT NULL,
  rule_id   uuid    NOT NULL,
  content   bytea   NOT NULL,
  PRIMARY KEY (county_id, rule_id)
);

-- Admission, exit, expulsion, dissolution: what is asked for; its path is a case.
CREATE TABLE member_motion (
  county_id   integer     NOT NULL,
  id          uuid        NOT NULL,
  coop_id     uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('admission', 'exit', 'expulsion', 'dissolution')),
  holder_id   uuid,
  person_id   uuid,
  name        text        NOT NULL,
  filed_on    date        NOT NULL,
  ends_on     date,
  case_id     uuid        NOT NULL,
  -- The share event that carried it out.
  done_on     date,
  recorded_at timestamptz NOT NULL,
  recorded_by text        NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX member_motion_coop ON member_motion (county_id, coop_id);

SELECT app_protect('coop_post', 'SELECT, INSERT, UPDATE (ended_on, end_reason)');
SELECT app_protect('duty_declaration', 'SELECT, INSERT');
SELECT app_append_only('duty_declaration');
SELECT app_protect('county_matter', 'SELECT, INSERT');
SELECT app_append_only('county_matter');
SELECT app_protect('meeting_request', 'SELECT, INSERT');
SELECT app_append_only('meeting_request');
SELECT app_protect('meeting', 'SELECT, INSERT, UPDATE');
SELECT app_protect('meeting_matter', 'SELECT, INSERT, DELETE, UPDATE (state, present, papers_from)');
SELECT app_protect('matter_candidate', 'SELECT, INSERT, DELETE');
SELECT app_protect('meeting_paper', 'SELECT, INSERT, UPDATE (matter_id)');
SELECT app_protect('meeting_paper_content', 'SELECT, INSERT');
SELECT app_append_only('meeting_paper_content');
SELECT app_protect('meeting_notice', 'SELECT, INSERT, UPDATE (how, delivered_on)');
SELECT app_protect('meeting_voter', 'SELECT, INSERT');
SELECT app_append_only('meeting_voter');
SELECT app_protect('meeting_proxy', 'SELECT, INSERT, UPDATE (withdrawn_at)');
SELECT app_protect('meeting_attendance', 'SELECT, INSERT, UPDATE (left_at)');
SELECT app_protect('vote_part', 'SELECT, INSERT');
SELECT app_append_only('vote_part');
SELECT app_protect('open_vote', 'SELECT, INSERT');
SELECT app_append_only('open_vote');
SELECT app_protect('ballot_box', 'SELECT, INSERT, UPDATE (content)');
SELECT app_protect('paper_ballot', 'SELECT, INSERT');
SELECT app_append_only('paper_ballot');
SELECT app_protect('ballot_count', 'SELECT, INSERT');
SELECT app_append_only('ballot_count');
SELECT app_protect('ballot_count_line', 'SELECT, INSERT');
SELECT app_append_only('ballot_count_line');
SELECT app_protect('resolution', 'SELECT, INSERT');
SELECT app_append_only('resolution');
SELECT app_protect('charter_version', 'SELECT, INSERT, UPDATE (state, adopted_on, resolution_id, document)');
SELECT app_protect('internal_rule', 'SELECT, INSERT');
SELECT app_append_only('internal_rule');
SELECT app_protect('internal_rule_content', 'SELECT, INSERT');
SELECT app_append_only('internal_rule_content');
SELECT app_protect('member_motion', 'SELECT, INSERT, UPDATE (done_on)');

ALTER TABLE coop_post ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE coop_post ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE coop_post ADD FOREIGN KEY (county_id, resolution_id) REFERENCES resolution (county_id, id);
ALTER TABLE duty_declaration ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE duty_declaration ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE meeting_request ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE meeting ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE meeting ADD FOREIGN KEY (county_id, request_id) REFERENCES meeting_request (county_id, id);
ALTER TABLE meeting ADD FOREIGN KEY (county_id, review_case_id) REFERENCES process_case (county_id, id);
ALTER TABLE meeting_matter ADD FOREIGN KEY (county_id, meeting_id) REFERENCES meeting (county_id, id);
ALTER TABLE matter_candidate ADD FOREIGN KEY (county_id, matter_id) REFERENCES meeting_matter (county_id, id);
ALTER TABLE matter_candidate ADD FOREIGN KEY (county_id, person_id) REFERENCES person (county_id, id);
ALTER TABLE meeting_paper ADD FOREIGN KEY (county_id, meeting_id) REFERENCES meeting (county_id, id);
ALTER TABLE meeting_paper_content ADD FOREIGN KEY (county_id, paper_id) REFERENCES meeting_paper (county_id, id);
ALTER TABLE meeting_notice ADD FOREIGN KEY (county_id, meeting_id) REFERENCES meeting (county_id, id);
ALTER TABLE meeting_voter ADD FOREIGN KEY (county_id, meeting_id) REFERENCES meeting (county_id, id);
ALTER TABLE meeting_proxy ADD FOREIGN KEY (county_id, meeting_id) REFERENCES meeting (county_id, id);
ALTER TABLE meeting_attendance ADD FOREIGN KEY (county_id, meeting_id, holder_id) REFERENCES meeting_voter (county_id, meeting_id, holder_id);
ALTER TABLE vote_part ADD FOREIGN KEY (county_id, matter_id) REFERENCES meeting_matter (county_id, id);
ALTER TABLE open_vote ADD FOREIGN KEY (county_id, matter_id, holder_id) REFERENCES vote_part (county_id, matter_id, holder_id);
ALTER TABLE ballot_box ADD FOREIGN KEY (county_id, matter_id) REFERENCES meeting_matter (county_id, id);
ALTER TABLE paper_ballot ADD FOREIGN KEY (county_id, matter_id) REFERENCES meeting_matter (county_id, id);
ALTER TABLE ballot_count ADD FOREIGN KEY (county_id, matter_id) REFERENCES meeting_matter (county_id, id);
ALTER TABLE ballot_count_line ADD FOREIGN KEY (county_id, count_id) REFERENCES ballot_count (county_id, id);
ALTER TABLE resolution ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE resolution ADD FOREIGN KEY (county_id, meeting_id) REFERENCES meeting (county_id, id);
ALTER TABLE resolution ADD FOREIGN KEY (county_id, matter_id) REFERENCES meeting_matter (county_id, id);
ALTER TABLE charter_version ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE charter_version ADD FOREIGN KEY (county_id, resolution_id) REFERENCES resolution (county_id, id);
ALTER TABLE internal_rule ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE internal_rule ADD FOREIGN KEY (county_id, resolution_id) REFERENCES resolution (county_id, id);
ALTER TABLE internal_rule_content ADD FOREIGN KEY (county_id, rule_id) REFERENCES internal_rule (county_id, id);
ALTER TABLE member_motion ADD FOREIGN KEY (county_id, coop_id) REFERENCES org_unit (county_id, id);
ALTER TABLE member_motion ADD FOREIGN KEY (county_id, case_id) REFERENCES process_case (county_id, id);
ALTER TABLE county_matter ADD FOREIGN KEY (county_id) REFERENCES county;
