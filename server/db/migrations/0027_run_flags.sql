-- Flags of a run: of the traces that were collected for it, and of what it says about itself, which no collection has.
DROP VIEW run_flags;
CREATE VIEW run_flags AS
SELECT c.run, c.id AS collection, f.n, f.id, f.code, f.subject_type, f.subject, f.phase, f.evidence, f.terms_refs, f.state
FROM collections AS c CROSS JOIN traces AS t ON t.collection = c.id CROSS JOIN flags AS f ON f.subject = t.id AND f.subject_type = 'trace'
UNION ALL
SELECT r.n, NULL, f.n, f.id, f.code, f.subject_type, f.subject, f.phase, f.evidence, f.terms_refs, f.state
FROM runs AS r CROSS JOIN flags AS f ON f.subject = r.id AND f.subject_type = 'run';
