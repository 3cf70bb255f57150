-- What a work item is about, where that is not its question itself (an attempt or trace to be graded), and the id of
-- what its last reply has become: a trace, an attempt, a grade, a label.
ALTER TABLE asks ADD COLUMN subject TEXT;
ALTER TABLE asks ADD COLUMN result TEXT;

-- Flags of what the items of a collection have become last.
CREATE VIEW result_flags AS
SELECT a.collection, f.code FROM asks AS a JOIN flags AS f ON f.subject = a.result WHERE a.result IS NOT NULL;

-- Where an attempt was collected and by which call; all null where it was imported. outcome: `answered`, or why the
-- reply holds nothing.
ALTER TABLE attempts ADD COLUMN collection TEXT REFERENCES collections (id);
ALTER TABLE attempts ADD COLUMN outcome TEXT;
ALTER TABLE attempts ADD COLUMN call INTEGER REFERENCES calls (n);
CREATE INDEX attempts_collection ON attempts (collection) WHERE collection IS NOT NULL;

-- The call that brought a label; null where it was imported, which stands over one that was collected.
ALTER TABLE signals ADD COLUMN call INTEGER REFERENCES calls (n);
CREATE INDEX signals_call ON signals (call) WHERE call IS NOT NULL;
CREATE VIEW collected_labels AS
SELECT c.collection, s.question, s.name, s.value FROM signals AS s JOIN calls AS c ON c.n = s.call WHERE s.call IS NOT NULL;

-- What somebody says about an attempt or a trace, never changed. grader: the model as it was asked, or the opaque id
-- of a person. sample: in which order the texts were shown. Of a person the last word counts.
CREATE TABLE grades (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  attempt INTEGER REFERENCES attempts (n),
  trace TEXT REFERENCES traces (id),
  origin TEXT NOT NULL CHECK (origin IN ('model', 'human')),
  grader TEXT NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0,
  prompt TEXT,
  prompt_sha256 TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('correct', 'wrong', 'unverifiable')),
  says TEXT,
  collection TEXT REFERENCES collections (id),
  call INTEGER REFERENCES calls (n),
  created_at TEXT NOT NULL,
  CHECK ((attempt IS NULL) <> (trace IS NULL)),
  CHECK ((origin = 'model') = (call IS NOT NULL))
) STRICT;

CREATE INDEX grades_attempt ON grades (attempt) WHERE attempt IS NOT NULL;
CREATE INDEX grades_trace ON grades (trace) WHERE trace IS NOT NULL;
CREATE INDEX grades_collection ON grades (collection) WHERE collection IS NOT NULL;
