-- Who asked that something be taken down. What is named in `takedown_subjects` is in no release from then on,
-- unless the takedown is lifted. `named` and `why` can be erased: the event has them salted.
CREATE TABLE takedowns (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'question', 'text')),
  named TEXT NOT NULL,
  why TEXT NOT NULL,
  salt TEXT NOT NULL,
  actor TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  lifted_at TEXT,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

CREATE TABLE takedown_subjects (
  takedown INTEGER NOT NULL REFERENCES takedowns (n),
  type TEXT NOT NULL CHECK (type IN ('source', 'question')),
  subject TEXT NOT NULL,
  PRIMARY KEY (takedown, type, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX takedown_subjects_subject ON takedown_subjects (type, subject);

-- The rows of releases with the source of their questions.
CREATE VIEW released_rows AS
SELECT r.release, r.line, r.question, r.trace, q.source FROM release_rows AS r JOIN questions AS q ON q.id = r.question;
