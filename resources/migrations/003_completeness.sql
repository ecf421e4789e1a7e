-- SPDX-License-Identifier: GPL-3.0-or-later
-- Is anything missing? How each record was first seen, how far each stream of a source was read, and which of Amazon's list, Amazon's report and NetSuite show an order.
ALTER TABLE record ADD COLUMN origin TEXT NOT NULL DEFAULT 'list' CHECK(origin IN ('list', 'sweep', 'month', 'report', 'asked'))
--;
DROP TRIGGER record_told_insert
--;
CREATE TRIGGER record_told_insert AFTER INSERT ON record BEGIN
  INSERT INTO record_event(record_id, at, what, state, reason, text)
  VALUES (NEW.id, NEW.created_at, 'fetched', NEW.state, NEW.reason, NEW.origin);
END
--;
CREATE TABLE source_pass(                 -- one whole reading of a stream: the one under way and the newest that ended
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  stream TEXT NOT NULL,                   -- main, sweep, month, report
  begun_at INTEGER,                       -- the one under way; NULL = none
  seen INTEGER NOT NULL DEFAULT 0,        -- things read so far
  found INTEGER NOT NULL DEFAULT 0,       -- of these, unknown before
  last_begun_at INTEGER,                  -- the newest that ended
  last_ended_at INTEGER,
  last_seen INTEGER NOT NULL DEFAULT 0,
  last_found INTEGER NOT NULL DEFAULT 0,
  from_at INTEGER,                        -- what its data covers, when the source says so
  until_at INTEGER,
  PRIMARY KEY(flow, store, stream)) STRICT, WITHOUT ROWID
--;
CREATE TABLE order_sighting(              -- no personal data
  store TEXT NOT NULL,
  order_id TEXT NOT NULL,
  channel TEXT NOT NULL DEFAULT '',       -- MFN, FBA
  purchased_at INTEGER NOT NULL DEFAULT 0, -- 0 = not known
  status TEXT NOT NULL DEFAULT '',        -- as the report tells it
  listed_at INTEGER,                      -- newest time that Amazon's list showed it (also a sweep)
  reported_at INTEGER,                    -- that the report showed it
  asked_at INTEGER,                       -- that it was asked for by its id
  netsuite_at INTEGER,                    -- that NetSuite showed a document of it
  document_type TEXT NOT NULL DEFAULT '',
  document_id TEXT NOT NULL DEFAULT '',
  document_name TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(store, order_id)) STRICT, WITHOUT ROWID
--;
CREATE INDEX order_sighting_by_day ON order_sighting(store, purchased_at)
--;
INSERT INTO order_sighting(store, order_id, channel, purchased_at, listed_at)
SELECT store, order_id, CASE type WHEN 'FBA' THEN 'FBA' ELSE 'MFN' END, purchased_at, updated_at FROM order_fact
--;
CREATE TABLE completeness(                -- the newest comparison of a store
  store TEXT PRIMARY KEY,
  checked_at INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  netsuite_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
