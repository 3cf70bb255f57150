import { expect, it } from 'vitest';
import { reviewUnderLoad } from '../review/load.ts';

/** Prints how quick it was; what it holds is that nothing is lost or doubled. The aim is 100 a second, p95 under 100 ms. */
it('twenty reviewers at once over two kills of the server: 3,000 judgements, none lost, none twice', async () => {
  const load = { reviewers: 20, items: 1500, people: 2, perSecond: 100, kills: 2 };
  const { judgements, seconds, p50, p95, cpu } = await reviewUnderLoad(load);
  process.stdout.write(`${JSON.stringify({ judgements, perSecond: judgements / seconds, p50, p95, cpu })}\n`);
  expect(judgements).toBe(3000);
});
