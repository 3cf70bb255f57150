-- Calls that were handed to workers. A reply is stored here as it came, before anything is made of it, so that neither
-- the server's end nor the worker's loses it. state: `out` (with the worker), `replied` (its reply waits to be taken),
-- `replaced` (another call has left for the same item), `late` (it was replaced, and its reply came), `unsent`
-- (given back, nothing had left), `done`.
CREATE TABLE worker_leases (
  id TEXT PRIMARY KEY,
  collection TEXT NOT NULL REFERENCES collections (id),
  ask INTEGER NOT NULL REFERENCES asks (n),
  call INTEGER NOT NULL REFERENCES calls (n),
  actor TEXT NOT NULL,
  worker TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'out' CHECK (state IN ('out', 'replied', 'replaced', 'late', 'unsent', 'done')),
  handed_at TEXT NOT NULL,
  replied_at TEXT,
  reply TEXT CHECK (reply IS NULL OR json_valid(reply)),
  body BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX worker_leases_open ON worker_leases (ask) WHERE state <> 'done';
CREATE INDEX worker_leases_collection ON worker_leases (collection) WHERE state <> 'done';

-- Tokens of workers. What a token may be good for is for the code to say.
CREATE TEMP TABLE former_secrets AS SELECT * FROM secrets;
DROP TABLE secrets;
CREATE TABLE secrets (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'token', 'invitation')),
  user TEXT NOT NULL REFERENCES users (id),
  sha256 TEXT NOT NULL,
  name TEXT,
  scope TEXT,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO secrets SELECT * FROM temp.former_secrets;
DROP TABLE temp.former_secrets;
CREATE INDEX secrets_user ON secrets (user, kind);
