import { expect, test } from 'vitest';
import { once } from '../../server/http/idempotent.ts';

test('the same key is done once and answered alike, with another request it is refused', async () => {
  const answer = once<number>();
  let done = 0;
  const act = async () => ++done;
  const asked = { body: { password: 'a secret' } };
  expect([await answer('k', asked, act), await answer('k', asked, act), done]).toEqual([1, 1, 1]);
  expect(() => answer('k', { body: {} }, act)).toThrow('came with another request');
  await expect(answer('f', asked, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await answer('f', asked, act)).toBe(2);
});

test('replies are kept up to a bound in all: the oldest are forgotten, the newest are not', async () => {
  const answer = once<string>();
  let done = 0;
  const act = async () => `${++done}`.padEnd(3_000_000);
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await answer(key, {}, act);
  await answer('f', {}, act);
  expect(done).toBe(6);
  await answer('a', {}, act);
  expect(done).toBe(7);
});
