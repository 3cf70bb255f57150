import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reachOver } from '../../client/lib/reach.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a silence is a hint: the server is away once a look finds nobody, and is looked for with growing pauses', async () => {
  const up = { is: true };
  const looks: number[] = [];
  const begun = Date.now();
  const reach = reachOver(() => {
    looks.push(Date.now() - begun);
    return Promise.resolve(up.is);
  });
  const told: boolean[] = [];
  const stop = reach.listen(() => void told.push(reach.isAway()));
  reach.heardNothing(); // a request of a page that was left
  await vi.advanceTimersByTimeAsync(0);
  expect([reach.isAway(), told, looks]).toEqual([false, [], [0]]);
  up.is = false;
  reach.heardNothing();
  reach.heardNothing();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reach.isAway()).toBe(true);
  expect(looks).toEqual([0, 0, 1000, 3000, 7000, 15_000, 30_000, 45_000, 60_000]);
  reach.heardNothing(); // a pause is under way
  up.is = true;
  await reach.lookNow();
  expect([reach.isAway(), told, looks.length]).toEqual([false, [true, false], 10]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks.length).toBe(10);
  stop();
});
