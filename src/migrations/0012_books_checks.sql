-- Shares of grants and donations are averaged anew over the members at a year's end (财会〔2021〕37号, form of
-- the member account): a cause of its own beside vouchers, plans and leaving.
ALTER TABLE member_share_batch DROP CONSTRAINT member_share_batch_cause_check;
ALTER TABLE member_share_batch ADD CONSTRAINT member_share_batch_cause_check
  CHECK (cause IN ('plan', 'voucher', 'leaving', 'year_end', 'reversal'));
