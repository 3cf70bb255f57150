-- The questions of an import, for lists of them.
CREATE INDEX questions_import ON questions (import_id, n);
CREATE VIEW imported_questions AS SELECT import_id AS importId, n FROM questions;
