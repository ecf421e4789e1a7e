-- SPDX-License-Identifier: GPL-3.0-or-later
-- The chart of accounts as NetSuite showed it last: names for people. What is posted goes by id.
CREATE TABLE book_account(
  id TEXT PRIMARY KEY,                    -- NetSuite's internal id
  number TEXT NOT NULL,                   -- may be empty
  name TEXT NOT NULL,                     -- with the names of the accounts above it
  type TEXT NOT NULL,                     -- NetSuite's own word, e.g. Expense
  is_open INTEGER NOT NULL CHECK(is_open IN (0, 1)), -- active, and no summary account: may be posted to
  seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
