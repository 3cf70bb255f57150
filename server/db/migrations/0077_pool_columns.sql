-- What the pool is filtered, sorted and counted by, as narrow columns of a run.
CREATE VIEW decision_columns AS
SELECT d.run, d.question, d.stage, d.reason, d.rank, d.domain, d.length, d.difficulty, q.source, q.license, q.id
FROM decisions AS d JOIN questions AS q ON q.n = d.question;

-- What was said of questions since: open flags of their own and of their traces, marks, words of reviewers.
CREATE VIEW pool_flags AS
SELECT q.n AS question, f.code FROM flags AS f JOIN questions AS q ON q.id = f.subject
WHERE f.subject_type = 'question' AND f.state = 'open'
UNION
SELECT q.n, f.code FROM flags AS f JOIN traces AS t ON t.id = f.subject JOIN questions AS q ON q.id = t.question
WHERE f.subject_type = 'trace' AND f.state = 'open';

CREATE VIEW pool_marks AS
SELECT q.n AS question, m.mark, m.name FROM marks AS m JOIN questions AS q ON q.id = m.question;

CREATE VIEW pool_words AS
SELECT r.n, q.n AS question, r.reviewer, r.aspect, r.decision, r.final FROM reviews AS r JOIN questions AS q ON q.id = r.question
WHERE r.withdrawn IS NULL;
