-- What people said of a text. A judgement belongs to the hash of the text that it saw, and is never changed: of
-- each person the last one counts. `why` can be erased: the event has it salted.
CREATE TABLE reviews (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  question TEXT NOT NULL REFERENCES questions (id),
  text_sha256 TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accept', 'reject', 'skip')),
  why TEXT,
  salt TEXT NOT NULL,
  at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

CREATE INDEX reviews_question ON reviews (question);
