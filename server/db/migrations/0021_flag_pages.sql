-- Flags of traces, code by code: a trace carries the same few as most of its collection.
CREATE INDEX flags_codes ON flags (subject_type, subject, code, state);
CREATE INDEX flags_closed ON flags (state) WHERE state <> 'open';
CREATE INDEX traces_ids ON traces (collection, id, outcome);

CREATE VIEW trace_codes AS
SELECT t.rowid AS at, t.collection, t.id, t.outcome, f.code, f.state
FROM traces AS t CROSS JOIN flags AS f ON f.subject_type = 'trace' AND f.subject = t.id;

CREATE VIEW trace_flags AS
SELECT n, subject AS trace, code, phase, state, evidence, terms_refs AS termsRefs FROM flags WHERE subject_type = 'trace';

-- Flags by the order in which they were raised, with the trace that they are about.
CREATE VIEW raised_flags AS
SELECT f.n, t.rowid AS at, t.collection
FROM flags AS f CROSS JOIN traces AS t ON t.id = f.subject;
CREATE VIEW flag_marks AS
SELECT coalesce((SELECT max(n) FROM flags), 0) AS last, (SELECT count(*) FROM flags WHERE state <> 'open') AS closed;
