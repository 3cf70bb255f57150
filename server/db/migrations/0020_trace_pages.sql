-- Counts and filters of traces read these indexes, never the rows, in which whole thoughts stand.
CREATE INDEX traces_counts ON traces (collection, outcome, verdict, kind, tokens);
CREATE INDEX traces_found ON traces (collection, evidence) WHERE evidence IS NOT NULL AND evidence <> '[]';
CREATE INDEX traces_question ON traces (question);
CREATE INDEX asks_counts ON asks (collection, state, reason);
CREATE INDEX asks_question ON asks (collection, question);
CREATE INDEX asks_again ON asks (collection, question, sample, round) WHERE round > 1;
CREATE INDEX calls_books ON calls (collection, outcome, latency_ms, try, cost_micro_usd, charged_micro_usd,
  prompt_tokens, thought_tokens, answer_tokens);

-- What counts are made from.
CREATE VIEW trace_counts AS SELECT collection, outcome, verdict, kind, tokens FROM traces;
CREATE VIEW trace_places AS SELECT rowid AS at, collection, outcome, verdict FROM traces;
CREATE VIEW trace_findings AS
SELECT t.rowid AS at, t.collection, f.value ->> 'defect' AS defect, f.value ->> 'severity' AS severity
FROM traces AS t CROSS JOIN json_each(t.evidence) AS f WHERE t.evidence IS NOT NULL AND t.evidence <> '[]';
CREATE VIEW call_counts AS
SELECT n, collection, outcome, latency_ms AS latencyMs, reserved_micro_usd AS reservedMicroUsd, price_row AS priceRow FROM calls;

-- Where the words of a search are looked for; CROSS JOIN keeps the traces in the lead.
CREATE VIEW trace_texts AS
SELECT t.rowid AS at, t.collection, t.outcome, t.verdict, q.question AS text
FROM traces AS t CROSS JOIN questions AS q ON q.id = t.question;

-- A trace with the question that it answers and that question's rank in the run.
CREATE VIEW trace_rows AS
SELECT t.rowid AS at, t.id, t.collection, t.question AS questionId, t.sample, t.round, t.kind, t.outcome, t.verdict,
  t.tokens, t.evidence, t.created_at AS createdAt, q.external_id AS externalId, q.source,
  substr(q.question, 1, 400) AS text, d.rank
FROM traces AS t CROSS JOIN questions AS q ON q.id = t.question JOIN collections AS c ON c.id = t.collection
  LEFT JOIN decisions AS d ON d.run = c.run AND d.question = q.n;

-- Items that are settled and brought no trace: nobody answered.
CREATE VIEW traceless_asks AS
SELECT a.n AS at, a.collection, a.question AS questionId, a.sample, a.round, a.state, a.reason,
  q.external_id AS externalId, q.source, substr(q.question, 1, 400) AS text, q.question AS wholeText, d.rank
FROM asks AS a CROSS JOIN questions AS q ON q.id = a.question JOIN collections AS c ON c.id = a.collection
  LEFT JOIN decisions AS d ON d.run = c.run AND d.question = q.n
WHERE a.state IN ('blocked', 'unusable', 'failed') AND NOT EXISTS (
  SELECT 1 FROM traces AS t
  WHERE t.collection = a.collection AND t.question = a.question AND t.sample = a.sample AND t.round = a.round);

-- Every call of an item, in the order in which they left.
CREATE VIEW ask_calls AS
SELECT c.*, b.media_type FROM calls AS c LEFT JOIN blobs AS b ON b.sha256 = c.blob;

-- The selected of a run that a collection does not hold yet.
CREATE VIEW wanted_questions AS
SELECT d.run, q.id AS question FROM decisions AS d CROSS JOIN questions AS q ON q.n = d.question
WHERE d.rank IS NOT NULL AND d.reason IS NULL;
CREATE VIEW held_questions AS
SELECT collection, question FROM traces UNION ALL SELECT collection, question FROM asks;

-- Traces of items that were asked again on request: a later round has taken their place.
CREATE VIEW superseded_traces AS
SELECT t.rowid AS at, a.collection
FROM asks AS a CROSS JOIN traces AS t
  ON t.collection = a.collection AND t.question = a.question AND t.sample = a.sample AND t.round < a.round
WHERE a.round > 1;
