-- The log of everything that happened: canonical bytes, never changed (DESIGN.md "Ledger").
CREATE TABLE events (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  idem TEXT NOT NULL UNIQUE,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  body BLOB NOT NULL
) STRICT;

-- Guards against accidents, not against whoever owns the file.
CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Facts about this workspace: the origin of its log, when it was made.
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
