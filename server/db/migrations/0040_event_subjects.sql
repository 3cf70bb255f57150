-- Which events speak of an id: of a question, trace, run, release, flag or whoever else. Rebuildable from the events.
CREATE TABLE event_subjects (
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;
