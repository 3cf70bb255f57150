import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { explain } from '../../server/runs/explain.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { memoryOf } from './shared-cache.ts';

const LEAK = 'a train leaves the old station at noon and travels due north at a speed of forty';

/** A pool with one question for each thing that can happen to it. */
function fill(workspace: Workspace, order: 'as told' | 'reversed' = 'as told'): void {
  const plain = Array.from({ length: 30 }, (_, i) =>
    newQuestion({
      question: `Find the number of primes below ${i + 10}.`,
      externalId: `plain-${i}`,
      solution: 'word '.repeat(i + 1),
      answer: `${i}`,
    }),
  );
  const special = [
    newQuestion({ question: `${LEAK} miles an hour. How far?`, externalId: 'leak' }),
    newQuestion({ question: 'What is 2 + 2?', externalId: 'twin-1', answer: '4', solution: 'Add.' }),
    newQuestion({ question: 'What is 2 + 2?', externalId: 'twin-2' }),
    newQuestion({ question: 'Find x [asy] draw(); [/asy]', externalId: 'drawing' }),
    newQuestion({ question: 'Solve x + 1 = 2.', externalId: 'easy', answer: '1' }),
  ];
  const questions = [...plain, ...special];
  addQuestions(workspace, order === 'reversed' ? questions.reverse() : questions);
}

function addEvidence(workspace: Workspace): void {
  const id = (externalId: string) => workspace.questions.find(externalId)[0]?.questionId ?? '';
  const attempt = (externalId: string, model: string, answer: string, verdict: 'correct' | 'wrong' | null) =>
    workspace.attempts.insert(
      { question: id(externalId), model, answer, text: null, tokens: null, verdict },
      createHash('sha256').update(`${externalId} ${model} ${answer}`).digest(),
    );
  workspace.write('test', () => {
    const item = { id: 'b1', text: `Suppose ${LEAK} exactly`, words: 19, fingerprints: null };
    workspace.benchmarks.insert({ name: 'bench', items: 1, ngrams: 10, sha256: 'abc' }, 'now', [item]);
    attempt('easy', 'small', '1', 'correct');
    attempt('plain-3', 'small', '999', null);
  });
}

async function ran(
  options: Parameters<typeof runShipped>[1] = {},
  order: 'as told' | 'reversed' = 'as told',
) {
  const workspace = temporaryWorkspace();
  fill(workspace, order);
  addEvidence(workspace);
  const report = await runShipped(workspace, { set: ['diversity.n=10', 'evidence.features=[]'], ...options });
  return { workspace, report };
}

