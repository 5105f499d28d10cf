-- Messages (消息): what happened reaches the people it concerns: in the product, by short message, or on paper.

-- One message of one event to one person. The text says what to do and for whom it waits; telephone numbers stay
-- with the person's record and are read when a list is handed to the operator's gateway.
CREATE TABLE message (
  county_id  integer     NOT NULL,
  id         uuid        NOT NULL,
  -- What happened, once: an event told twice makes no second message.
  event      text        NOT NULL,
  topic      text        NOT NULL,
  -- What waits: when it is done, messages that are still waiting need not go out.
  thread     text        NOT NULL,
  -- The account or, without one, the person.
  recipient  uuid        NOT NULL,
  account_id uuid,
  person_id  uuid,
  name       text        NOT NULL,
  -- Where the recipient is found: whoever delivers for this unit delivers it.
  unit_id    uuid        NOT NULL,
  zh         text        NOT NULL,
  en         text        NOT NULL,
  -- The page of the desk it leads to.
  link       text,
  due_on     date,
  made_at    timestamptz NOT NULL,
  read_at    timestamptz,
  channel    text        NOT NULL CHECK (channel IN ('sms', 'print')),
  state      text        NOT NULL CHECK (state IN ('waiting', 'read', 'settled', 'sent', 'printed', 'handed', 'failed')),
  state_at   timestamptz NOT NULL,
  state_by   text        NOT NULL,
  note       text        NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, event, recipient),
  CHECK (recipient = coalesce(account_id, person_id))
);
CREATE INDEX message_account ON message (county_id, account_id, id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX message_unread ON message (county_id, account_id) WHERE account_id IS NOT NULL AND read_at IS NULL;
CREATE INDEX message_thread ON message (county_id, thread) WHERE state = 'waiting';
CREATE INDEX message_unit ON message (county_id, unit_id, state);

-- Whether a step asks for a waiting time at all: the inbox counts what can be signed without reading processes.
ALTER TABLE case_task ADD COLUMN timed boolean NOT NULL DEFAULT false;
UPDATE case_task t SET timed = true
FROM process_case c
JOIN process_version v ON v.county_id = c.county_id AND v.process = c.process AND v.version = c.version
WHERE c.county_id = t.county_id AND c.id = t.case_id AND EXISTS (
  SELECT FROM jsonb_array_elements(v.body -> 'steps') AS s (step)
  WHERE s.step ->> 'key' = t.step AND jsonb_typeof(s.step -> 'wait') = 'object');

SELECT app_protect('message', 'SELECT, INSERT, UPDATE (read_at, channel, state, state_at, state_by, note)');

ALTER TABLE message ADD FOREIGN KEY (county_id, account_id) REFERENCES account (county_id, id);
ALTER TABLE message ADD FOREIGN KEY (county_id, unit_id) REFERENCES org_unit (county_id, id);
