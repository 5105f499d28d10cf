-- E-mail (电子邮件) as a further way for messages to reach people: the address is each account's own business.

-- Sealed as other personal data; null where no address was given.
ALTER TABLE account ADD COLUMN mail_sealed bytea;

ALTER TABLE message DROP CONSTRAINT message_channel_check;
ALTER TABLE message ADD CONSTRAINT message_channel_check CHECK (channel IN ('mail', 'sms', 'print'));
