-- Reference answers of benchmark items that carry their text, so that a model can be held against them.
CREATE TABLE benchmark_answers (
  benchmark TEXT NOT NULL,
  id TEXT NOT NULL,
  answer TEXT NOT NULL,
  options TEXT,
  PRIMARY KEY (benchmark, id),
  FOREIGN KEY (benchmark, id) REFERENCES benchmark_items (benchmark, id)
) STRICT, WITHOUT ROWID;

-- A model that is evaluated. `settings` is what it was asked with, as JSON; `report` what came of it, once all is in.
CREATE TABLE evaluations (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  release TEXT REFERENCES releases (id),
  settings TEXT NOT NULL,
  report TEXT
) STRICT, WITHOUT ROWID;

-- Calls of an evaluation: written before each leaves, closed with the raw reply. An item at a point takes several.
CREATE TABLE evaluation_calls (
  evaluation TEXT NOT NULL REFERENCES evaluations (id),
  benchmark TEXT NOT NULL,
  item TEXT NOT NULL,
  point INTEGER NOT NULL,
  step INTEGER NOT NULL,
  request_sha256 BLOB NOT NULL CHECK (length(request_sha256) = 32),
  state TEXT NOT NULL CHECK (state IN ('asked', 'answered', 'failed')),
  text TEXT,
  finish TEXT,
  tokens INTEGER,
  reason TEXT,
  raw BLOB,
  PRIMARY KEY (evaluation, benchmark, item, point, step)
) STRICT, WITHOUT ROWID;

-- What became of an item at a point.
CREATE TABLE evaluation_results (
  evaluation TEXT NOT NULL REFERENCES evaluations (id),
  benchmark TEXT NOT NULL,
  item TEXT NOT NULL,
  point INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('correct', 'wrong', 'unverifiable', 'failed')),
  rule TEXT NOT NULL,
  answer TEXT,
  thinking_tokens INTEGER NOT NULL,
  answer_tokens INTEGER NOT NULL,
  forced INTEGER NOT NULL CHECK (forced IN (0, 1)),
  waits INTEGER NOT NULL,
  PRIMARY KEY (evaluation, benchmark, item, point)
) STRICT, WITHOUT ROWID;

CREATE VIEW answered_items AS
SELECT i.benchmark, i.id, i.text, a.options, a.answer
FROM benchmark_answers AS a JOIN benchmark_items AS i ON i.benchmark = a.benchmark AND i.id = a.id
WHERE i.text IS NOT NULL;
