-- One row a shard: calls of a collection that go to a provider as one batch. Written before the batch is made, so that
-- one whose creation was not heard of is found again by its display name.
CREATE TABLE batches (
  n INTEGER PRIMARY KEY,
  collection TEXT NOT NULL REFERENCES collections (id),
  display_name TEXT NOT NULL UNIQUE,
  -- Print of the key that made it: no other key sees it.
  project TEXT NOT NULL DEFAULT 'none',
  keys TEXT NOT NULL CHECK (json_valid(keys)),
  state TEXT NOT NULL DEFAULT 'intended' CHECK (state IN ('intended', 'named', 'cancelled', 'ended')),
  job TEXT,
  intended_at TEXT NOT NULL,
  named_at TEXT,
  cancelled_at TEXT,
  ended_at TEXT,
  outcome TEXT,
  answered INTEGER,
  online INTEGER,
  error TEXT,
  notes TEXT CHECK (notes IS NULL OR json_valid(notes)),
  CHECK ((job IS NULL) = (named_at IS NULL)),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX batches_open ON batches (collection) WHERE ended_at IS NULL;
