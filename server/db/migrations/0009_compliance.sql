-- What was found in the way of a source, question, trace or release. A row stands for one flag of one flag.raised
-- event (`event` is its place in the log, `place` the flag's place in it) and never changes but for `state`,
-- which follows from later events.
CREATE TABLE flags (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  vocab_version INTEGER NOT NULL,
  subject_type TEXT NOT NULL,
  subject TEXT NOT NULL,
  phase TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  terms_refs TEXT NOT NULL CHECK (json_valid(terms_refs)),
  event INTEGER NOT NULL REFERENCES events (seq),
  place INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open'
) STRICT;

CREATE INDEX flags_subject ON flags (subject, subject_type);
CREATE INDEX flags_code ON flags (code);
CREATE TRIGGER flags_keep BEFORE UPDATE OF id, code, vocab_version, subject_type, subject, phase, rule, rule_version,
  evidence, terms_refs, event, place ON flags BEGIN SELECT RAISE(ABORT, 'flags are never changed'); END;

-- Flags of the traces of a run, with their collection. CROSS JOIN keeps that order: few collections, their traces,
-- and only the flags of those.
CREATE VIEW run_flags AS
SELECT c.run, c.id AS collection, f.n, f.id, f.code, f.subject_type, f.subject, f.phase, f.evidence, f.terms_refs, f.state
FROM collections AS c CROSS JOIN traces AS t ON t.collection = c.id CROSS JOIN flags AS f ON f.subject = t.id AND f.subject_type = 'trace';

-- What somebody said about a key: its tier, its region, what the output is for. The key itself is nowhere; its
-- print is an HMAC under a secret of the workspace. The text of the use can be erased: the event has it salted.
CREATE TABLE attestations (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  key_print TEXT NOT NULL,
  tier TEXT NOT NULL CHECK (tier IN ('paid', 'unpaid')),
  region TEXT NOT NULL,
  intended_use TEXT NOT NULL,
  salt TEXT NOT NULL,
  actor TEXT NOT NULL,
  attested_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

CREATE INDEX attestations_key ON attestations (provider, key_print, attested_at);

-- Which weights a server of one's own serves under a name, by somebody's word; the last word counts.
CREATE TABLE endpoints (
  n INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  model TEXT NOT NULL,
  weights TEXT NOT NULL,
  actor TEXT NOT NULL,
  declared_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

-- Who an opaque id of the log stands for. Erasing a name breaks no event.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT UNIQUE
) STRICT, WITHOUT ROWID;

-- Pages of terms as somebody brought them, normalised; `instrument` is an id of the registry up to its version.
CREATE TABLE captures (
  n INTEGER PRIMARY KEY,
  instrument TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  actor TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  UNIQUE (instrument, sha256)
) STRICT;
