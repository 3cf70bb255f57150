-- What was said of many questions at once, and what each of them said before, so that it can be taken back.
-- before: JSON array of [question, what stood before or null].
CREATE TABLE mark_batches (
  id TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  said TEXT NOT NULL CHECK (json_valid(said)),
  before TEXT NOT NULL CHECK (json_valid(before)),
  changed INTEGER NOT NULL,
  at TEXT NOT NULL,
  undone_at TEXT
) STRICT;
CREATE INDEX mark_batches_at ON mark_batches (at);
