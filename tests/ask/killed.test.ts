import { test } from 'vitest';
import { killAndCompare } from './killing.ts';

test('killed at random moments and started again, at most the calls under way are paid twice', async () => {
  await killAndCompare(60, 2, 20);
});
