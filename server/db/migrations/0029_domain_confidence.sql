-- How sure the fitted classifier of domains was; null where another told the domain.
ALTER TABLE decisions ADD COLUMN domain_confidence REAL;

DROP VIEW decided;
CREATE VIEW decided AS
SELECT d.run, d.question, d.stage, d.reason, d.rank, d.domain, d.domain_from AS domainFrom,
  d.domain_confidence AS domainConfidence, d.length, d.length_from AS lengthFrom, d.difficulty,
  d.difficulty_from AS difficultyFrom, d.margins, d.evidence, q.id, q.external_id AS externalId, q.source,
  q.license, q.question AS text
FROM decisions AS d JOIN questions AS q ON q.n = d.question;
