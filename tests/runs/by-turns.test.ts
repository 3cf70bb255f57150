import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atOnce, type Slices } from '../../server/algorithms/slices.ts';
import { byTurns } from '../../server/runs/by-turns.ts';

it('comes to the same in one go and by turns, and lets others have theirs at each pause', async () => {
  const told: string[] = [];
  const work = function* (): Slices<number> {
    for (let step = 0; step < 3; step++) {
      told.push(`step ${step}`);
      yield;
    }
    return 7;
  };
  expect(atOnce(work())).toBe(7);
  expect(told.splice(0)).toEqual(['step 0', 'step 1', 'step 2']);
  const other = async () => {
    for (let i = 0; i < 2; i++) {
      await setImmediate();
      told.push('another');
    }
  };
  expect(await Promise.all([byTurns(work()), other()])).toEqual([7, undefined]);
  expect(told).toEqual(['step 0', 'step 1', 'another', 'step 2', 'another']);
});
