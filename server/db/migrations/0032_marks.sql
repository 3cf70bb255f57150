-- What people decided about single questions: a pin comes first in a selection, an exclusion is never in one, a tag
-- (with its name) only says something. despite: a JSON array of the stages that a pin overrules.
CREATE TABLE marks (
  question TEXT NOT NULL REFERENCES questions (id),
  mark TEXT NOT NULL CHECK (mark IN ('pin', 'exclude', 'tag')),
  name TEXT NOT NULL DEFAULT '',
  despite TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(despite)),
  said_by TEXT NOT NULL,
  why TEXT NOT NULL,
  said_at TEXT NOT NULL,
  CHECK ((mark = 'tag') = (name <> '')),
  PRIMARY KEY (question, mark, name)
) STRICT, WITHOUT ROWID;
