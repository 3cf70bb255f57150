CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (n),
  teacher TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- outcome: answered with thinking and answer, or unusable with its reason.
CREATE TABLE traces (
  id TEXT PRIMARY KEY,
  collection TEXT NOT NULL REFERENCES collections (id),
  question TEXT NOT NULL REFERENCES questions (id),
  kind TEXT NOT NULL CHECK (kind IN ('raw', 'summary', 'reference')),
  outcome TEXT NOT NULL,
  thinking TEXT,
  answer TEXT,
  tokens INTEGER,
  created_at TEXT NOT NULL,
  UNIQUE (collection, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE releases (
  id TEXT PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (n),
  policy TEXT NOT NULL,
  created_at TEXT NOT NULL,
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT, WITHOUT ROWID;

CREATE TABLE release_rows (
  release TEXT NOT NULL REFERENCES releases (id),
  line INTEGER NOT NULL,
  question TEXT NOT NULL REFERENCES questions (id),
  trace TEXT NOT NULL REFERENCES traces (id),
  PRIMARY KEY (release, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX release_rows_question ON release_rows (question);
