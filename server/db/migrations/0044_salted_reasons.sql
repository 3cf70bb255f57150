-- The log tells of what people say by a salted hash of their words: erased with its salt, a text leaves nothing behind.
ALTER TABLE marks ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE overlap_exemptions ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE overlap_rulings ADD COLUMN salt TEXT NOT NULL DEFAULT '';
