-- Rows of releases are looked up by their trace, below and wherever a trace is asked where it went.
CREATE INDEX release_rows_trace ON release_rows (trace);

-- What a collection is for, and who is asked. `open` collections are worked on by `collect`; the others say no.
ALTER TABLE collections ADD COLUMN purpose TEXT NOT NULL DEFAULT 'traces'
  CHECK (purpose IN ('traces', 'attempts', 'grades', 'labels'));
ALTER TABLE collections ADD COLUMN provider TEXT;
ALTER TABLE collections ADD COLUMN service TEXT;
ALTER TABLE collections ADD COLUMN model TEXT;
ALTER TABLE collections ADD COLUMN endpoint TEXT;
ALTER TABLE collections ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused', 'cancelled'));
ALTER TABLE collections ADD COLUMN attestation TEXT CHECK (attestation IS NULL OR json_valid(attestation));
ALTER TABLE collections ADD COLUMN terms TEXT CHECK (terms IS NULL OR json_valid(terms));

-- Raw replies as they came. The hash is over the bytes before they were packed.
CREATE TABLE blobs (
  sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'deflate-raw')),
  bytes BLOB NOT NULL,
  size INTEGER NOT NULL
) STRICT;

-- One row a work item. `round` grows where failed ones are asked again on request.
CREATE TABLE asks (
  n INTEGER PRIMARY KEY,
  collection TEXT NOT NULL REFERENCES collections (id),
  key BLOB NOT NULL CHECK (length(key) = 32),
  question TEXT NOT NULL REFERENCES questions (id),
  sample INTEGER NOT NULL,
  round INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'asked', 'answered', 'blocked', 'unusable', 'failed')),
  reason TEXT,
  UNIQUE (collection, key)
) STRICT;

-- One row a call, written before it leaves and closed after it. Money in millionths of a dollar.
CREATE TABLE calls (
  n INTEGER PRIMARY KEY,
  collection TEXT NOT NULL REFERENCES collections (id),
  ask INTEGER NOT NULL REFERENCES asks (n),
  round INTEGER NOT NULL,
  try INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  reserved_tokens INTEGER NOT NULL,
  reserved_micro_usd INTEGER NOT NULL,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('answered', 'blocked', 'unusable', 'transient', 'rate-limited', 'quota-exhausted',
    'bad-request', 'fatal', 'aborted', 'not-sent', 'lost')),
  reason TEXT,
  status INTEGER,
  message TEXT,
  blob BLOB REFERENCES blobs (sha256),
  response_id TEXT,
  model_version TEXT,
  finish_reason TEXT,
  prompt_tokens INTEGER,
  cached_tokens INTEGER,
  thought_tokens INTEGER,
  answer_tokens INTEGER,
  cost_micro_usd INTEGER,
  charged_micro_usd INTEGER,
  price_row TEXT,
  latency_ms INTEGER,
  sent TEXT CHECK (sent IS NULL OR json_valid(sent)),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  UNIQUE (ask, round, try)
) STRICT;

CREATE INDEX calls_collection ON calls (collection);
CREATE INDEX calls_open ON calls (collection) WHERE ended_at IS NULL;

-- What a limiter knew when it was saved last, so that its counts outlive a restart.
CREATE TABLE meters (
  provider TEXT NOT NULL,
  project TEXT NOT NULL,
  model TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (provider, project, model)
) STRICT, WITHOUT ROWID;

-- Traces are made anew: several of one question, where they came from, and what was found in them.
-- Rows of releases point at them meanwhile, which is settled when the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE earlier_traces AS SELECT * FROM traces;
DROP TABLE traces;
CREATE TABLE traces (
  id TEXT NOT NULL PRIMARY KEY,
  collection TEXT NOT NULL REFERENCES collections (id),
  question TEXT NOT NULL REFERENCES questions (id),
  sample INTEGER NOT NULL DEFAULT 0,
  round INTEGER NOT NULL DEFAULT 1,
  kind TEXT CHECK (kind IN ('raw', 'summary', 'reference')),
  outcome TEXT NOT NULL,
  thinking TEXT,
  answer TEXT,
  tokens INTEGER,
  verdict TEXT CHECK (verdict IN ('correct', 'wrong', 'unverifiable')),
  verdict_rule TEXT,
  evidence TEXT CHECK (evidence IS NULL OR json_valid(evidence)),
  call INTEGER REFERENCES calls (n),
  created_at TEXT NOT NULL,
  UNIQUE (collection, question, sample, round)
) STRICT;
INSERT INTO traces (id, collection, question, kind, outcome, thinking, answer, tokens, created_at)
SELECT id, collection, question, kind, outcome, thinking, answer, tokens, created_at FROM temp.earlier_traces;
DROP TABLE temp.earlier_traces;
