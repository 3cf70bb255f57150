-- What is said of very many questions at once is said part by part, so that others are served in between. What is still
-- to be said is written down before anything is, so that it outlives the process that says it.
-- questions: JSON array of the ids of which nothing is said yet; null once it is.
-- before: JSON array of [question, what stood before or null]; null until it is said.
CREATE TABLE mark_parts (
  batch TEXT NOT NULL REFERENCES mark_batches (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  questions TEXT CHECK (json_valid(questions)),
  before TEXT CHECK (json_valid(before)),
  CHECK ((questions IS NULL) <> (before IS NULL)),
  PRIMARY KEY (batch, n)
) STRICT;
CREATE INDEX mark_parts_unsaid ON mark_parts (batch, n) WHERE questions IS NOT NULL;
INSERT INTO mark_parts (batch, n, before) SELECT id, 0, before FROM mark_batches;
ALTER TABLE mark_batches DROP COLUMN before;
ALTER TABLE mark_batches ADD COLUMN state TEXT NOT NULL DEFAULT 'done'
  CHECK (state IN ('going', 'done', 'undoing', 'undone'));
-- meant: questions that it is said of; reached: how many of them it has come to, or has come back to; put_back: of how
-- many it was taken back; undone_by: who takes it back, as {by, actor}.
ALTER TABLE mark_batches ADD COLUMN meant INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mark_batches ADD COLUMN reached INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mark_batches ADD COLUMN put_back INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mark_batches ADD COLUMN undone_by TEXT CHECK (json_valid(undone_by));
UPDATE mark_batches SET meant = changed, reached = changed, state = iif(undone_at IS NULL, 'done', 'undone');
