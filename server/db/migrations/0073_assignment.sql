-- wants: skills that whoever judges must have; shares: the share of the judgements that a person gives at most, by
-- opaque id. Empty: nothing is asked for.
ALTER TABLE queues ADD COLUMN wants TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(wants));
ALTER TABLE queues ADD COLUMN shares TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(shares));

-- What people are said to be able to judge.
CREATE TABLE skills (
  person TEXT NOT NULL,
  skill TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  PRIMARY KEY (person, skill)
) STRICT, WITHOUT ROWID;

CREATE INDEX skills_event ON skills (event);
