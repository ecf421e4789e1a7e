-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was given back to buyers, once, however many sources tell of it: an event is one refund of one order, a fact one line of it. Documents take their key from the event.
CREATE TABLE refund_fact(
  id INTEGER PRIMARY KEY,
  store TEXT NOT NULL,
  event TEXT NOT NULL,                    -- "<hash of order and lines>-<ordinal>"
  line INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  sku TEXT NOT NULL,                      -- Finances names no order item; '' = the whole order
  amount INTEGER NOT NULL,                -- to the buyer
  currency TEXT NOT NULL,
  posted_at INTEGER NOT NULL,
  doubt TEXT NOT NULL DEFAULT '',         -- why it could not be told from another refund; '' = it could
  created_at INTEGER NOT NULL,
  UNIQUE(store, event, line)) STRICT
--;
CREATE INDEX refund_fact_order ON refund_fact(store, order_id)
--;
CREATE TABLE refund_sighting(
  store TEXT NOT NULL,
  source TEXT NOT NULL CHECK(source IN ('finances', 'settlement', 'return')),
  source_id TEXT NOT NULL,                -- the source's own id of the refund
  fact INTEGER NOT NULL REFERENCES refund_fact(id),
  posted_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY(store, source, source_id, fact)) STRICT, WITHOUT ROWID
--;
CREATE INDEX refund_sighting_fact ON refund_sighting(fact, source)
