-- The SHA-256 of every line of every release, so that a line can be found by it.
-- part: the name of a format, or `provenance`.
CREATE TABLE release_lines (
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  release TEXT NOT NULL REFERENCES releases (id),
  line INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (release, line, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX release_lines_sha256 ON release_lines (sha256);

-- The texts that an auditor may have a sentence of.
CREATE VIEW audit_questions AS SELECT n, id, live, question, options, answer, solution FROM questions;
CREATE VIEW audit_traces AS SELECT id, question, thinking, answer FROM traces;

-- Grades with the question that they are about.
CREATE VIEW audit_grades AS
SELECT g.n, t.question, g.trace, NULL AS attempt, g.origin, g.grader, g.prompt, g.prompt_sha256, g.verdict, g.says, g.created_at
FROM grades AS g JOIN traces AS t ON t.id = g.trace
UNION ALL
SELECT g.n, a.question, NULL, g.attempt, g.origin, g.grader, g.prompt, g.prompt_sha256, g.verdict, g.says, g.created_at
FROM grades AS g JOIN attempts AS a ON a.n = g.attempt;
