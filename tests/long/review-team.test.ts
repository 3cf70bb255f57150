import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { worked } from '../ask/ranked-run.ts';
import { withBrowser } from '../browser/browser.ts';
import { teamReviews } from '../browser/team.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../helpers/real-pool.ts';
import { reviewingOf } from '../review/reviewing.ts';

withBrowser();

const SELECTED = 200;

/** Real questions of the first file, with their solutions as traces; those with hardly any are left out. */
function realQuestions(wanted: number) {
  const [file = ''] = readdirSync(join(REAL_POOL ?? '', 'pool')).sort();
  return recordsOf<{ question: string; solution: string | null }>('pool', file)
    .filter(({ solution }) => solution !== null && solution.length > 200)
    .slice(0, wanted)
    .map(({ question, solution }, i) => worked(`real-${i}`, { question, solution }));
}

test('three reviewers and an adjudicator work through 200 real questions, one by keyboard alone', async (context) => {
  if (REAL_POOL === null) context.skip(NO_POOL);
  const found = await reviewingOf(realQuestions(400), SELECTED);
  const queue = await teamReviews(found);
  const { items, done, split } = found.workspace.queueItems.tally(queue.id);
  expect({ items, done, split }).toEqual({ items: SELECTED, done: SELECTED, split: 0 });
});
