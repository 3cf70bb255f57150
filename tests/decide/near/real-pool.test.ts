import { expect, test } from 'vitest';
import { NO_POOL, REAL_POOL } from '../../helpers/real-pool.ts';
import { pairsAmong } from './shared-questions.ts';

/** Sources full of templates, and two that hold each other's questions; tests/long/real-pool.test.ts adds MATH and AIME. */
const FILES = ['agieval', 'aqua', 'bbh', 'game24', 'svamp'];

test('of the real pool templates stay apart, and what two sources share is found', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const { within, nearIn } = pairsAmong(FILES);
  expect([nearIn('game24'), nearIn('svamp')]).toEqual([0, expect.any(Number)]);
  expect(nearIn('svamp')).toBeLessThanOrEqual(5);
  expect(nearIn('bbh')).toBeLessThanOrEqual(20);
  expect(within('agieval', 'aqua')).toBeGreaterThanOrEqual(250);
});