describe('executeRun(workspace, options, effects)', () => {
  it('decides about every question once, with reasons and evidence that a person can check', async () => {
    const { workspace, report } = await ran();
    const decisions = [...workspace.decisions.ofRun(1)];
    expect(decisions).toHaveLength(35);
    const by = new Map(decisions.map((one) => [one.externalId, one]));
    expect([by.get('leak')?.stage, by.get('leak')?.reason, by.get('leak')?.evidence]).toEqual([
      'overlap',
      'benchmark-overlap',
      {
        benchmark: 'bench',
        itemId: 'b1',
        sharedWords: 17,
        containment: expect.any(Number),
        longestRun: 17,
        spans: [{ start: 0, end: LEAK.length, text: LEAK }],
      },
    ]);
    expect(by.get('twin-2')).toMatchObject({
      kept: false,
      reason: 'exact-duplicate',
      evidence: { keptExternalId: 'twin-1', keptId: by.get('twin-1')?.questionId, similarity: 1 },
    });
    expect(by.get('drawing')).toMatchObject({
      stage: 'quality',
      reason: 'asymptote',
      evidence: { defect: 'asymptote', start: 7, end: 12, text: '[asy]' },
    });
    expect(by.get('easy')).toMatchObject({
      stage: 'difficulty',
      reason: 'solved',
      evidence: { attempts: [{ model: 'small', verdict: 'correct' }] },
    });
    expect(by.get('plain-3')?.signals).toMatchObject({
      difficulty: 1,
      difficultyFrom: 'attempt',
      domain: '11',
      domainFrom: 'classifier',
      lengthFrom: 'solution',
    });
    expect(report.funnel.map(({ stage, kept }) => [stage, kept])).toEqual([
      ['overlap', 34],
      ['duplicates', 33],
      ['evidence', 33],
      ['quality', 32],
      ['difficulty', 31],
      ['diversity', 10],
    ]);
  });

  it('ranks the selected from 1 and hashes their ids', async () => {
    const { workspace, report } = await ran();
    const ids = workspace.decisions.ranked(1, 1, 10).map(({ questionId }) => questionId);
    expect(report.selectionSha256).toBe(
      createHash('sha256')
        .update(ids.map((id) => `${id}\n`).join(''))
        .digest('hex'),
    );
    expect([report.selected, report.reserve, ids.length]).toEqual([10, 10, 10]);
  });

  it('gives the same selection on any number of workers and in any order of the pool, and another by another seed', async () => {
    const { report } = await ran();
    const same = [await ran({ workers: 1 }), await ran({ workers: 2 }), await ran({}, 'reversed')].map(
      (one) => [one.report.selectionSha256, one.report.poolSha256, one.report.evidenceSha256],
    );
    const expected = [report.selectionSha256, report.poolSha256, report.evidenceSha256];
    expect(same).toEqual([expected, expected, expected]);
    expect((await ran({ seed: 43 })).report.selectionSha256).not.toBe(report.selectionSha256);
  });

  it('appends its event with its rows', async () => {
    const { workspace, report } = await ran();
    const event = JSON.parse(new TextDecoder().decode(workspace.events.all().at(-1)?.body)) as {
      type: string;
      data: object;
    };
    expect([event.type, event.data]).toEqual([
      'run.stored',
      expect.objectContaining({ selection_sha256: report.selectionSha256, pool: 35 }),
    ]);
  });

  it('stores nothing when it is stopped', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const stopped = AbortSignal.abort();
    await expect(runShipped(workspace, { signal: stopped })).rejects.toMatchObject({ code: 'stopped' });
    expect([workspace.runs.latest(), workspace.events.count()]).toEqual([undefined, 0]);
  });

  it('looks at the sources that are asked for, or at all that are included', async () => {
    const workspace = temporaryWorkspace();
    addQuestions(
      workspace,
      ['a', 'b', 'c'].map((source) => newQuestion({ question: `Find ${source}.`, source })),
    );
    workspace.write('test', () => workspace.sources.setIncluded('b', false));
    const pools = [await runShipped(workspace), await runShipped(workspace, { sources: ['b'] })].map(
      ({ pool }) => pool,
    );
    expect(pools).toEqual([2, 1]);
    await expect(runShipped(workspace, { sources: ['d'] })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no source d; the sources are: a, b, c.',
    });
  });

  it.each([0, 1])('works on a pool of %i', async (n) => {
    const workspace = temporaryWorkspace();
    addQuestions(
      workspace,
      Array.from({ length: n }, () => newQuestion({ question: 'Why?' })),
    );
    const report = await runShipped(workspace);
    expect([report.pool, report.selected, report.requested]).toEqual([n, n, 1000]);
    expect(report.warnings.at(-1)).toBe(
      `Only ${n} of the 1,000 that were asked for passed: no gate took any, the pool holds ${n}.`,
    );
  });

  it('says what was not applied, and with which command to mend it', async () => {
    const workspace = temporaryWorkspace();
    addQuestions(workspace, [newQuestion({ question: 'Why?' })]);
    const { warnings } = await runShipped(workspace);
    expect(warnings.slice(0, 3)).toEqual([
      'The overlap gate was not applied: there is no benchmark to compare with. Mend it with: winnow benchmarks add FILE',
      'The evidence gate was not applied: no question of the pool has any of: trace, domain, attempts, grade. Mend it with: winnow signals import FILE',
      'The difficulty gate was not applied: no solver has tried the questions of the pool. Mend it with: winnow signals import FILE',
    ]);
  });

  it('names the benchmarks that it compared with, and no other', async () => {
    const workspace = temporaryWorkspace();
    addQuestions(workspace, [newQuestion({ question: 'Why?' })]);
    const add = (name: string) =>
      workspace.benchmarks.insert({ name, items: 1, ngrams: 1, sha256: `of ${name}` }, 'now', [
        { id: 'i', text: 'some words that are a question', words: 6, fingerprints: null },
      ]);
    workspace.write('test', () => ['a', 'b'].forEach(add));
    const both = await runShipped(workspace);
    expect(both.benchmarks).toEqual([
      { name: 'a', items: 1, sha256: 'of a' },
      { name: 'b', items: 1, sha256: 'of b' },
    ]);
    workspace.write('test', () => workspace.benchmarks.setIncluded('b', false));
    const one = await runShipped(workspace);
    expect(one.benchmarks).toEqual([{ name: 'a', items: 1, sha256: 'of a' }]);
    expect(one.evidenceSha256).not.toBe(both.evidenceSha256);
    workspace.write('test', () => workspace.benchmarks.setIncluded('a', false));
    const none = await runShipped(workspace);
    expect([none.benchmarks, none.funnel[0]?.notApplied?.mend]).toEqual([[], 'winnow benchmarks add FILE']);
  });

  it('says where fingerprints could not be compared', async () => {
    const workspace = temporaryWorkspace();
    addQuestions(workspace, [newQuestion({ question: 'Why?' })]);
    const item = { id: 'f', text: null, words: 9, fingerprints: ['0123456789abcdef'] };
    workspace.write('test', () =>
      workspace.benchmarks.insert({ name: 'secret', items: 1, ngrams: 1, sha256: 'x' }, 'now', [item]),
    );
    const { warnings } = await runShipped(workspace, { set: ['overlap.window=13'] });
    expect(warnings[0]).toBe(
      'secret was not applied: it holds fingerprints of 8-grams, and overlap.window is 13.',
    );
  });
});

describe('explain(workspace, ids, assets)', () => {
  it('tells each stage that was reached, and settings that select the question when they are set', async () => {
    const { workspace } = await ran();
    const memory = memoryOf(workspace);
    const effects = runEffects({ memory });
    for (const name of ['leak', 'twin-2', 'drawing', 'easy']) {
      const told = await explain(workspace, { question: name, run: 'latest' }, effects);
      expect([told.externalId, told.decisions.at(-1)?.kept, told.chance]).toEqual([name, false, 0]);
      const settings = told.change.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`);
      const again = await runShipped(workspace, {
        set: ['diversity.n=10', 'evidence.features=[]', ...settings],
        memory,
      });
      const after = await explain(workspace, { question: name, run: again.runId }, effects);
      expect([after.change, after.decisions.at(-1)], `${name} ${settings.join(' ')}`).toMatchObject([
        [],
        { stage: 'diversity', kept: true },
      ]);
    }
  });

  it('refuses what is not there, naming what is', async () => {
    const { workspace, report } = await ran();
    await expect(explain(workspace, { question: 'nobody', run: 'latest' }, runEffects())).rejects.toThrow(
      'There is no question nobody.',
    );
    await expect(explain(workspace, { question: 'leak', run: 'run-x' }, runEffects())).rejects.toThrow(
      `There is no run run-x; the newest is ${report.runId}.`,
    );
  });
});
