import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { register as reviews } from '../../server/cli/reviews.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { importReviews } from '../../server/jobs/import-reviews.ts';
import { wantedReviews } from '../../server/jobs/reviews-wanted.ts';
import { gateOutlook } from '../../server/release/gate.ts';
import { gateFactsOf } from '../../server/release/run-look.ts';
import { exportedReviews } from '../../server/review/export.ts';
import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { typed } from '../cli/in-process.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { collect } from '../release/fixture.ts';

/** A run that selected some of a pool, with a trace of each. */
async function selected(
  n: number,
  pool = n,
): Promise<{ workspace: Workspace; run: StoredRun; ids: string[] }> {
  const workspace = temporaryWorkspace();
  const questions = Array.from({ length: pool }, (_, i) => worked(`q${i}`));
  const run = storeRankedRun(workspace, questions, n);
  await collect(workspace, run, pool);
  return { workspace, run, ids: questions.map(({ questionId }) => questionId) };
}

const bring = (workspace: Workspace, run: StoredRun | null, ...lines: unknown[]) =>
  importReviews(workspace, [fileOf('reviews.jsonl', jsonLines(...lines))], { run, actor: 'local' });

const standing = (workspace: Workspace, run: StoredRun, policy: PolicyName) =>
  gateOutlook(workspace, gateFactsOf(workspace, run, SHIPPED), SHIPPED.policies[policy]).review;

const judged = (id: string, decision: string, reviewer = 'ann') => ({ id, reviewer, decision });

