-- An event is put into the log after the rows that refer to it, so SQLite looks for those rows by their event each
-- time: without these indexes it reads whole tables, and every reply would cost more than the one before it.
CREATE INDEX flags_event ON flags (event);
CREATE INDEX reviews_event ON reviews (event);
CREATE INDEX licence_conclusions_event ON licence_conclusions (event);
CREATE INDEX waivers_event ON waivers (event);
CREATE INDEX takedowns_event ON takedowns (event);
