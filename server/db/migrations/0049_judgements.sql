-- A judgement says which aspect of the text it is about, in which queue and under which guidelines it was given, how
-- long it took, and what a form asked besides. final: the verdict of an adjudicator. replaces: what the same person
-- had said before. withdrawn: the event by which it was taken back; the row stays.
ALTER TABLE reviews ADD COLUMN aspect TEXT NOT NULL DEFAULT 'release';
ALTER TABLE reviews ADD COLUMN queue TEXT;
ALTER TABLE reviews ADD COLUMN guidelines INTEGER;
ALTER TABLE reviews ADD COLUMN seconds INTEGER;
ALTER TABLE reviews ADD COLUMN fields TEXT CHECK (fields IS NULL OR json_valid(fields));
ALTER TABLE reviews ADD COLUMN final INTEGER NOT NULL DEFAULT 0 CHECK (final IN (0, 1));
ALTER TABLE reviews ADD COLUMN replaces TEXT;
ALTER TABLE reviews ADD COLUMN withdrawn INTEGER REFERENCES events (seq);

CREATE INDEX reviews_queue ON reviews (queue, n) WHERE queue IS NOT NULL;
CREATE INDEX reviews_reviewer ON reviews (reviewer, n);
CREATE INDEX reviews_text ON reviews (question, text_sha256, aspect, reviewer);

-- Words that stand, of whoever gave them: what nobody is asked again.
CREATE VIEW standing_words AS
SELECT question, text_sha256, aspect, reviewer, decision, queue FROM reviews WHERE withdrawn IS NULL AND final = 0;
