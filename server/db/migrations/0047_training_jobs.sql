-- Trainings whose metrics were brought in: which weights came of which release. `report` is what the metrics say.
CREATE TABLE training_jobs (
  id TEXT PRIMARY KEY,
  release TEXT NOT NULL REFERENCES releases (id),
  created_at TEXT NOT NULL,
  report TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX training_jobs_release ON training_jobs (release);

CREATE TABLE training_weights (
  job TEXT NOT NULL REFERENCES training_jobs (id),
  path TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  PRIMARY KEY (job, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX training_weights_sha256 ON training_weights (sha256);
