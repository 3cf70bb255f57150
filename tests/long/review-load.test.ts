import { expect, it } from 'vitest';
import { reviewUnderLoad } from '../review/load.ts';

it('twenty reviewers give 100 judgements a second with a 95th percentile under 100 ms, over two kills', async () => {
  const load = { reviewers: 20, items: 1500, people: 2, perSecond: 100, kills: 2 };
  const outcome = await reviewUnderLoad(load);
  const { judgements, seconds, p50, p95 } = outcome;
  process.stdout.write(`${JSON.stringify({ judgements, perSecond: judgements / seconds, p50, p95 })}\n`);
  expect(judgements).toBe(3000);
  expect(p95).toBeLessThan(100);
});
