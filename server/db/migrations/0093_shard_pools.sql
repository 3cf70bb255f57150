-- Pools that stay where they are, as Parquet files in a folder: what they were when they were registered. The questions
-- themselves are not in the database, but for those that a run has ranked.
CREATE TABLE shard_pools (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  import_id TEXT NOT NULL REFERENCES imports (id),
  questions INTEGER NOT NULL,
  pool_sha256 TEXT NOT NULL,
  index_sha256 TEXT NOT NULL,
  reading TEXT NOT NULL CHECK (json_valid(reading))
) STRICT;

-- One row a file, in the order of the pool. `path` is below the folder.
CREATE TABLE shard_files (
  pool TEXT NOT NULL REFERENCES shard_pools (id),
  n INTEGER NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  questions INTEGER NOT NULL,
  group_rows TEXT NOT NULL CHECK (json_valid(group_rows)),
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  narrow TEXT NOT NULL,
  PRIMARY KEY (pool, n)
) STRICT, WITHOUT ROWID;

-- Where the folder lies for this workspace, as a path from it, and when each file was changed last: no projection.
CREATE TABLE shard_places (
  pool TEXT PRIMARY KEY REFERENCES shard_pools (id),
  folder TEXT NOT NULL,
  changed TEXT NOT NULL CHECK (json_valid(changed))
) STRICT, WITHOUT ROWID;

-- What a run over such a pool decided of the questions that are in no table: files of decisions, each sorted by id.
CREATE TABLE decision_files (
  run INTEGER NOT NULL REFERENCES runs (n),
  n INTEGER NOT NULL,
  path TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;
