-- The questions that a run looked at, in the versions that it saw: versions are never changed, so a run's pool can
-- be read again.
CREATE VIEW run_pool AS SELECT d.run, q.* FROM decisions AS d JOIN questions AS q ON q.n = d.question;
