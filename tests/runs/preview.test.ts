import { describe, expect, it } from 'vitest';
import { register } from '../../server/cli/preview.ts';
import { applySettings } from '../../server/decide/recipe.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { diffPreview } from '../../server/runs/diff/preview.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { previewRun } from '../../server/runs/preview.ts';
import type { Explanation } from '../../shared/schemas/explanation.ts';
import type { Preview, PreviewReply, PreviewRow } from '../../shared/schemas/preview.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { causeKey, type RunDiffHead } from '../../shared/schemas/run-diff.ts';
import { typed } from '../cli/in-process.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { addTwoFaults } from './two-faults.ts';

const idle: Engine = {
  name: 'local',
  map: () => Promise.reject(new Error('a text was looked at')),
  use: () => Promise.reject(new Error('a text was looked at')),
};

async function withRun() {
  const workspace = temporaryWorkspace();
  addTwoFaults(workspace);
  const memory = memoryOver(cacheFolder(`${workspace.dir}/cache`, 'test', () => new Date()));
  const run = await runShipped(workspace, { recipe: 'winnow', set: ['diversity.n=10'], memory });
  const effects = { ...runEffects({ memory }), engine: idle };
  const preview = (settings: string[], seed?: number) =>
    previewRun(
      workspace,
      { run: run.runId, change: (recipe) => applySettings(recipe, settings), seed },
      effects,
    );
  return { workspace, memory, run, effects, preview };
}

