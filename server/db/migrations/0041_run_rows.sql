-- What a run decided from and about, a line of JSON a question, packed; without texts. A draw can be repeated from it.
CREATE TABLE run_rows (
  run INTEGER PRIMARY KEY REFERENCES runs (n),
  bytes BLOB NOT NULL
) STRICT;
