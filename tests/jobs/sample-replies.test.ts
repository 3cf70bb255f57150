import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setCollectionState } from '../../server/ask/model/control.ts';
import { setWorkspacePolicy } from '../../server/db/policy.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { collectSampleReplies, type SampleRepliesEffects } from '../../server/jobs/sample-replies.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { release } from '../release/fixture.ts';

const effects = (some: Partial<SampleRepliesEffects> = {}): SampleRepliesEffects => ({
  shipped: SHIPPED,
  countTokens: (text) => text.split(' ').length,
  signal: new AbortController().signal,
  clock: () => 0,
  ...some,
});

const POOL = Array.from({ length: 70 }, (_, i) =>
  worked(`thing ${i}`, {
    question: `How many are there of thing ${i}, when there are ${i} and three more?`,
    solution: `There are ${i} of them at first.\n\nThe final answer is ${i + 3}.`,
    answer: String(i + 3),
    source: 'sample-counting',
  }),
);

function setUp(now?: string) {
  const workspace = temporaryWorkspace(temporaryFolder(), 2000, now);
  const run = storeRankedRun(workspace, POOL, 65);
  const collect = (some: Partial<SampleRepliesEffects> = {}) =>
    collectSampleReplies(workspace, run, 'local', effects(some));
  return { workspace, run, collect };
}

const OUTCOME = {
  questions: 60,
  asked: 60,
  answered: 50,
  blocked: { 'prompt-blocked': 2, recitation: 2, safety: 2 },
  unusable: { 'no-thoughts': 2, truncated: 2 },
  failed: {},
  spentUsd: 0,
  traces: {
    in: 54,
    usable: 46,
    dropped: { 'answer-differs': 2, 'no-thoughts': 2, 'repetition-loop': 2, truncated: 2 },
  },
  flags: {
    CITATION_PRESENT: 2,
    PROMPT_BLOCKED: 2,
    PROVIDER_FORBIDS_COMPETING_MODEL: 60,
    RECITATION: 2,
    SAFETY_BLOCKED: 2,
    THOUGHT_MISSING: 2,
    THOUGHT_SUMMARY_ONLY: 52,
    TIER_UNATTESTED: 60,
    TRUNCATED: 2,
    UNPAID_TIER_DATA_USE: 60,
  },
};

const idsOf = (workspace: Workspace, collection: string) =>
  POOL.flatMap(({ questionId }) => workspace.traces.of(questionId, [collection])).map(({ id }) => id);

describe('collectSampleReplies', () => {
  test('answers the first 60 selected from the recording, on the way of every reply', async () => {
    const { workspace, run, collect } = setUp();
    const replies = await collect();
    expect(replies).toMatchObject(OUTCOME);
    expect(workspace.collections.byId(replies.collectionId)).toMatchObject({
      run: run.n,
      teacher: 'sample-recorded',
      provider: 'recorded',
      service: 'gemini-api',
      model: 'gemini-3.8-flash',
      endpoint: null,
      attestation: 'null',
    });
    const [first] = [...workspace.calls.of(replies.collectionId)];
    expect(first).toMatchObject({ outcome: 'answered', costMicroUsd: 0, modelVersion: 'gemini-3.8-flash' });
    expect(JSON.parse(first?.sent ?? '')).toMatchObject({
      provider: 'recorded',
      mode: 'recorded',
      endpoint: '',
    });
    expect(workspace.traces.of(POOL[0]?.questionId ?? '', [replies.collectionId])).toMatchObject([
      { kind: 'summary', outcome: 'usable', verdict: 'correct' },
    ]);
  });

  test('again, it counts what is there and stores nothing', async () => {
    const { workspace, collect } = setUp();
    const first = await collect();
    const before = workspace.events.count();
    expect(await collect()).toEqual(first);
    expect(workspace.events.count()).toBe(before);
  });

  test('stopped on the way, it goes on from there to the same end', async () => {
    const whole = setUp();
    const { collectionId } = await whole.collect();
    const cut = setUp();
    const stop = new AbortController();
    let counted = 0;
    const countTokens = (text: string) => {
      if (++counted === 100) stop.abort();
      return text.split(' ').length;
    };
    await expect(cut.collect({ signal: stop.signal, countTokens })).rejects.toMatchObject({
      code: 'stopped',
    });
    const half = idsOf(cut.workspace, collectionId).length;
    expect(half).toBeLessThan(60);
    const again = await cut.collect();
    expect(again).toMatchObject({ collectionId, ...OUTCOME });
    expect(idsOf(cut.workspace, collectionId)).toEqual(idsOf(whole.workspace, collectionId));
  });

  test('is the same in every workspace and at any time: the terms are those of the time of the recording', async () => {
    const one = setUp();
    const other = setUp('2031-05-06T07:08:09.000Z');
    const replies = await one.collect();
    expect(await other.collect()).toEqual(replies);
    expect(idsOf(other.workspace, replies.collectionId)).toEqual(idsOf(one.workspace, replies.collectionId));
  });

  test('a policy that forbids to ask such a model leaves it out, and a collection that was held up is left alone', async () => {
    const { workspace, collect } = setUp();
    setWorkspacePolicy(workspace, 'strict', 'ann', SHIPPED.policies);
    const { collectionId, ...none } = await collect();
    expect(none).toMatchObject({ asked: 0, flags: {}, traces: { in: 0, usable: 0, dropped: {} } });
    setWorkspacePolicy(workspace, 'internal', 'ann', SHIPPED.policies);
    expect(await collect()).toMatchObject({ collectionId, asked: 60 });
    setCollectionState(workspace, collectionId, 'cancelled', 'ann');
    expect(await collect()).toMatchObject({ asked: 60 });
  });

  test('moves no selection: its traces lend no length', async () => {
    const { workspace, collect } = setUp();
    await collect();
    const evidenceOf = loadEvidence(workspace);
    const checked = () => ({ question: '', options: null, answer: null });
    expect(POOL.map(({ questionId }) => evidenceOf(questionId, checked).traceTokens)).toEqual(
      POOL.map(() => null),
    );
  });

  test('lets a refused release be seen, and one whose card says what it holds', async () => {
    const { workspace, run, collect } = setUp();
    await collect();
    const out = join(temporaryFolder(), 'set');
    const options = { run, out, teacher: 'sample-recorded', withSample: true };
    await expect(release(workspace, { ...options, policy: 'strict' })).rejects.toMatchObject({
      code: 'refused',
      details: { refused: { PROVIDER_FORBIDS_COMPETING_MODEL: 46 }, rows: 46 },
    });
    expect(existsSync(out)).toBe(false);
    expect(await release(workspace, options)).toMatchObject({
      rows: 46,
      traces: { in: 54, usable: 46 },
      gate: { effects: { attest: { PROVIDER_FORBIDS_COMPETING_MODEL: 46 } } },
    });
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('are no replies of a model');
  });
});
