-- Files of decisions are in the order of the pool: `first` and `last` are numbers of questions in it. Before, they were
-- ids, by which no file can be found that is not sorted by them.
DROP TABLE decision_files;

CREATE TABLE decision_files (
  run INTEGER NOT NULL REFERENCES runs (n),
  n INTEGER NOT NULL,
  path TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;
