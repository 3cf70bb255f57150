-- What was known when a run was made (server/runs/pins.ts): hashes, and the blob that holds the evidence. Null in runs
-- that are older.
ALTER TABLE runs ADD COLUMN pins TEXT;
