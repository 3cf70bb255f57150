-- The workbench lays out maps, too. What kinds of commands there are is for the code to say.
CREATE TEMP TABLE former_command_jobs AS SELECT * FROM command_jobs;
DROP TABLE command_jobs;
CREATE TABLE command_jobs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  args TEXT NOT NULL CHECK (json_valid(args)),
  actor TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
  message TEXT,
  result TEXT CHECK (json_valid(result)),
  ended_at TEXT
) STRICT;
INSERT INTO command_jobs SELECT * FROM temp.former_command_jobs;
DROP TABLE temp.former_command_jobs;
