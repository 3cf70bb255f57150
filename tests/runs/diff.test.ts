import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { register } from '../../server/cli/diff.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { diffRuns } from '../../server/runs/diff/diff.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import {
  CHANGE_SIDES,
  causeKey,
  type QuestionChange,
  type RunDiff,
  type RunDiffHead,
} from '../../shared/schemas/run-diff.ts';
import { typed } from '../cli/in-process.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { memoryOf } from './shared-cache.ts';

const LEAK = 'a train leaves the old station at noon and travels due north at a speed of forty miles';

const plain = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    newQuestion({
      question: `Find the number of primes below ${from + i + 10}.`,
      externalId: `plain-${from + i}`,
      solution: 'word '.repeat(from + i + 1),
      answer: `${from + i}`,
    }),
  );

const benchmark = (workspace: Workspace, name = 'bench') =>
  workspace.write('test', () =>
    workspace.benchmarks.insert({ name, items: 1, ngrams: 10, sha256: name }, 'now', [
      { id: 'b1', text: `Suppose ${LEAK} exactly`, words: 19, fingerprints: null },
    ]),
  );

const solved = (workspace: Workspace, externalId: string) =>
  workspace.write('test', () =>
    workspace.attempts.insert(
      {
        question: workspace.questions.find(externalId)[0]?.questionId ?? '',
        model: 'small',
        answer: '1',
        text: null,
        tokens: null,
        verdict: 'correct',
      },
      createHash('sha256').update(externalId).digest(),
    ),
  );

/** Where the command looks for what was measured. */
const memoryOnDisk = ({ dir }: Workspace) =>
  memoryOver(cacheFolder(`${dir}/cache`, 'test', () => new Date()));

/** A pool with one question for each thing that can happen to it, and a cache that the tests share. */
function filled(memoryFor = memoryOf) {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, [
    ...plain(0, 20),
    newQuestion({ question: `${LEAK.split(' ').slice(0, 9).join(' ')} today?`, externalId: 'short-leak' }),
    newQuestion({
      question: `${LEAK.split(' ').slice(0, 9).join(' ')} <b>now</b>?`,
      externalId: 'html-leak',
    }),
    newQuestion({ question: 'Find x [asy] draw(); [/asy]', externalId: 'drawing' }),
  ]);
  benchmark(workspace);
  const memory = memoryFor(workspace);
  const run = async (set: string[] = [], seed = 42) =>
    (
      await runShipped(workspace, {
        recipe: 'winnow',
        set: ['overlap.rule=any-ngram', 'diversity.n=8', ...set],
        seed,
        memory,
      })
    ).runId;
  const diff = (a: string, b: string) => diffRuns(workspace, { a, b }, runEffects({ memory }));
  return { workspace, memory, run, diff };
}

const changesOf = ({ added, removed, moved }: RunDiff): QuestionChange[] => [...added, ...removed, ...moved];
const causes = (diff: RunDiff) => new Set(changesOf(diff).map(({ cause }) => JSON.stringify(cause)));

