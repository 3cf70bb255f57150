-- Who was named in which comment, and when they had seen it.
CREATE TABLE mentions (
  comment TEXT NOT NULL REFERENCES comments (id),
  person TEXT NOT NULL,
  seen_at TEXT,
  PRIMARY KEY (person, comment)
) STRICT, WITHOUT ROWID;

-- Comments with those who were named in them.
CREATE VIEW mentioned_comments AS
SELECT m.person, m.seen_at, c.n, c.id, c.question, c.queue, c.author, c.text, c.flagged, c.salt, c.at
FROM mentions AS m JOIN comments AS c ON c.id = m.comment;
