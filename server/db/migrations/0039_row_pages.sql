-- What the rows that an event speaks of were when it was written: a line for each row, its key and the SHA-256 of its
-- content. The event names the page by its hash, so that every row can be held against the log.
CREATE TABLE row_pages (
  seq INTEGER NOT NULL,
  part TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (seq, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER row_pages_keep BEFORE UPDATE ON row_pages BEGIN SELECT RAISE(ABORT, 'pages are never changed'); END;
CREATE TRIGGER row_pages_stay BEFORE DELETE ON row_pages BEGIN SELECT RAISE(ABORT, 'pages are never deleted'); END;