describe('diffRuns(workspace, ids, effects)', () => {
  it('puts all of it down to the one threshold that was changed', async () => {
    const { run, diff } = filled();
    const found = await diff(await run(), await run(['overlap.window=10']));
    const line = { kind: 'recipe', stage: 'overlap', key: 'window', from: 8, to: 10 };
    expect([found.factors, causes(found)]).toEqual([[line], new Set([JSON.stringify(line)])]);
    const leak = changesOf(found).find(({ externalId }) => externalId === 'short-leak');
    expect(leak?.before).toEqual({ stage: 'overlap', reason: 'benchmark-overlap', rank: null });
    expect(found.added.length).toBe(found.removed.length);
    expect(found.selected).toEqual({ before: 8, after: 8, both: 8 - found.removed.length });
    const overlap = found.funnel.find(({ stage }) => stage === 'overlap');
    expect([overlap?.before?.dropped, overlap?.after?.dropped]).toEqual([{ 'benchmark-overlap': 2 }, {}]);
  });

  it('holds every question that another place, once each, and none beside', async () => {
    const { workspace, run, diff } = filled();
    const [a, b] = [await run(), await run(['diversity.n=5'], 7)];
    const found = await diff(a, b);
    const placesOf = (id: string) =>
      new Map(
        workspace.decisions
          .places(workspace.runs.byId(id)?.n ?? 0)
          .map(({ id: question, ...place }) => [question, place]),
      );
    const [before, after] = [placesOf(a), placesOf(b)];
    const elsewhere = [...before].filter(
      ([id, place]) => JSON.stringify(place) !== JSON.stringify(after.get(id)),
    );
    expect(
      changesOf(found)
        .map(({ questionId }) => questionId)
        .sort(),
    ).toEqual(elsewhere.map(([id]) => id).sort());
    for (const one of changesOf(found))
      expect([one.before, one.after]).toEqual([before.get(one.questionId), after.get(one.questionId)]);
    expect(found.added.map(({ after: place }) => place?.rank)).toEqual(
      found.added.map(({ after: place }) => place?.rank).sort((x, y) => (x ?? 0) - (y ?? 0)),
    );
    expect(new Set(changesOf(found).map(({ cause }) => cause.key))).toEqual(new Set(['n', 'seed']));
    expect(await diff(a, a)).toMatchObject({ factors: [], added: [], removed: [], moved: [], warnings: [] });
  });

  it('tells several lines apart, and names those that did it together', async () => {
    const { run, diff } = filled();
    const found = await diff(
      await run(['diversity.n="all"']),
      await run(['diversity.n="all"', 'overlap.window=10', 'quality.html=note', 'quality.asymptote=note']),
    );
    const causeOf = (externalId: string) =>
      changesOf(found).find((one) => one.externalId === externalId)?.cause;
    expect([causeOf('short-leak'), causeOf('drawing'), causeOf('html-leak')]).toEqual([
      { kind: 'recipe', stage: 'overlap', key: 'window', from: 8, to: 10 },
      { kind: 'recipe', stage: 'quality', key: 'asymptote', from: 'drop', to: 'note' },
      {
        kind: 'recipe',
        stage: 'quality',
        key: 'html',
        from: 'drop',
        to: 'note',
        together: [{ kind: 'recipe', stage: 'overlap', key: 'window' }],
      },
    ]);
  });

  it('puts new attempts, new benchmarks, new questions and another seed down to themselves', async () => {
    const { workspace, run, diff } = filled();
    const first = await run(['diversity.n="all"']);
    solved(workspace, 'plain-3');
    const second = await run(['diversity.n="all"']);
    benchmark(workspace, 'another');
    addQuestions(workspace, plain(20, 4));
    const third = await run(['diversity.n="all"']);
    const fourth = await run(['diversity.n="all"'], 43);

    const attempts = await diff(first, second);
    expect(attempts.removed).toEqual([
      expect.objectContaining({
        externalId: 'plain-3',
        cause: {
          kind: 'evidence',
          stage: 'difficulty',
          key: 'attempts',
          from: [],
          to: [{ model: 'small', verdict: 'correct', tokens: null }],
        },
      }),
    ]);
    expect(attempts.warnings).toEqual([]);
    const pool = await diff(second, third);
    expect(pool.added.map(({ externalId, cause }) => [externalId, cause])).toEqual(
      expect.arrayContaining(
        [20, 21, 22, 23].map((n) => [
          `plain-${n}`,
          { kind: 'pool', stage: 'diversity', key: 'question', from: false, to: true },
        ]),
      ),
    );
    expect(new Set(pool.factors.map(({ kind }) => kind))).toEqual(new Set(['evidence', 'pool']));
    const seed = await diff(third, fourth);
    expect(causes(seed)).toEqual(
      new Set([JSON.stringify({ kind: 'seed', stage: 'diversity', key: 'seed', from: 42, to: 43 })]),
    );
  });

  it('knows what was known to each run, however much has become known since', async () => {
    const { workspace, run, diff } = filled();
    const first = await run();
    const second = await run(['quality.asymptote=note'], 43);
    const before = await diff(first, second);
    for (let i = 0; i < 20; i += 2) solved(workspace, `plain-${i}`);
    benchmark(workspace, 'another');
    addQuestions(workspace, plain(20, 3));
    expect(await diff(first, second)).toEqual(before);
    expect(before.factors.map(({ key }) => key)).toEqual(['asymptote', 'seed']);
  });

  it('says so where a run is too old to tell what it knew', async () => {
    const { workspace, run, diff } = filled();
    const first = await run(['diversity.n="all"']);
    workspace.db.exec('UPDATE runs SET pins = NULL');
    solved(workspace, 'plain-3');
    const second = await run(['diversity.n="all"', 'quality.asymptote=note']);
    const found = await diff(first, second);
    expect(found.added.map(({ externalId, cause }) => [externalId, cause.key])).toEqual([
      ['drawing', 'asymptote'],
    ]);
    expect(found.removed.map(({ externalId, cause }) => [externalId, cause.kind, cause.key])).toEqual([
      ['plain-3', 'evidence', 'evidence'],
    ]);
    expect(found.warnings).toEqual([
      expect.stringContaining('do not come about when the runs are decided again'),
    ]);
  });
});

