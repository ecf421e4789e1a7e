-- SPDX-License-Identifier: GPL-3.0-or-later
-- One transaction; the program sets user_version and application_id. Times are UTC milliseconds, money is integer minor units with its currency. Statements end with a line "--;".
CREATE TABLE instance(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  install_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,                 -- + 1 at each start of a writing process
  schema_min_reader INTEGER NOT NULL,
  secrets_mode TEXT NOT NULL CHECK(secrets_mode IN ('keychain', 'file')),
  key_mark BLOB NOT NULL,                 -- tells "another key" from "damaged"
  clean_stop INTEGER NOT NULL DEFAULT 1 CHECK(clean_stop IN (0, 1)),
  checked_at INTEGER NOT NULL DEFAULT 0,
  restored_at INTEGER,                    -- set by backup restore: look up before every send
  demo INTEGER NOT NULL DEFAULT 0 CHECK(demo IN (0, 1)),
  created_at INTEGER NOT NULL) STRICT
--;
CREATE TABLE setting(
  name TEXT PRIMARY KEY,                  -- netsuite, amazon, notifications, retention, paused, ...
  json TEXT NOT NULL,
  updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
--;
CREATE TABLE store(
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,                     -- one entry of "stores" in the configuration file
  position INTEGER NOT NULL,
  updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
--;
CREATE TABLE mapping(
  kind TEXT NOT NULL,
  store TEXT NOT NULL DEFAULT '',         -- '' = all stores
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY(kind, store, key)) STRICT, WITHOUT ROWID
--;
CREATE TABLE flow_state(
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 0 CHECK(enabled IN (0, 1)),
  mode TEXT NOT NULL DEFAULT 'preview' CHECK(mode IN ('preview', 'guarded', 'auto')),
  schedule TEXT NOT NULL DEFAULT 'manual',
  settings TEXT NOT NULL DEFAULT '{}',
  rules TEXT NOT NULL DEFAULT '{}',
  last_run_at INTEGER,
  next_run_at INTEGER,
  fetch_due_at INTEGER,                   -- quota: the next page may be read then
  PRIMARY KEY(flow, store)) STRICT, WITHOUT ROWID
--;
CREATE TABLE cursor(
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  stream TEXT NOT NULL DEFAULT 'main',    -- main, sweep
  value TEXT NOT NULL,                    -- opaque to everyone but the flow
  updated_at INTEGER NOT NULL,
  PRIMARY KEY(flow, store, stream)) STRICT, WITHOUT ROWID
--;
CREATE TABLE schedule_slot(
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  slot_at INTEGER NOT NULL,               -- the planned instant; one row per slot, so none runs twice
  run_id INTEGER,
  PRIMARY KEY(flow, store, slot_at)) STRICT, WITHOUT ROWID
--;
CREATE TABLE run(
  id INTEGER PRIMARY KEY,
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  trigger TEXT NOT NULL CHECK(trigger IN ('schedule', 'by-hand', 'catch-up', 'demo')),
  state TEXT NOT NULL CHECK(state IN ('running', 'done', 'done_with_errors', 'failed', 'cancelled', 'interrupted')),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  fetched INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  review INTEGER NOT NULL DEFAULT 0,
  error INTEGER NOT NULL DEFAULT 0,
  calls_amazon INTEGER NOT NULL DEFAULT 0,
  calls_netsuite INTEGER NOT NULL DEFAULT 0,
  calls_throttled INTEGER NOT NULL DEFAULT 0,
  fetch_due_at INTEGER,
  error_json TEXT,
  options TEXT NOT NULL DEFAULT '{}') STRICT
--;
CREATE INDEX run_by_flow ON run(flow, store, id DESC)
--;
CREATE TABLE payload(
  id INTEGER PRIMARY KEY,
  class TEXT NOT NULL CHECK(class IN ('personal', 'plain', 'settlement-file')),
  sealed BLOB,                            -- AES-256-GCM; NULL once erased
  sha256 TEXT NOT NULL,                   -- of the plain bytes; stays after erasure
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  purge_at INTEGER,                       -- NULL = kept
  erased_at INTEGER,
  CHECK((sealed IS NULL) = (erased_at IS NOT NULL))) STRICT
--;
CREATE INDEX payload_purge ON payload(purge_at) WHERE sealed IS NOT NULL AND purge_at IS NOT NULL
--;
CREATE TABLE cause(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  key TEXT NOT NULL,                      -- e.g. the SKU; never personal data
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  flow TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  UNIQUE(flow, kind, code, key)) STRICT
--;
CREATE TABLE record(
  id INTEGER PRIMARY KEY,
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  key TEXT NOT NULL,                      -- the source's own id
  order_id TEXT NOT NULL DEFAULT '',      -- Amazon order id the record belongs to
  state TEXT NOT NULL CHECK(state IN ('ready', 'running', 'waiting', 'review', 'error', 'done', 'skipped')),
  reason TEXT NOT NULL DEFAULT '',
  revision TEXT NOT NULL,                 -- hash of the source content
  source_updated_at INTEGER NOT NULL DEFAULT 0,
  payload_id INTEGER REFERENCES payload(id),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,                         -- ready: always; waiting: NULL = until the source changes
  claimed_epoch INTEGER,
  changed INTEGER NOT NULL DEFAULT 0 CHECK(changed IN (0, 1)), -- the source or a person changed it while it was running: plan again
  seen_at INTEGER NOT NULL DEFAULT 0,     -- last time the source showed it
  checks INTEGER NOT NULL DEFAULT 0,      -- look-ups since the outcome became unknown
  error_json TEXT,
  cause_id INTEGER REFERENCES cause(id),
  waiting_since INTEGER,
  amount INTEGER,
  currency TEXT,
  plan_hash TEXT NOT NULL DEFAULT '',     -- of all bodies of the newest plan
  approved_hash TEXT NOT NULL DEFAULT '', -- an approval holds for exactly this plan
  note TEXT NOT NULL DEFAULT '',          -- reason a person gave (dismiss, reject); why a plan or a record waits
  edit_payload_id INTEGER REFERENCES payload(id),
  edit_base TEXT NOT NULL DEFAULT '',     -- revision the hand edit was made on
  variance_json TEXT,                     -- differences between Amazon and the target
  variance_over INTEGER NOT NULL DEFAULT 0 CHECK(variance_over IN (0, 1)),
  run_id INTEGER REFERENCES run(id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE(flow, store, key),
  CHECK((state = 'running') = (claimed_epoch IS NOT NULL)),
  CHECK((state = 'error') = (cause_id IS NOT NULL)), -- so that "open errors by cause" needs no other filter
  CHECK(state <> 'error' OR error_json IS NOT NULL),
  CHECK(state <> 'ready' OR due_at IS NOT NULL),
  CHECK(state NOT IN ('running', 'review', 'error', 'done', 'skipped') OR due_at IS NULL),
  CHECK(state <> 'waiting' OR waiting_since IS NOT NULL),
  CHECK(state <> 'review' OR plan_hash <> ''),
  CHECK(changed = 0 OR state = 'running'),
  CHECK((amount IS NULL) = (currency IS NULL))) STRICT
--;
CREATE INDEX record_due ON record(flow, store, state, due_at, id) WHERE due_at IS NOT NULL
--;
CREATE INDEX record_by_flow ON record(flow, store, state, updated_at DESC, id DESC)
--;
CREATE INDEX record_newest ON record(updated_at DESC, id DESC)
--;
CREATE INDEX record_by_state ON record(state, updated_at DESC, id DESC)
--;
CREATE INDEX record_by_order ON record(order_id)
--;
CREATE INDEX record_by_key ON record(key)
--;
CREATE INDEX record_by_run ON record(run_id, state) WHERE run_id IS NOT NULL
--;
CREATE INDEX record_with_variance ON record(updated_at DESC, id DESC) WHERE variance_json IS NOT NULL
--;
CREATE INDEX record_by_cause ON record(cause_id, updated_at DESC, id DESC) WHERE cause_id IS NOT NULL
--;
CREATE TABLE record_move(a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID
--;
INSERT INTO record_move(a, b) VALUES
  ('ready', 'running'), ('ready', 'waiting'), ('ready', 'skipped'),
  ('running', 'done'), ('running', 'review'), ('running', 'waiting'), ('running', 'error'), ('running', 'skipped'), ('running', 'ready'),
  ('waiting', 'ready'), ('waiting', 'running'), ('waiting', 'skipped'),
  ('review', 'ready'), ('review', 'skipped'), ('review', 'waiting'),
  ('error', 'ready'), ('error', 'skipped'), ('error', 'waiting'),
  ('skipped', 'ready'), ('skipped', 'waiting'), ('done', 'ready')
--;
CREATE TRIGGER record_moves BEFORE UPDATE OF state ON record
WHEN OLD.state <> NEW.state AND NOT EXISTS(SELECT 1 FROM record_move WHERE a = OLD.state AND b = NEW.state)
BEGIN SELECT RAISE(ABORT, 'illegal record move'); END
--;
CREATE TRIGGER record_kept BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END
--;
CREATE TRIGGER record_key_frozen BEFORE UPDATE OF flow, store, key ON record
WHEN OLD.flow <> NEW.flow OR OLD.store <> NEW.store OR OLD.key <> NEW.key
BEGIN SELECT RAISE(ABORT, 'the key of a record is frozen'); END
--;
CREATE TABLE record_event(                -- what became of a record, for its time line; written by the triggers below
  id INTEGER PRIMARY KEY,
  record_id INTEGER NOT NULL REFERENCES record(id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL CHECK(what IN ('fetched', 'changed', 'state', 'variance')),
  state TEXT NOT NULL DEFAULT '',         -- the state it came into
  reason TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '') STRICT   -- error sentence, note of a person; no personal data
--;
CREATE INDEX record_event_by_record ON record_event(record_id, id)
--;
CREATE TRIGGER record_event_kept BEFORE DELETE ON record_event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
--;
CREATE TRIGGER record_told_insert AFTER INSERT ON record BEGIN
  INSERT INTO record_event(record_id, at, what, state, reason) VALUES (NEW.id, NEW.created_at, 'fetched', NEW.state, NEW.reason);
END
--;
CREATE TRIGGER record_told_change AFTER UPDATE OF revision ON record WHEN OLD.revision <> NEW.revision BEGIN
  INSERT INTO record_event(record_id, at, what) VALUES (NEW.id, NEW.updated_at, 'changed');
END
--;
-- Claims and releases are no news; waiting again for the same reason is none either (the state before a claim is not running's).
CREATE TRIGGER record_told_state AFTER UPDATE OF state ON record
WHEN OLD.state <> NEW.state AND NEW.state <> 'running' AND NOT (NEW.state = 'ready' AND OLD.state IN ('running', 'waiting'))
  AND NOT (NEW.state = 'waiting' AND OLD.state = 'running' AND OLD.waiting_since IS NEW.waiting_since)
BEGIN
  INSERT INTO record_event(record_id, at, what, state, reason, text)
  VALUES (NEW.id, NEW.updated_at, 'state', NEW.state, NEW.reason,
          -- no JSON functions here: trusted_schema = OFF refuses them in triggers (SQLite 3.40)
          CASE WHEN NEW.state = 'error' THEN (SELECT message FROM cause WHERE id = NEW.cause_id) ELSE NEW.note END);
END
--;
CREATE TRIGGER record_told_variance AFTER UPDATE OF variance_json ON record
WHEN NEW.variance_json IS NOT NULL AND OLD.variance_json IS NOT NEW.variance_json
BEGIN
  INSERT INTO record_event(record_id, at, what, text) VALUES (NEW.id, NEW.updated_at, 'variance', NEW.variance_json);
END
--;
CREATE TABLE command(
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL CHECK(target IN ('netsuite', 'amazon')),
  key TEXT NOT NULL,                      -- business key; the external id in NetSuite
  operation TEXT NOT NULL,                -- create, patch, ...
  type TEXT NOT NULL,                     -- salesOrder, customer, ...
  state TEXT NOT NULL CHECK(state IN ('planned', 'sent', 'checking', 'refused', 'done')),
  body_hash TEXT NOT NULL,
  body_payload_id INTEGER REFERENCES payload(id),
  fingerprint TEXT NOT NULL DEFAULT '{}', -- facts that must agree before a found document is adopted; no personal data
  sends INTEGER NOT NULL DEFAULT 0,       -- bodies that may have left this computer
  epoch INTEGER,                          -- of the process that has it on the wire
  last_sent_at INTEGER,
  remote_id TEXT,                         -- the receipt
  remote_name TEXT NOT NULL DEFAULT '',   -- document number
  receipt_at INTEGER,
  outcome TEXT NOT NULL DEFAULT '',       -- created, already-there, updated
  observed TEXT,                          -- what readBack saw (totals), no personal data
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE(target, key),
  CHECK((state = 'done') = (remote_id IS NOT NULL)), CHECK((remote_id IS NULL) = (receipt_at IS NULL)),
  CHECK(remote_id <> ''),
  CHECK((state = 'sent') = (epoch IS NOT NULL)),
  CHECK(key <> '' AND key NOT GLOB '*[^A-Za-z0-9_-]*' AND length(key) <= 80)) STRICT
--;
CREATE INDEX command_open ON command(state) WHERE state <> 'done'
--;
CREATE INDEX command_by_name ON command(remote_name COLLATE NOCASE) WHERE remote_name <> ''
--;
CREATE TABLE command_move(a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID
--;
INSERT INTO command_move(a, b) VALUES
  ('planned', 'sent'), ('planned', 'done'), ('planned', 'refused'),
  ('sent', 'done'), ('sent', 'planned'), ('sent', 'refused'), ('sent', 'checking'),
  ('checking', 'done'), ('checking', 'sent'), ('checking', 'refused'),
  ('refused', 'planned'), ('refused', 'done')
--;
-- sent -> planned only after a definite "not executed" (429, 401, connection refused);
-- checking -> refused: absent after the quiet time and no longer wanted.
CREATE TRIGGER command_moves BEFORE UPDATE OF state ON command
WHEN OLD.state <> NEW.state AND NOT EXISTS(SELECT 1 FROM command_move WHERE a = OLD.state AND b = NEW.state)
BEGIN SELECT RAISE(ABORT, 'illegal command move'); END
--;
CREATE TRIGGER command_frozen BEFORE UPDATE OF target, key, operation, type, body_hash ON command
WHEN OLD.target <> NEW.target OR OLD.key <> NEW.key OR OLD.operation <> NEW.operation OR OLD.type <> NEW.type
  OR (OLD.body_hash <> NEW.body_hash AND OLD.state NOT IN ('planned', 'refused'))
BEGIN SELECT RAISE(ABORT, 'key or sent body is frozen'); END
--;
CREATE TRIGGER command_receipt_kept BEFORE UPDATE OF remote_id ON command
WHEN OLD.remote_id IS NOT NULL AND OLD.remote_id IS NOT NEW.remote_id
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END
--;
CREATE TRIGGER command_kept BEFORE DELETE ON command
BEGIN SELECT RAISE(ABORT, 'commands are never deleted'); END
--;
CREATE TABLE record_command(
  record_id INTEGER NOT NULL REFERENCES record(id),
  command_id INTEGER NOT NULL REFERENCES command(id),
  position INTEGER NOT NULL,
  PRIMARY KEY(record_id, command_id)) STRICT, WITHOUT ROWID
--;
CREATE INDEX record_command_by_command ON record_command(command_id)
--;
CREATE TRIGGER record_done BEFORE UPDATE OF state ON record
WHEN NEW.state = 'done' AND OLD.state <> 'done' AND EXISTS(
  SELECT 1 FROM record_command rc JOIN command c ON c.id = rc.command_id WHERE rc.record_id = NEW.id AND c.state <> 'done')
BEGIN SELECT RAISE(ABORT, 'done needs every receipt'); END
--;
CREATE TABLE attempt(
  id INTEGER PRIMARY KEY,
  record_id INTEGER REFERENCES record(id),
  command_id INTEGER REFERENCES command(id),
  run_id INTEGER REFERENCES run(id),
  epoch INTEGER NOT NULL,
  step TEXT NOT NULL CHECK(step IN ('fetch', 'look-up', 'plan', 'find', 'send', 'read-back')),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  outcome TEXT NOT NULL DEFAULT '',       -- ok, adopted, absent, or an error kind
  http_status INTEGER NOT NULL DEFAULT 0,
  request_id TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  request_payload_id INTEGER REFERENCES payload(id),
  reply_payload_id INTEGER REFERENCES payload(id)) STRICT
--;
CREATE INDEX attempt_by_record ON attempt(record_id, id)
--;
CREATE INDEX attempt_by_command ON attempt(command_id, id)
--;
CREATE INDEX attempt_open ON attempt(epoch) WHERE finished_at IS NULL
--;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END
--;
CREATE TRIGGER attempt_frozen BEFORE UPDATE ON attempt WHEN OLD.finished_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished attempt is never changed'); END
--;
CREATE TABLE origin(                      -- where each planned field came from, of the newest plan of a command
  command_id INTEGER NOT NULL REFERENCES command(id),
  field TEXT NOT NULL,                    -- path in the body, e.g. item.items[0].rate
  source TEXT NOT NULL,                   -- plain words, no personal data, e.g. "Amazon: item price / quantity"
  PRIMARY KEY(command_id, field)) STRICT, WITHOUT ROWID
--;
CREATE TABLE order_fact(                  -- no personal data; kept for years
  order_id TEXT NOT NULL,
  store TEXT NOT NULL,
  type TEXT NOT NULL,                     -- MFN, SFP, FBA
  marketplace TEXT NOT NULL,
  status TEXT NOT NULL,                   -- Amazon's fulfillmentStatus
  purchased_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,            -- Amazon's lastUpdatedTime
  ship_by INTEGER,
  total INTEGER,
  currency TEXT,
  items INTEGER NOT NULL DEFAULT 0,       -- units ordered
  is_business INTEGER NOT NULL DEFAULT 0 CHECK(is_business IN (0, 1)),
  is_replacement INTEGER NOT NULL DEFAULT 0 CHECK(is_replacement IN (0, 1)),
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK(cancel_requested IN (0, 1)),
  record_id INTEGER REFERENCES record(id),
  state TEXT NOT NULL DEFAULT 'ready',    -- of the record, kept by triggers so that lists can filter and page by index
  has_variance INTEGER NOT NULL DEFAULT 0 CHECK(has_variance IN (0, 1)),
  PRIMARY KEY(order_id, store)) STRICT, WITHOUT ROWID
--;
CREATE INDEX order_newest ON order_fact(purchased_at DESC, order_id DESC, store DESC)
--;
CREATE INDEX order_by_store ON order_fact(store, purchased_at DESC, order_id DESC)
--;
CREATE INDEX order_by_state ON order_fact(state, purchased_at DESC, order_id DESC, store DESC)
--;
CREATE INDEX order_with_variance ON order_fact(purchased_at DESC, order_id DESC, store DESC) WHERE has_variance = 1
--;
CREATE INDEX order_by_record ON order_fact(record_id)
--;
CREATE TRIGGER order_state AFTER UPDATE OF state, variance_json ON record
WHEN OLD.state <> NEW.state OR (OLD.variance_json IS NULL) <> (NEW.variance_json IS NULL)
BEGIN
  UPDATE order_fact SET state = NEW.state, has_variance = (NEW.variance_json IS NOT NULL) WHERE record_id = NEW.id;
END
--;
CREATE TABLE order_line(
  order_id TEXT NOT NULL,
  store TEXT NOT NULL,
  item_id TEXT NOT NULL,                  -- Amazon's orderItemId
  sku TEXT NOT NULL,
  asin TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  amount INTEGER,                         -- ITEM proceeds
  tax INTEGER,
  shipping INTEGER,
  discount INTEGER,
  currency TEXT,
  PRIMARY KEY(order_id, store, item_id)) STRICT, WITHOUT ROWID
--;
CREATE INDEX order_line_sku ON order_line(sku COLLATE NOCASE)
--;
CREATE TABLE sku_seen(
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  asin TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  item TEXT NOT NULL DEFAULT '',          -- NetSuite item id it resolved to last
  item_name TEXT NOT NULL DEFAULT '',
  found_by TEXT NOT NULL DEFAULT '',      -- alias, or the NetSuite field
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY(store, sku)) STRICT, WITHOUT ROWID
--;
CREATE TABLE connection(
  name TEXT PRIMARY KEY,                  -- netsuite, amazon:<store>
  state TEXT NOT NULL,                    -- ok, paused, untested
  error_json TEXT,
  account_name TEXT NOT NULL DEFAULT '',
  last_ok_at INTEGER,
  paused_at INTEGER,
  checks TEXT NOT NULL DEFAULT '[]',      -- newest result of connections test
  catalogue TEXT NOT NULL DEFAULT '{}') STRICT, WITHOUT ROWID
--;
CREATE TABLE secret(
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL,
  updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
--;
CREATE TABLE rate_bucket(
  connection TEXT NOT NULL,
  operation TEXT NOT NULL,
  micro_tokens INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  period_us INTEGER NOT NULL,
  PRIMARY KEY(connection, operation)) STRICT, WITHOUT ROWID
--;
CREATE TABLE record_counter(              -- kept by the triggers below, so that no screen counts rows
  flow TEXT NOT NULL,
  store TEXT NOT NULL,
  state TEXT NOT NULL,
  n INTEGER NOT NULL CHECK(n >= 0),
  PRIMARY KEY(flow, store, state)) STRICT, WITHOUT ROWID
--;
CREATE TRIGGER record_counted_insert AFTER INSERT ON record BEGIN
  INSERT INTO record_counter(flow, store, state, n) VALUES (NEW.flow, NEW.store, NEW.state, 1)
  ON CONFLICT(flow, store, state) DO UPDATE SET n = n + 1;
END
--;
CREATE TRIGGER record_counted_update AFTER UPDATE OF state ON record WHEN OLD.state <> NEW.state BEGIN
  UPDATE record_counter SET n = n - 1 WHERE flow = OLD.flow AND store = OLD.store AND state = OLD.state;
  INSERT INTO record_counter(flow, store, state, n) VALUES (NEW.flow, NEW.store, NEW.state, 1)
  ON CONFLICT(flow, store, state) DO UPDATE SET n = n + 1;
END
--;
CREATE TABLE audit(
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '',       -- no personal data
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL) STRICT
--;
CREATE INDEX audit_by_subject ON audit(subject, id)
--;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
--;
CREATE TRIGGER audit_frozen BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
--;
