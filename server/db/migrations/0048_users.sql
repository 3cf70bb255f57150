-- Who may work in this workspace. The name lies in `people`; a role or a disabling is an event of its own.
CREATE TABLE users (
  id TEXT PRIMARY KEY REFERENCES people (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'curator', 'reviewer', 'compliance-officer', 'auditor')),
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT, WITHOUT ROWID;

-- The scrypt hash of a password with its salt and costs. A user without one has an invitation open.
CREATE TABLE credentials (
  user TEXT PRIMARY KEY REFERENCES users (id),
  hash TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Secrets of those who are signed in, of their programs, and of links that let somebody choose a password: each as
-- its SHA-256 only. kind: session, token or invitation. Times in milliseconds since 1970.
CREATE TABLE secrets (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'token', 'invitation')),
  user TEXT NOT NULL REFERENCES users (id),
  sha256 TEXT NOT NULL,
  name TEXT,
  scope TEXT CHECK (scope IN ('read', 'review', 'full')),
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX secrets_user ON secrets (user, kind);
