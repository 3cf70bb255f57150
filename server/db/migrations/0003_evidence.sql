CREATE TABLE benchmarks (
  name TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  items INTEGER NOT NULL,
  ngrams INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An item carries its text, or (for a benchmark that must not be shown) the fingerprints of its 8-grams.
CREATE TABLE benchmark_items (
  benchmark TEXT NOT NULL REFERENCES benchmarks (name),
  id TEXT NOT NULL,
  text TEXT,
  words INTEGER NOT NULL,
  fingerprints TEXT,
  PRIMARY KEY (benchmark, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
  n INTEGER PRIMARY KEY,
  question TEXT NOT NULL REFERENCES questions (id),
  model TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  answer TEXT,
  text TEXT,
  tokens INTEGER,
  verdict TEXT CHECK (verdict IN ('correct', 'wrong', 'unverifiable')),
  UNIQUE (question, model, sha256)
) STRICT;

-- What else was measured about a question: domain, level, trace_tokens, or any named value.
CREATE TABLE signals (
  question TEXT NOT NULL REFERENCES questions (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (question, name)
) STRICT, WITHOUT ROWID;
