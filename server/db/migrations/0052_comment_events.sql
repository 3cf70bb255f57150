-- As 0051: comments are found by their event as each one is put into the log.
CREATE INDEX comments_event ON comments (event);
