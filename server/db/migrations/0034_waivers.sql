-- What somebody took upon themselves: which flags of a run, for what purpose, why, by what evidence, until when.
-- A row never changes but for `state`, which follows from later events. Purpose, reason and statement are free
-- text that can be erased: the event has them salted.
CREATE TABLE waivers (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run INTEGER NOT NULL REFERENCES runs (n),
  codes TEXT NOT NULL CHECK (json_valid(codes)),
  reason TEXT NOT NULL,
  purpose TEXT NOT NULL,
  why TEXT NOT NULL,
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  statement TEXT NOT NULL,
  salt TEXT NOT NULL,
  actor TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked', 'expired')),
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;

CREATE TABLE waiver_flags (
  waiver INTEGER NOT NULL REFERENCES waivers (n),
  flag TEXT NOT NULL REFERENCES flags (id),
  PRIMARY KEY (waiver, flag)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiver_flags_flag ON waiver_flags (flag);

-- Flags that touch the selection of a run other than by its own traces: of its sources, its questions, and itself.
CREATE VIEW selection_flags AS
SELECT r.n AS run, f.n, f.id, f.code, f.subject_type, f.subject, f.phase, f.evidence, f.terms_refs, f.state
FROM runs AS r CROSS JOIN flags AS f ON f.subject_type = 'release' AND f.subject = r.id
UNION ALL
SELECT s.run, f.n, f.id, f.code, f.subject_type, f.subject, f.phase, f.evidence, f.terms_refs, f.state
FROM (SELECT DISTINCT d.run, q.source FROM decisions AS d CROSS JOIN questions AS q ON q.n = d.question WHERE d.rank IS NOT NULL) AS s
CROSS JOIN flags AS f ON f.subject = s.source AND f.subject_type = 'source'
UNION ALL
SELECT d.run, f.n, f.id, f.code, f.subject_type, f.subject, f.phase, f.evidence, f.terms_refs, f.state
FROM decisions AS d CROSS JOIN questions AS q ON q.n = d.question CROSS JOIN flags AS f ON f.subject = q.id AND f.subject_type = 'question'
WHERE d.rank IS NOT NULL;

-- Who raised a flag stands in its event.
CREATE VIEW flag_raisers AS
SELECT f.id, json_extract(CAST(e.body AS TEXT), '$.actor') AS actor FROM flags AS f JOIN events AS e ON e.seq = f.event;
