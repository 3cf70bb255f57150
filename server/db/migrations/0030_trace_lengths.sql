-- Length of each trace that a model wrote. Of a summary it is what the provider counted of the thoughts
-- themselves, and none where the provider did not say: the length of a summary is not that of what it sums up.
CREATE VIEW trace_lengths AS
SELECT t.id AS trace, t.question, t.collection, t.outcome, CASE t.kind WHEN 'summary' THEN c.thought_tokens ELSE t.tokens END AS tokens
FROM traces AS t LEFT JOIN calls AS c ON c.n = t.call
WHERE t.kind <> 'reference';

-- Collections of a run that hold traces of nobody but those whom the run had ranked: what follows from a selection
-- must not decide about the next one.
CREATE VIEW ranked_collections AS
SELECT c.id AS collection FROM collections AS c
WHERE c.run IS NOT NULL AND c.purpose = 'traces' AND NOT EXISTS (
  SELECT 1 FROM traces AS t JOIN questions AS q ON q.id = t.question
    LEFT JOIN decisions AS d ON d.run = c.run AND d.question = q.n
  WHERE t.collection = c.id AND d.rank IS NULL);
