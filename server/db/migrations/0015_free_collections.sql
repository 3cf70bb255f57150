-- A collection need not belong to a run: traces that were made elsewhere, and attempts on the whole pool, come
-- before there is one. The table is made anew; rows that point at it are settled when the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE earlier_collections AS SELECT * FROM collections;
DROP TABLE collections;
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  run INTEGER REFERENCES runs (n),
  teacher TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  created_at TEXT NOT NULL,
  purpose TEXT NOT NULL DEFAULT 'traces' CHECK (purpose IN ('traces', 'attempts', 'grades', 'labels')),
  provider TEXT,
  service TEXT,
  model TEXT,
  endpoint TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused', 'cancelled')),
  attestation TEXT CHECK (attestation IS NULL OR json_valid(attestation)),
  terms TEXT CHECK (terms IS NULL OR json_valid(terms))
) STRICT, WITHOUT ROWID;
INSERT INTO collections (id, run, teacher, settings, created_at, purpose, provider, service, model, endpoint, state, attestation, terms)
SELECT id, run, teacher, settings, created_at, purpose, provider, service, model, endpoint, state, attestation, terms
FROM temp.earlier_collections;
DROP TABLE temp.earlier_collections;
