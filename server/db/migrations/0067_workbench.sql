-- Commands that were ordered in the workbench. state: what is known when nobody works on it; args: the command line without its global options;
-- result: its reply, shortened where it is long.
CREATE TABLE command_jobs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('run', 'release', 'import')),
  title TEXT NOT NULL,
  args TEXT NOT NULL CHECK (json_valid(args)),
  actor TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
  message TEXT,
  result TEXT CHECK (json_valid(result)),
  ended_at TEXT
) STRICT;

-- Filters of the pool that somebody gave a name. address: the parameters of the page.
CREATE TABLE saved_views (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
