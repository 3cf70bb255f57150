-- Keys that took the place of another: from event `event` on, heads of the log are signed by `vkey`.
CREATE TABLE log_keys (
  event INTEGER PRIMARY KEY REFERENCES events (seq),
  vkey TEXT NOT NULL,
  former TEXT NOT NULL
) STRICT;

-- Signatures of others under a head of the log, each the last line of a note.
CREATE TABLE cosignatures (
  size INTEGER NOT NULL REFERENCES checkpoints (size),
  vkey TEXT NOT NULL,
  line TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  PRIMARY KEY (size, vkey)
) STRICT, WITHOUT ROWID;
