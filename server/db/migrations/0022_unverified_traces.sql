-- Traces that the answer checker could not judge, without the texts in their rows: graders may have judged them since.
CREATE INDEX traces_unverified
  ON traces (collection, verdict, id, question, outcome, kind, tokens, answer IS NOT NULL)
  WHERE verdict = 'unverifiable';