describe('importReviews(workspace, paths, options)', () => {
  test('fills the floor of strict: every row that is released, replaced ones too', async () => {
    const { workspace, run, ids } = await selected(3, 5);
    expect(standing(workspace, run, 'strict')).toMatchObject({ met: false, wanted: 3, missing: 3 });
    const report = await bring(
      workspace,
      run,
      judged(ids[0] ?? '', 'accept'),
      judged('q1', 'reject', 'ben'),
      judged(ids[2] ?? '', 'accept'),
      judged(ids[3] ?? '', 'skip'),
    );
    expect(report).toMatchObject({ reviews: 4, known: 0, people: 2, rejected: 0, rejections: [] });
    expect(standing(workspace, run, 'strict')).toMatchObject({
      met: false,
      wanted: 3,
      accepted: 2,
      missing: 1,
    });
    expect([...wantedReviews(workspace, run, SHIPPED.policies.strict)].map(({ id }) => id)).toEqual([ids[3]]);
    await bring(workspace, run, judged(ids[3] ?? '', 'accept', 'ben'));
    expect(standing(workspace, run, 'strict')).toMatchObject({
      met: true,
      wanted: 3,
      accepted: 3,
      missing: 0,
    });
  });

  test('fills the floor of research-only: 100 rows that the seed draws, at most 5 rejected of them', async () => {
    const { workspace, run } = await selected(120, 140);
    const sample = [...wantedReviews(workspace, run, SHIPPED.policies['research-only'])];
    expect([sample.length, new Set(sample.map(({ id }) => id)).size]).toEqual([100, 100]);
    await bring(workspace, run, ...sample.slice(0, 5).map(({ id }) => judged(id, 'reject')));
    expect([...wantedReviews(workspace, run, SHIPPED.policies['research-only'])].map(({ id }) => id)).toEqual(
      sample.slice(5).map(({ id }) => id),
    );
    await bring(workspace, run, ...sample.slice(5).map(({ id }) => judged(id, 'accept')));
    const met = { wanted: 100, accepted: 95, rejected: 5, missing: 0 };
    expect(standing(workspace, run, 'research-only')).toMatchObject({ met: true, ...met });
    await bring(workspace, run, judged(sample[5]?.id ?? '', 'reject'));
    expect(standing(workspace, run, 'research-only')).toMatchObject({ met: false, rejected: 6 });
  });

  test('a judgement belongs to the text that it saw: of another it says nothing', async () => {
    const { workspace, run, ids } = await selected(1);
    const [wanted] = wantedReviews(workspace, run, SHIPPED.policies.strict);
    const other = { ...judged(ids[0] ?? '', 'accept'), textSha256: '0'.repeat(64) };
    await bring(workspace, run, other);
    expect(standing(workspace, run, 'strict')).toMatchObject({ met: false, missing: 1 });
    await bring(workspace, null, { ...other, textSha256: wanted?.textSha256 });
    expect(standing(workspace, run, 'strict')).toMatchObject({ met: true });
  });

  test('of each person the last word counts, whatever the order of the lines; the same again is none', async () => {
    const { workspace, run } = await selected(1);
    const at = (hour: number) => ({ at: `2026-11-23T0${hour}:00:00Z` });
    const lines = [
      { ...judged('q0', 'accept'), ...at(2) },
      { ...judged('q0', 'reject'), ...at(1) },
    ];
    expect(await bring(workspace, run, ...lines)).toMatchObject({ reviews: 2, known: 0 });
    expect(await bring(workspace, run, ...lines, judged('q0', 'accept'))).toMatchObject({
      reviews: 0,
      known: 3,
    });
    expect(standing(workspace, run, 'strict')).toMatchObject({ met: true });
    await bring(workspace, run, { ...judged('q0', 'reject', 'ben'), ...at(1) });
    expect(standing(workspace, run, 'strict')).toMatchObject({ met: false, wanted: 0 });
  });

  test('rejects a line by its reason and takes all others', async () => {
    const { workspace, run } = await selected(1);
    const path = fileOf(
      'reviews.jsonl',
      `{"id":"q0"\n${jsonLines(
        judged('nobody', 'accept'),
        judged('q0', 'maybe'),
        { ...judged('q0', 'accept'), at: '2999-01-01T00:00:00Z' },
        { ...judged('q0', 'accept'), at: '3 May' },
        { ...judged('q0', 'accept'), textSha256: 'x' },
        { id: 'q0', decision: 'accept' },
        judged('q0', 'accept'),
      )}`,
    );
    const report = await importReviews(workspace, [path], { run, actor: 'local' });
    expect([report.reviews, report.rejections.map(({ line, reason }) => [line, reason])]).toEqual([
      1,
      [
        [1, 'not-json'],
        [2, 'missing-id'],
        [3, 'wrong-type'],
        [4, 'wrong-type'],
        [5, 'wrong-type'],
        [6, 'wrong-type'],
        [7, 'wrong-type'],
      ],
    ]);
  });

  test('what was exported comes back into another workspace as it was', async () => {
    const { workspace, run, ids } = await selected(2);
    await bring(
      workspace,
      run,
      { ...judged(ids[0] ?? '', 'accept'), why: 'clear', flags: ['PII_SUSPECTED'] },
      judged('q1', 'reject', 'ben'),
    );
    const out = join(temporaryFolder(), 'reviews.jsonl');
    await typed(workspace, reviews, ['reviews', 'export', out]);
    const text = readFileSync(out, 'utf8');
    expect(text).toBe([...exportedReviews(workspace)].join(''));
    const other = await selected(2);
    expect(await importReviews(other.workspace, [out], { run: null, actor: 'local' })).toMatchObject({
      reviews: 2,
      people: 2,
    });
    expect([...exportedReviews(other.workspace)].join('')).toBe(text);
    const found = [...other.workspace.flags.each({ code: 'PII_SUSPECTED' })];
    expect(found).toMatchObject([
      { subject: { type: 'question', id: ids[0] }, phase: 'review', state: 'open' },
    ]);
    await expect(typed(workspace, reviews, ['reviews', 'export', out])).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('the log has who said what of which text, and not why', async () => {
    const { workspace, run, ids } = await selected(1);
    await bring(workspace, run, { ...judged(ids[0] ?? '', 'accept'), why: 'my own words' });
    const bodies = workspace.events.all().map(({ body }) => Buffer.from(body).toString('utf8'));
    expect(
      bodies
        .map((body) => JSON.parse(body) as { type: string })
        .filter(({ type }) => type.startsWith('review')),
    ).toMatchObject([
      {
        type: 'review.given',
        actor: workspace.people.idOf('ann', workspace.randomHex),
        subject: ids[0],
        data: {
          decision: 'accept',
          brought_by: 'local',
          why_salted_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
      { type: 'reviews.imported', data: { reviews: 1, people: 1, rejected: 0 } },
    ]);
    expect(bodies.join().includes('my own words')).toBe(false);
  });
});
