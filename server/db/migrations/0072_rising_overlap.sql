-- raises: a queue in which an item may be put before more people than it began with: the most of them, and the share
-- of the verdicts that is to hold ({"upTo", "sure"}); null: it never is.
ALTER TABLE queues ADD COLUMN raises TEXT CHECK (raises IS NULL OR json_valid(raises));

-- How such a queue stood when it was looked at last: share of the verdicts that is expected to hold, the lower end of
-- its interval, whether that is enough, and how often people err with the interval of it. judgements: how many there
-- were then; pending: how many came since.
CREATE TABLE queue_overlap (
  queue TEXT PRIMARY KEY REFERENCES queues (id),
  judgements INTEGER NOT NULL DEFAULT 0,
  pending INTEGER NOT NULL DEFAULT 0,
  share REAL,
  low REAL,
  met INTEGER NOT NULL DEFAULT 0 CHECK (met IN (0, 1)),
  error REAL,
  error_low REAL,
  error_high REAL
) STRICT, WITHOUT ROWID;

-- What stands on the items of a queue: a row for each person and text, without gold questions and items that are gone.
CREATE VIEW queue_words AS
SELECT i.queue, i.question, r.n, r.reviewer, r.decision, r.fields, r.at
FROM queue_items AS i JOIN reviews AS r ON r.question = i.question AND r.text_sha256 = i.text_sha256 AND r.aspect = i.aspect
WHERE i.gold IS NULL AND i.gone = 0 AND r.withdrawn IS NULL AND r.final = 0;
