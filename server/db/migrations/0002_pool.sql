CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  undone_at TEXT,
  files TEXT NOT NULL CHECK (json_valid(files)),
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

CREATE TABLE sources (
  name TEXT PRIMARY KEY,
  included INTEGER NOT NULL DEFAULT 1 CHECK (included IN (0, 1)),
  first_import TEXT NOT NULL REFERENCES imports (id)
) STRICT, WITHOUT ROWID;

-- One row a version of a question. `live` is 1 for the version that the pool holds; a version that was
-- superseded or whose import was undone stays, with live 0. (source, external_id) is unique among live rows.
CREATE TABLE questions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  external_id TEXT,
  import_id TEXT NOT NULL,
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  revision TEXT,
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  record_sha256 BLOB NOT NULL CHECK (length(record_sha256) = 32),
  version INTEGER NOT NULL DEFAULT 1,
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
  superseded_by TEXT,
  license TEXT,
  level TEXT,
  subject TEXT,
  answer TEXT,
  options TEXT,
  question TEXT NOT NULL,
  solution TEXT,
  meta TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX questions_external ON questions (source, external_id) WHERE live = 1 AND external_id IS NOT NULL;

-- What runs look at: the live versions.
CREATE VIEW pool AS SELECT * FROM questions WHERE live = 1;
