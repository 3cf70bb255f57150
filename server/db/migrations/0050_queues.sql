-- What people are asked to judge, how, and how many of them. teacher: whose traces (any); selects: what its items are taken from; form: a JSON
-- Schema of what is asked besides accept, reject or skip; members: opaque ids, empty for everybody.
CREATE TABLE queues (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  aspect TEXT NOT NULL,
  run INTEGER REFERENCES runs (n),
  teacher TEXT,
  selects TEXT NOT NULL CHECK (json_valid(selects)),
  form TEXT NOT NULL CHECK (json_valid(form)),
  people INTEGER NOT NULL CHECK (people >= 1),
  share REAL NOT NULL,
  ordering TEXT NOT NULL CHECK (ordering IN ('rank', 'random', 'disagreement', 'uncertainty')),
  seed INTEGER NOT NULL,
  gold_every INTEGER NOT NULL,
  target INTEGER,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
  members TEXT NOT NULL CHECK (json_valid(members)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

-- Guidelines in Markdown; a new version never replaces an old one.
CREATE TABLE guidelines (
  queue TEXT NOT NULL REFERENCES queues (id),
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  PRIMARY KEY (queue, version)
) STRICT, WITHOUT ROWID;

-- The texts of a queue. people: how many are to judge it; gold: the verdict that is known already. judged, split and
-- settled follow from the judgements: how many people said accept or reject, whether they differ, whether an
-- adjudicator has said the last word. gone: what the queue is taken from holds it no more.
CREATE TABLE queue_items (
  queue TEXT NOT NULL REFERENCES queues (id),
  question TEXT NOT NULL REFERENCES questions (id),
  text_sha256 TEXT NOT NULL,
  aspect TEXT NOT NULL,
  trace TEXT,
  rank INTEGER,
  priority REAL NOT NULL,
  people INTEGER NOT NULL,
  gold TEXT CHECK (gold IN ('accept', 'reject')),
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
  judged INTEGER NOT NULL DEFAULT 0,
  split INTEGER NOT NULL DEFAULT 0,
  settled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (queue, question)
) STRICT, WITHOUT ROWID;

CREATE INDEX queue_items_open ON queue_items (queue, priority, question)
  WHERE judged < people AND gone = 0 AND gold IS NULL;
CREATE INDEX queue_items_text ON queue_items (question, text_sha256, aspect);
CREATE INDEX queue_items_split ON queue_items (queue, question) WHERE split = 1 AND settled = 0;

-- Who holds which item, and until when; in milliseconds since 1970. tab: the browser tab (or program) that asked.
CREATE TABLE review_leases (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL REFERENCES queues (id),
  question TEXT NOT NULL,
  person TEXT NOT NULL,
  tab TEXT NOT NULL,
  taken_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  UNIQUE (queue, question, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_leases_expiry ON review_leases (expires_ms);

-- What somebody has begun to say and not submitted.
CREATE TABLE review_drafts (
  queue TEXT NOT NULL REFERENCES queues (id),
  question TEXT NOT NULL,
  person TEXT NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (queue, question, person)
) STRICT, WITHOUT ROWID;

-- What people say to each other about a question. flagged: somebody should look at it. The text can be erased: the
-- event has it salted.
CREATE TABLE comments (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  question TEXT NOT NULL REFERENCES questions (id),
  queue TEXT REFERENCES queues (id),
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  salt TEXT NOT NULL,
  at TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

CREATE INDEX comments_question ON comments (question, n);

-- Items that somebody may still be asked about, with how many are held; and gold questions, which everybody is asked.
CREATE VIEW open_items AS
SELECT queue, question, text_sha256, aspect, priority, split, people, judged FROM queue_items
WHERE judged < people AND gone = 0 AND gold IS NULL;
CREATE VIEW gold_items AS
SELECT queue, question, text_sha256, aspect, priority FROM queue_items WHERE gone = 0 AND gold IS NOT NULL;
