-- SPDX-License-Identifier: GPL-3.0-or-later
-- Mails that tell people, and which failures were told: each group once until it is resolved.
CREATE TABLE notification(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK(kind IN ('failure', 'digest')),
  slot_at INTEGER,                        -- digest: its planned instant
  message_id TEXT NOT NULL UNIQUE,        -- the same at every try, so that a receiver can tell a repeated mail
  subject TEXT NOT NULL,
  body TEXT NOT NULL,                     -- causes, counts, SKUs; no personal data
  state TEXT NOT NULL CHECK(state IN ('planned', 'sending', 'sent', 'dropped')),
  tries INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,                         -- sending: when it is tried again should this process die
  refused INTEGER NOT NULL DEFAULT 0,     -- recipients that the server refused
  error_json TEXT,                        -- of the newest try
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  CHECK((kind = 'digest') = (slot_at IS NOT NULL)),
  CHECK((state IN ('planned', 'sending')) = (due_at IS NOT NULL)),
  CHECK((state = 'sent') = (sent_at IS NOT NULL))) STRICT
--;
CREATE UNIQUE INDEX notification_by_slot ON notification(slot_at) WHERE slot_at IS NOT NULL
--;
CREATE INDEX notification_due ON notification(due_at) WHERE due_at IS NOT NULL
--;
CREATE TABLE told_failure(
  id INTEGER PRIMARY KEY,
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  cause_id INTEGER REFERENCES cause(id),  -- NULL: a run that failed as a whole
  code TEXT NOT NULL DEFAULT '',          -- of a failed run: kind and code of its error
  notification_id INTEGER NOT NULL REFERENCES notification(id),
  told_at INTEGER NOT NULL) STRICT
--;
CREATE UNIQUE INDEX told_failure_by_cause ON told_failure(cause_id, store) WHERE cause_id IS NOT NULL
--;
CREATE UNIQUE INDEX told_failure_by_run ON told_failure(flow, store, code) WHERE cause_id IS NULL
--;
CREATE TABLE told_record(                 -- what belongs to a told failure: it is resolved when none of them is open
  failure_id INTEGER NOT NULL REFERENCES told_failure(id) ON DELETE CASCADE,
  record_id INTEGER NOT NULL REFERENCES record(id),
  PRIMARY KEY(failure_id, record_id)) STRICT, WITHOUT ROWID
