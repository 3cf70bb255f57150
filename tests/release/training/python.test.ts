import { test } from 'vitest';
import { checkedByPython, SKIPPED, trouble } from './with-python.ts';

test.runIf(trouble === null)(
  `datasets loads every format, and TRL trains on it with the mask that is wanted${SKIPPED}`,
  { timeout: 300_000 },
  async () => {
    await checkedByPython();
  },
);
