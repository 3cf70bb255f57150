CREATE TABLE runs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  recipe TEXT NOT NULL CHECK (json_valid(recipe)),
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

-- One row for each question of the pool of a run; `stage` is where it fell, or diversity.
CREATE TABLE decisions (
  run INTEGER NOT NULL REFERENCES runs (n),
  question INTEGER NOT NULL REFERENCES questions (n),
  stage TEXT NOT NULL,
  reason TEXT,
  rank INTEGER,
  domain TEXT NOT NULL,
  domain_from TEXT NOT NULL,
  length INTEGER NOT NULL,
  length_from TEXT NOT NULL,
  difficulty REAL,
  difficulty_from TEXT NOT NULL,
  margins TEXT NOT NULL,
  evidence TEXT,
  PRIMARY KEY (run, question)
) STRICT, WITHOUT ROWID;

CREATE INDEX decisions_rank ON decisions (run, rank) WHERE rank IS NOT NULL;

-- A decision with the names of its question, so that no module needs two tables.
CREATE VIEW decided AS
SELECT d.run, d.question, d.stage, d.reason, d.rank, d.domain, d.domain_from AS domainFrom, d.length,
  d.length_from AS lengthFrom, d.difficulty, d.difficulty_from AS difficultyFrom, d.margins, d.evidence,
  q.id, q.external_id AS externalId, q.source, q.license, q.question AS text
FROM decisions AS d JOIN questions AS q ON q.n = d.question;
