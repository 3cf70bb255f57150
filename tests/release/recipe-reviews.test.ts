import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reviewedText } from '../../server/comply/reviewed-text.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { selectionChange } from '../../server/jobs/reviewing/selection-change.ts';
import { wantedReviews } from '../../server/jobs/reviews-wanted.ts';
import { releaseOutlook } from '../../server/release/outlook.ts';
import { chooseRows } from '../../server/release/select.ts';
import { storeJudgement } from '../../server/review/store.ts';
import { DEFAULT_REVIEW_RULES, type ReviewRules } from '../../shared/schemas/review-rules.ts';
import type { ReviewDecision } from '../../shared/vocabulary/reviews.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect, LENIENT, readTree, release } from './fixture.ts';

const POOL = ['a', 'b', 'c', 'd', 'e'].map((name) => worked(name));
const place = () => join(temporaryFolder(), 'set');

/** Three selected of five, all with a trace; `says` what people said, by name of the question. */
async function judged(says: Record<string, Partial<Record<string, ReviewDecision>>>) {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, POOL, 3);
  await collect(workspace, run, 5);
  for (const [name, words] of Object.entries(says)) {
    const one = POOL.find(({ externalId }) => externalId === name);
    if (one === undefined) throw new Error(name);
    for (const [who, decision] of Object.entries(words))
      workspace.write('test', () =>
        storeJudgement(
          workspace,
          {
            question: one.questionId,
            textSha256: reviewedText(one.contentSha256, null),
            reviewer: workspace.people.idOf(who, workspace.randomHex),
            decision: decision ?? 'skip',
            why: null,
            at: null,
          },
          'tester',
        ),
      );
  }
  return { workspace, run };
}

const under = (run: StoredRun, some: Partial<ReviewRules>): StoredRun => ({
  ...run,
  recipe: { ...run.recipe, review: { ...DEFAULT_REVIEW_RULES, ...some } },
});

const chosen = (workspace: Workspace, run: StoredRun) => {
  const { rows, gaveWay, reservePassedOver } = chooseRows(workspace, run, { rows: 3 });
  return { rows: rows.map(({ decision }) => decision.externalId), gaveWay, reservePassedOver };
};

const SAID = { a: { ann: 'reject' }, b: { ann: 'skip' }, d: { ann: 'accept' } } as const;

test('a recipe that says nothing does what it always did', async () => {
  const { workspace, run } = await judged(SAID);
  const expected = { rows: ['b', 'c', 'd'], gaveWay: { rejected: 1 }, reservePassedOver: {} };
  expect(chosen(workspace, run)).toEqual(expected);
  expect(chosen(workspace, under(run, {}))).toEqual(expected);
});

test('rejected, doubtful and unreviewed rows give way where the recipe says so, and are counted by name', async () => {
  const { workspace, run } = await judged(SAID);
  expect(chosen(workspace, under(run, { rejected: 'release' }))).toMatchObject({ rows: ['a', 'b', 'c'] });
  expect(chosen(workspace, under(run, { doubtful: 'replace' }))).toEqual({
    rows: ['c', 'd', 'e'],
    gaveWay: { rejected: 1, doubtful: 1 },
    reservePassedOver: {},
  });
  expect(chosen(workspace, under(run, { doubtful: 'replace', unreviewed: 'replace' }))).toEqual({
    rows: ['d'],
    gaveWay: { rejected: 1, doubtful: 1, unreviewed: 1 },
    reservePassedOver: { unreviewed: 1 },
  });
});

test('people are asked about what is not judged yet, though a release would not hold it', async () => {
  const { workspace, run } = await judged(SAID);
  const strict = under(run, { unreviewed: 'replace' });
  const wanted = [...wantedReviews(workspace, strict, SHIPPED.policies.internal)];
  expect(wanted.map(({ externalId }) => externalId)).toEqual(['b', 'c']);
  expect([...wantedReviews(workspace, run, SHIPPED.policies.internal)]).toEqual([]);
  expect(selectionChange(workspace, strict)).toMatchObject({ rows: 3, accepted: 1, left: [{ rank: 1 }] });
});

test('where the recipe refuses, nothing is written, and the reason names the recipe and the way out', async () => {
  const { workspace, run } = await judged({ a: { ann: 'accept', ben: 'reject' } });
  const out = place();
  const made = release(
    workspace,
    { run: under(run, { rejected: 'refuse', unreviewed: 'refuse' }), out },
    { shipped: LENIENT },
  );
  await expect(made).rejects.toMatchObject({
    code: 'refused',
    message:
      'The recipe forbids this release, and nothing was written. reviews by the recipe: 1 of 3 rows were rejected, 2 of 3 rows were not judged yet, and the recipe lets none out: have them judged (winnow reviews wanted --run run-0000000001, or the page Review), or let the reserve step in: winnow run --set review.rejected=replace.',
    details: { recipe: { met: false, refused: { rejected: 1, unreviewed: 2 } } },
  });
  expect(existsSync(out)).toBe(false);
  expect(workspace.events.subjects.of('run-0000000001').length).toBeGreaterThan(0);
});

test('the outlook of every policy tells it, and the card and the manifest of a release carry the rules', async () => {
  const { workspace, run } = await judged({ a: { ann: 'accept' } });
  const refusing = under(run, { unreviewed: 'refuse' });
  const seen = releaseOutlook(workspace, { run: refusing }, LENIENT);
  expect(seen.policies.map(({ policy, passes, recipe }) => [policy, passes, recipe])).toEqual(
    ['strict', 'research-only', 'internal'].map((policy) => [
      policy,
      false,
      { met: false, says: '2 of 3 rows were not judged yet, and the recipe lets none out' },
    ]),
  );
  expect(releaseOutlook(workspace, { run }, LENIENT).policies.every(({ recipe }) => recipe === null)).toBe(
    true,
  );
  const out = place();
  const { rows, warnings } = await release(
    workspace,
    { run: under(run, { unreviewed: 'replace' }), out },
    { shipped: LENIENT },
  );
  expect([rows, warnings]).toEqual([
    1,
    [
      'Only 1 of 3 rows were released: 4 others gave way for what people said of them, or did not say yet. Have them judged: winnow reviews wanted --run run-0000000001; a larger reserve helps too: winnow run --set diversity.reserve=6',
    ],
  ]);
  const tree = readTree(out);
  expect(tree['README.md']).toContain(
    'rejected gave way to the reserve, in doubt let out, not judged gave way to the reserve.',
  );
  const manifest = JSON.parse(tree['manifest.json'] ?? '{}') as { policy: { recipeReviews: unknown } };
  expect(manifest.policy.recipeReviews).toEqual({
    met: true,
    rules: { rejected: 'replace', doubtful: 'release', unreviewed: 'replace' },
    refused: {},
    says: null,
  });
});

test('where reviews leave nothing, that is what is said', async () => {
  const { workspace, run } = await judged({});
  const made = release(workspace, { run: under(run, { unreviewed: 'replace' }), out: place() });
  await expect(made).rejects.toMatchObject({
    code: 'refused',
    message:
      'The recipe releases none of the rows as people judged them so far (5 unreviewed); have them judged: winnow reviews wanted, or the page Review.',
  });
});