describe('previewRun(workspace, options, effects)', () => {
  it.each([
    [['quality.longest=1200']],
    [['quality.asymptote=note', 'quality.repeatedShare=0.9', 'diversity.n=12']],
    [['overlap.contained=0.5', 'difficulty.mode=off', 'diversity.n="all"']],
    [['duplicates.mode=off', 'quality.mode=note', 'diversity.sampler=longest']],
  ])('decides %j as a run would, reads no text, and stores nothing', async (settings) => {
    const { workspace, run, preview, memory } = await withRun();
    const before = [workspace.runs.latest()?.n, workspace.events.count()];
    const seen = await preview(settings, 7);
    expect([workspace.runs.latest()?.n, workspace.events.count()]).toEqual(before);
    const was = workspace.decisions.selection(1, run.selected);
    const real = await runShipped(workspace, {
      recipe: 'winnow',
      set: ['diversity.n=10', ...settings],
      seed: 7,
      memory,
    });
    const is = workspace.decisions.selection(2, real.selected);
    const added = is.filter((id) => !was.includes(id));
    const removed = was.filter((id) => !is.includes(id));
    expect(seen).toEqual({
      runId: run.runId,
      recipe: 'winnow',
      recipeSha256: real.recipeSha256,
      seed: 7,
      pool: 32,
      funnel: real.funnel,
      requested: real.requested,
      selected: real.selected,
      reserve: real.reserve,
      selectionSha256: real.selectionSha256,
      added: { count: added.length, ids: added },
      removed: { count: removed.length, ids: removed },
      warnings: real.warnings,
      seconds: expect.any(Number),
    });
  });

  it('looks at the questions of the run, whatever the pool has become', async () => {
    const { workspace, memory, run } = await withRun();
    addQuestions(workspace, [newQuestion({ question: 'Is this new?' })]);
    workspace.write('test', () => workspace.sources.setIncluded('test', false));
    const change = (recipe: Recipe) => recipe;
    const seen = await previewRun(workspace, { run: run.runId, change }, runEffects({ memory }));
    expect([seen.pool, seen.selectionSha256, seen.added, seen.removed]).toEqual([
      32,
      run.selectionSha256,
      { count: 0, ids: [] },
      { count: 0, ids: [] },
    ]);
  });

  it('refuses what is not there, in one line', async () => {
    const { preview, workspace, effects } = await withRun();
    await expect(preview(['quality.longest=-1'])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(
      previewRun(workspace, { run: 'run-x', change: (recipe) => recipe }, effects),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('winnow preview', () => {
  it('shows the funnel and how many would come in and go out', async () => {
    const { workspace, run } = await withRun();
    const { out } = await typed(workspace, register, ['preview', '--n', '12', '--seed', '42']);
    expect(out).toMatch(/^12 of 32 would be selected, 12 in reserve \(recipe winnow, seed 42, /);
    expect(out).toContain(`against ${run.runId}: 2 in, 0 out. Nothing was stored.`);
  });
});

describe('POST /api/v1/previews', () => {
  const json = { 'Content-Type': 'application/json' };

  it('answers a preview, of the same recipe or another one', async () => {
    const { workspace, effects, preview } = await withRun();
    const { api } = await startServer(workspace, undefined, { deciding: () => effects });
    const post = async (order: object) =>
      api('/previews', { method: 'POST', headers: json, body: JSON.stringify(order) });
    const seen = await preview(['quality.longest=1200'], 9);
    const settings = [{ stage: 'quality', key: 'longest', value: 1200 }];
    const { status, body } = await post({ runId: 'latest', settings, seed: 9 });
    expect([status, body]).toEqual([
      200,
      { ...seen, seconds: expect.any(Number), makeUp: expect.any(Object) },
    ]);
    const { body: other } = await post({
      runId: 'latest',
      recipe: {
        recipe: 'mine',
        looksAt: 'prompt',
        stages: [{ stage: 'diversity', n: 3, domains: 'fitted', leastConfidence: 0.06 }],
      },
    });
    expect(other).toMatchObject({ recipe: 'mine', selected: 3 } satisfies Partial<Preview>);
  });

  it('counts what the selection would be made of as the run itself is counted', async () => {
    const { workspace, effects } = await withRun();
    const { api } = await startServer(workspace, undefined, { deciding: () => effects });
    const { body } = await api('/previews', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ runId: 'latest' }),
    });
    const { body: stored } = await api('/runs/latest/make-up');
    expect((body as PreviewReply).makeUp).toEqual(stored);
    expect((await api('/previews/progress')).body).toEqual({ done: 0, total: null });
  });

  it('tells question by question who would stand elsewhere, why, and who would fall where', async () => {
    const { workspace, effects, run } = await withRun();
    const { api } = await startServer(workspace, undefined, { deciding: () => effects });
    const post = async <T>(path: string, more: object = {}) =>
      (await api(path, { method: 'POST', headers: json, body: JSON.stringify({ ...order, ...more }) }))
        .body as T;
    const settings = [{ stage: 'diversity', key: 'n', value: 12 }];
    const order = { runId: run.runId, settings };
    const head = await post<RunDiffHead>('/previews/diff');
    expect(head.runs).toEqual([run.runId, 'preview']);
    expect(head.factors.map(({ kind, stage, key, from, to }) => [kind, stage, key, from, to])).toEqual([
      ['recipe', 'diversity', 'n', 10, 12],
    ]);
    expect(head.causes.map(({ key }) => key)).toEqual(['n']);
    const rows = (more: object) =>
      post<{ items: PreviewRow[]; nextCursor: string | null }>('/previews/rows', more);
    const { items: added } = await rows({ side: 'added' });
    expect(added).toHaveLength(head.changes.added);
    for (const { before, after, cause, text, source } of added) {
      expect([before?.reason, after?.reason, cause?.key, text.length > 9, source !== '']).toEqual([
        'reserve',
        null,
        'n',
        true,
        true,
      ]);
    }
    const [cause] = head.causes;
    const ofCause = await rows({ side: 'added', cause: cause === undefined ? '' : causeKey(cause) });
    expect(ofCause.items).toEqual(added.slice(0, cause?.added));
    expect((await rows({ side: 'added', cause: 'seed::seed' })).items).toEqual([]);
    expect((await rows({ stays: true, limit: 200 })).items).toHaveLength(head.selected.both);
    const [coming] = added;
    const why = (await api(`/questions/${coming?.questionId}/why?run=${run.runId}`)).body as Explanation;
    expect(why).toMatchObject({ questionId: coming?.questionId, turns: true, chance: expect.any(Number) });
    expect(why.decisions.at(-1)).toMatchObject({ stage: 'diversity', kept: false, reason: 'reserve' });
    expect(why.change.length).toBeGreaterThan(0);
    expect((await api(`/questions/nobody/why?run=${run.runId}`)).status).toBe(404);
    const kept = await rows({ kept: true, limit: 5 });
    expect(kept.items.map(({ after }) => after?.rank)).toEqual([1, 2, 3, 4, 5]);
    const next = await rows({ kept: true, limit: 50, cursor: kept.nextCursor });
    expect(next.items).toHaveLength(7);
    const { makeUp } = await post<PreviewReply>('/previews');
    for (const [filter, shares] of [
      ['source', makeUp.sources],
      ['license', makeUp.licences],
      ['domain', makeUp.domains],
    ] as const)
      for (const { name, selected } of shares) {
        const share = { kept: true, [filter]: name === '' ? 'none-declared' : name, limit: 200 };
        expect([filter, name, (await rows(share)).items.length]).toEqual([filter, name, selected]);
      }
    const { items: fallen } = await rows({ stage: 'quality' });
    expect(fallen.map(({ externalId, after }) => [externalId, after?.reason])).toEqual(
      expect.arrayContaining([['drawing', 'asymptote']]),
    );
    const { items: left } = await rows({ passed: 'quality', limit: 200 });
    expect(left).toHaveLength(head.funnel.find(({ stage }) => stage === 'quality')?.after?.kept ?? -1);
  });

  it('puts what became known since the run down to that', async () => {
    const { workspace, effects, run } = await withRun();
    const first = workspace.decisions.selection(1, 1)[0] ?? '';
    workspace.write('test', () =>
      workspace.attempts.insert(
        { question: first, model: 'small', answer: '1', text: null, tokens: null, verdict: 'correct' },
        Buffer.alloc(32, 1),
      ),
    );
    const { diff } = await diffPreview(
      workspace,
      { run: run.runId, change: (recipe) => applySettings(recipe, ['quality.longest=6000']) },
      runEffects({ memory: effects.memory }),
    );
    expect(diff.factors.map(({ kind, key }) => [kind, key])).toEqual([
      ['evidence', 'evidence'],
      ['recipe', 'longest'],
    ]);
    expect(
      diff.removed.map(({ questionId, after, cause }) => [questionId, after?.reason, cause.kind]),
    ).toEqual([[first, 'solved', 'evidence']]);
    expect(diff.warnings).toEqual([]);
  });

  it('refuses a body that can not be meant, and an unknown run', async () => {
    const { workspace, effects } = await withRun();
    const { api } = await startServer(workspace, undefined, { deciding: () => effects });
    const statuses = await Promise.all(
      [
        {},
        { runId: 'latest', colour: 'red' },
        { runId: 'latest', settings: [{ stage: 'nowhere', key: 'x', value: 1 }] },
        { runId: 'latest', settings: [{ stage: 'quality', key: 'longest', value: 'wide' }] },
        { runId: 'latest', recipe: { recipe: 'mine', stages: [] } },
        { runId: 'run-x' },
      ].map(
        async (order) =>
          (await api('/previews', { method: 'POST', headers: json, body: JSON.stringify(order) })).status,
      ),
    );
    expect(statuses).toEqual([400, 400, 400, 400, 400, 404]);
  });
});
