-- How difficult the questions of a run are, by tenths; null where nothing tells.
CREATE VIEW difficulty_tallies AS
SELECT run, reason, min(9, CAST(difficulty * 10 AS INTEGER)) AS tenth FROM decisions;
