import { expect, it } from 'vitest';
import { reviewUnderLoad } from './load.ts';

it('six reviewers at once, the server killed in the middle: no judgement lost, none twice', async () => {
  const outcome = await reviewUnderLoad({ reviewers: 6, items: 60, people: 2, perSecond: 0, kills: 1 });
  expect(outcome.judgements).toBe(120);
}, 60_000);
