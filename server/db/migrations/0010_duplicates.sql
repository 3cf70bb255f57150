-- Pairs of questions that the duplicates stage of a run took for one, and which rule decided.
CREATE TABLE duplicate_edges (
  run INTEGER NOT NULL REFERENCES runs (n),
  a INTEGER NOT NULL REFERENCES questions (n),
  b INTEGER NOT NULL REFERENCES questions (n),
  similarity REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (run, a, b)
) STRICT, WITHOUT ROWID;

-- Groups: every question that repeats another, and the one that stays for it.
CREATE TABLE duplicate_members (
  run INTEGER NOT NULL REFERENCES runs (n),
  question INTEGER NOT NULL REFERENCES questions (n),
  kept INTEGER NOT NULL REFERENCES questions (n),
  similarity REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (run, question)
) STRICT, WITHOUT ROWID;

CREATE INDEX duplicate_members_kept ON duplicate_members (run, kept);

CREATE VIEW duplicate_groups AS
SELECT d.run, d.question, d.kept, d.similarity, d.rule, q.id, k.id AS keptId
FROM duplicate_members AS d JOIN questions AS q ON q.n = d.question JOIN questions AS k ON k.n = d.kept;
