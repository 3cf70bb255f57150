-- Versions of questions that another one took the place of, to be walked backwards from the one that lives.
CREATE INDEX questions_superseded ON questions (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE VIEW question_versions AS
SELECT id, superseded_by FROM questions WHERE superseded_by IS NOT NULL;
