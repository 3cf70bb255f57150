-- Versions of questions that people wrote while reviewing. before: the version that gave way. The reason can be
-- erased: the event has it salted.
CREATE TABLE question_edits (
  question TEXT PRIMARY KEY REFERENCES questions (id),
  before TEXT NOT NULL REFERENCES questions (id),
  editor TEXT NOT NULL,
  why TEXT NOT NULL,
  salt TEXT NOT NULL,
  at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT, WITHOUT ROWID;

-- As 0051.
CREATE INDEX question_edits_event ON question_edits (event);
