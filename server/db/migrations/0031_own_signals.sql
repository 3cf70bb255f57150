-- Of what kind an imported value is, and where it came from: the origin that its line names, else its file. Null for
-- values that came before this, and for those of the fields domain, level and tokens.
ALTER TABLE signals ADD COLUMN kind TEXT CHECK (kind IN ('number', 'boolean', 'label'));
ALTER TABLE signals ADD COLUMN origin TEXT;

-- Imported vectors, as little-endian floats of 32 bits; of one name all have the same dimension.
CREATE TABLE signal_vectors (
  question TEXT NOT NULL REFERENCES questions (id),
  name TEXT NOT NULL,
  dimension INTEGER NOT NULL CHECK (dimension > 0),
  floats BLOB NOT NULL CHECK (length(floats) = 4 * dimension),
  origin TEXT NOT NULL,
  PRIMARY KEY (name, question)
) STRICT, WITHOUT ROWID;
