-- Questions that a queue about traces leaves out, since there is no trace of them to judge.
ALTER TABLE queues ADD COLUMN without_trace INTEGER NOT NULL DEFAULT 0;
