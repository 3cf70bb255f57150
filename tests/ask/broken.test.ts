import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { brokenError } from '../../server/ask/loop/broken.ts';
import { WinnowError } from '../../shared/error.ts';

/** What a full disk throws. */
function full(): unknown {
  const db = new BetterSqlite3(':memory:');
  try {
    db.pragma('max_page_count = 2');
    db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))');
    return null;
  } catch (cause) {
    return cause;
  } finally {
    db.close();
  }
}

test('a full disk is told as one, with what to do; what was an error of ours stays it', () => {
  expect(brokenError(full())).toMatchObject({
    code: 'failed',
    message:
      'The disk is full, so no answer could be stored; free some room, and the same command goes on from here.',
  });
  const ours = new WinnowError('stopped', 'Stopped');
  expect(brokenError(ours)).toBe(ours);
  expect(brokenError('odd').message).toBe('Asking broke off: odd');
});