describe('winnow diff', () => {
  it('shows what the runs differ in, both funnels, and what came of it', async () => {
    const { workspace, run } = filled(memoryOnDisk);
    const [a, b] = [await run(), await run(['overlap.window=10', 'diversity.n="all"'])];
    const { out } = await typed(workspace, register, ['diff', a, b]);
    expect(out).toContain(`${a} and ${b} differ in overlap.window 8 -> 10, diversity.n 8 -> "all".`);
    expect(out).toMatch(/overlap +23 +21 +2 +23 +23 +0/);
    expect(out).toMatch(/selected 8 and 21, both 8: 13 in, 0 out/);
    expect(out).toMatch(/put down to +in +out +moved/);
    expect(out).toMatch(/short-leak +overlap: benchmark-overlap -> selected, rank \d+ +overlap\.window/);
    await expect(typed(workspace, register, ['diff', a, 'run-x'])).rejects.toThrow('There is no run run-x');
  });
});

describe('GET /api/v1/runs/{id}/diff', () => {
  async function served() {
    const { workspace, memory, run, diff } = filled();
    const [a, b] = [await run(), await run(['overlap.window=10', 'diversity.n=5'], 7)];
    const deciding = () => runEffects({ memory });
    const { api } = await startServer(workspace, undefined, { deciding });
    return { a, b, whole: await diff(a, b), api };
  }

  it('answers what the runs differ in and counts of causes, and lists the questions page by page', async () => {
    const { a, b, whole, api } = await served();
    const { added, removed, moved, ...head } = whole;
    const { status, body } = await api(`/runs/${b}/diff?against=${a}`);
    expect([status, body]).toEqual([
      200,
      {
        ...head,
        changes: { added: added.length, removed: removed.length, moved: moved.length },
        causes: expect.any(Array),
      },
    ]);
    const { causes } = body as RunDiffHead;
    const named = causes.map(({ kind, stage, key, together }) =>
      JSON.stringify([kind, stage, key, together]),
    );
    expect(new Set(named).size).toBe(named.length);
    expect(new Set(causes.map(({ key }) => key))).toEqual(new Set(['window', 'n', 'seed']));
    for (const side of CHANGE_SIDES) {
      expect(causes.reduce((sum, cause) => sum + cause[side], 0)).toBe(whole[side].length);
      const items: (QuestionChange & { source: string; text: string })[] = [];
      let more = '';
      do {
        const page = (await api(`/runs/${b}/diff/changes?against=${a}&side=${side}&limit=3${more}`)).body;
        const { items: some, nextCursor } = page as { items: typeof items; nextCursor: string | null };
        expect(some.length).toBeLessThanOrEqual(3);
        items.push(...some);
        more = nextCursor === null ? '' : `&cursor=${nextCursor}`;
      } while (more !== '');
      expect(items.map(({ source: _source, text: _text, ...change }) => change)).toEqual(
        JSON.parse(JSON.stringify(whole[side])),
      );
      expect(items.every(({ source, text }) => source !== '' && text.length > 9)).toBe(true);
      for (const cause of causes) {
        const key = encodeURIComponent(causeKey(cause));
        const page = (await api(`/runs/${b}/diff/changes?against=${a}&side=${side}&limit=200&cause=${key}`))
          .body;
        const found = (page as { items: QuestionChange[] }).items;
        expect([key, found.length]).toEqual([key, cause[side]]);
        expect(found.every((one) => causeKey(one.cause) === causeKey(cause))).toBe(true);
      }
    }
    expect(moved.length).toBeGreaterThan(3);
  });

  it('compares with the run before where none is named, and with itself where there is none', async () => {
    const { a, b, api } = await served();
    const runs = async (path: string) => ((await api(path)).body as RunDiffHead).runs;
    expect([await runs('/runs/latest/diff'), await runs(`/runs/${a}/diff`)]).toEqual([
      [a, b],
      [a, a],
    ]);
    const { body } = await api(`/runs/${a}/diff`);
    expect(body).toMatchObject({ factors: [], changes: { added: 0, removed: 0, moved: 0 }, causes: [] });
  });

  it('refuses what is not there, and another side', async () => {
    const { b, api } = await served();
    const statuses = await Promise.all(
      [
        '/runs/run-x/diff',
        `/runs/${b}/diff?against=run-x`,
        `/runs/${b}/diff?against=`,
        `/runs/${b}/diff/changes?side=left`,
        `/runs/${b}/diff/changes?cursor=abc`,
      ].map(async (path) => (await api(path)).status),
    );
    expect(statuses).toEqual([404, 404, 400, 400, 400]);
  });
});
