-- Versions of traces that people wrote while reviewing. before: the trace that gave way. The reason can be erased: the
-- event has it salted.
CREATE TABLE trace_edits (
  trace TEXT PRIMARY KEY REFERENCES traces (id),
  before TEXT NOT NULL UNIQUE REFERENCES traces (id),
  editor TEXT NOT NULL,
  why TEXT NOT NULL,
  salt TEXT NOT NULL,
  at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT, WITHOUT ROWID;

-- As 0051.
CREATE INDEX trace_edits_event ON trace_edits (event);

-- Everybody who wrote something of a version of a question or a trace, with those who wrote of the versions before it:
-- none of them may accept it.
CREATE TABLE edit_writers (
  subject TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (subject, person)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO edit_writers (subject, person) SELECT question, editor FROM question_edits;

-- As 0050, with the trace that is shown.
DROP VIEW open_items;
DROP VIEW gold_items;
CREATE VIEW open_items AS
SELECT queue, question, text_sha256, aspect, trace, priority, split, people, judged FROM queue_items
WHERE judged < people AND gone = 0 AND gold IS NULL;
CREATE VIEW gold_items AS
SELECT queue, question, text_sha256, aspect, trace, priority FROM queue_items WHERE gone = 0 AND gold IS NOT NULL;
CREATE VIEW items_of_writers AS SELECT subject, person FROM edit_writers;
