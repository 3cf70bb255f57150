-- What people said about overlaps with benchmarks: phrases that are boilerplate, and single cases that they judged.
CREATE TABLE overlap_exemptions (
  phrase TEXT PRIMARY KEY,
  said_by TEXT NOT NULL,
  why TEXT NOT NULL,
  said_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE overlap_rulings (
  question TEXT NOT NULL,
  benchmark TEXT NOT NULL,
  item TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('overlap', 'no-overlap')),
  said_by TEXT NOT NULL,
  why TEXT NOT NULL,
  said_at TEXT NOT NULL,
  PRIMARY KEY (question, benchmark, item)
) STRICT, WITHOUT ROWID;
