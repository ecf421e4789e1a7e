-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the bank received, and which settlement it pays. No personal data: texts are kept only where they name Amazon.
CREATE TABLE bank_line(
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,                  -- as the person named it
  line_key TEXT NOT NULL,                 -- a hash: the same booking in every file of the account
  day_at INTEGER NOT NULL,                -- midnight UTC of the value date
  amount INTEGER NOT NULL,                -- minor units; positive = received
  currency TEXT NOT NULL,
  memo TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,              -- of the statement that showed it first, and the line there
  file_line INTEGER NOT NULL,
  imported_at INTEGER NOT NULL,
  UNIQUE(account, line_key)) STRICT
--;
CREATE INDEX bank_line_newest ON bank_line(day_at DESC, id DESC)
--;
CREATE TABLE bank_match(                  -- a line pays one settlement; a settlement may be paid in parts
  line_id INTEGER PRIMARY KEY REFERENCES bank_line(id),
  record_id INTEGER NOT NULL REFERENCES record(id),
  reason TEXT NOT NULL,                   -- of the person, or the evidence
  matched_by TEXT NOT NULL,
  matched_at INTEGER NOT NULL) STRICT
--;
CREATE INDEX bank_match_by_record ON bank_match(record_id)
