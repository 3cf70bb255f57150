-- What people concluded of the licences of sources, in place of what these declare; the last word counts.
-- declared: only rows that declare exactly this ('' for rows that declare nothing); null for all rows of the source.
-- The text of the reason can be erased: the event has it salted.
CREATE TABLE licence_conclusions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  declared TEXT,
  spdx TEXT NOT NULL,
  actor TEXT NOT NULL,
  why TEXT NOT NULL,
  salt TEXT NOT NULL,
  concluded_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

-- What the questions of each source say of their licence, with their records.
CREATE VIEW declared_licences AS
SELECT source, license, revision, count(*) AS questions FROM questions WHERE live = 1 GROUP BY source, license, revision;
