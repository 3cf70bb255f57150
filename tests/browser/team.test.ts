import { expect, test } from 'vitest';
import { reviewing } from '../review/reviewing.ts';
import { withBrowser } from './browser.ts';
import { teamReviews } from './team.ts';

withBrowser();

// The same over 200 real questions: tests/long/review-team.test.ts.
test('three reviewers and an adjudicator finish a queue: agreement, release and audit follow what they said', async () => {
  const found = await reviewing(4, 9);
  const queue = await teamReviews(found);
  const { items, done, split } = found.workspace.queueItems.tally(queue.id);
  expect({ done, split }).toEqual({ done: items, split: 0 });
});
