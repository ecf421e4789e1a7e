-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settlements as facts: what each file says, row by row, kept for years and searchable. No personal data.
CREATE TABLE settlement(                   -- one per record of flow "settlements" that could be read
  record_id INTEGER PRIMARY KEY REFERENCES record(id),
  store TEXT NOT NULL,
  settlement_id TEXT NOT NULL,            -- Amazon's; a re-issue has the same one
  is_reissue INTEGER NOT NULL CHECK(is_reissue IN (0, 1)),
  currency TEXT NOT NULL,
  start_at INTEGER,                       -- UTC ms, as the file says
  end_at INTEGER,
  deposit_at INTEGER,
  total INTEGER,                          -- minor units; NULL = the file has none
  sum INTEGER NOT NULL,                   -- of its rows
  rows INTEGER NOT NULL,
  problems INTEGER NOT NULL,              -- lines that could not be read
  reserve_in INTEGER NOT NULL,            -- released from the settlement before
  reserve_out INTEGER NOT NULL,           -- held until the next one; negative
  payable INTEGER NOT NULL,               -- carried to the next one because it is owed to Amazon
  charge INTEGER NOT NULL,                -- taken from the seller's card
  sha256 TEXT NOT NULL) STRICT
--;
CREATE INDEX settlement_by_period ON settlement(store, currency, start_at)
--;
CREATE INDEX settlement_newest ON settlement(end_at DESC, record_id DESC)
--;
CREATE TABLE settlement_label(
  id INTEGER PRIMARY KEY,
  transaction_type TEXT NOT NULL,
  amount_type TEXT NOT NULL,
  amount_description TEXT NOT NULL,
  UNIQUE(transaction_type, amount_type, amount_description)) STRICT
--;
CREATE TABLE settlement_row(
  record_id INTEGER NOT NULL REFERENCES record(id),
  line INTEGER NOT NULL,                  -- of the file
  part INTEGER NOT NULL,                  -- a line of an old file may hold several amounts
  label_id INTEGER NOT NULL REFERENCES settlement_label(id),
  amount INTEGER NOT NULL,                -- minor units of the settlement's currency
  order_id TEXT NOT NULL,                 -- an Amazon order id, or empty
  reference TEXT NOT NULL,                -- what else stands in the order column: an inbound shipment
  sku TEXT NOT NULL,
  quantity INTEGER,
  marketplace TEXT NOT NULL,
  posted_at INTEGER,
  posted_has_time INTEGER NOT NULL CHECK(posted_has_time IN (0, 1)),
  is_buyers INTEGER NOT NULL CHECK(is_buyers IN (0, 1, 2)), -- 1: the buyer paid it, 2: the buyer got it back; 0: between Amazon and the seller
  PRIMARY KEY(record_id, line, part)) STRICT, WITHOUT ROWID
--;
CREATE INDEX settlement_row_by_order ON settlement_row(order_id, record_id) WHERE order_id <> ''
--;
CREATE INDEX settlement_row_by_label ON settlement_row(record_id, label_id)
