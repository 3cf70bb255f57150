-- Whether runs compare with a benchmark: one that was added by mistake, or belongs to the sample, is set aside.
ALTER TABLE benchmarks ADD COLUMN included INTEGER NOT NULL DEFAULT 1 CHECK (included IN (0, 1));
