-- Pages of the pool by source; also serves the counts of live questions by source.
CREATE INDEX questions_source ON questions (source, live, n);

CREATE VIEW live_questions AS
SELECT n, id, external_id AS externalId, source, license, substr(question, 1, 400) AS text, question
FROM questions WHERE live = 1;

-- Questions in the order of the search index. `terms` takes MATCH; CROSS JOIN keeps the index in the lead.
CREATE VIEW found_questions AS
SELECT s.question_search AS terms, s.rowid AS n, q.id, q.external_id AS externalId, q.source, q.license,
  substr(q.question, 1, 400) AS text
FROM question_search AS s CROSS JOIN questions AS q ON q.n = s.rowid WHERE q.live = 1;

-- LEFT JOIN, so that a query that asks nothing of the question does not look it up.
CREATE VIEW decision_rows AS
SELECT d.run, d.question, d.stage, d.reason, d.rank, d.domain, d.domain_from AS domainFrom, d.length,
  d.length_from AS lengthFrom, d.difficulty, d.difficulty_from AS difficultyFrom,
  q.id, q.external_id AS externalId, q.source, q.license, substr(q.question, 1, 400) AS text,
  q.question AS wholeText
FROM decisions AS d LEFT JOIN questions AS q ON q.n = d.question;

CREATE VIEW found_decisions AS
SELECT s.question_search AS terms, s.rowid AS question, d.run, d.stage, d.reason, d.rank, d.domain,
  d.domain_from AS domainFrom, d.length, d.length_from AS lengthFrom, d.difficulty,
  d.difficulty_from AS difficultyFrom, q.id, q.external_id AS externalId, q.source, q.license,
  substr(q.question, 1, 400) AS text
FROM question_search AS s CROSS JOIN decisions AS d ON d.question = s.rowid CROSS JOIN questions AS q ON q.n = d.question;

-- What the make-up of a run is counted from. LEFT JOIN, so that a count that asks nothing of the question
-- does not look it up.
CREATE VIEW decision_tallies AS
SELECT d.run, d.reason, d.domain, d.length, q.source, q.license
FROM decisions AS d LEFT JOIN questions AS q ON q.n = d.question;

-- What the search index is made from, and where the versions of a source stand.
CREATE VIEW search_texts AS SELECT n, question AS text FROM questions;
CREATE VIEW question_places AS SELECT n, source FROM questions;
