import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { register } from '../../../server/cli/evaluations.ts';
import type { ItemResult } from '../../../server/db/evaluations.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { compareEvaluations } from '../../../server/jobs/evaluating/compare.ts';
import type { EvaluationComparison } from '../../../shared/schemas/evaluation-comparison.ts';
import { typed } from '../../cli/in-process.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { startServer } from '../../http/server.ts';

type Verdict = ItemResult['verdict'];
interface Told {
  id: string;
  /** Verdict of each item at each point; undefined: not asked yet. */
  points: readonly (readonly (Verdict | undefined)[])[];
  sha256?: string;
  benchmark?: string;
}

const BUDGETS = [100, 200, 300];

/** Stores evaluations whose points are budgets of 100, 200 and 300 tokens, that much thought. */
function stored(...all: readonly Told[]): Workspace {
  const workspace = temporaryWorkspace();
  workspace.write('test', () => {
    for (const { id, points, sha256 = '0', benchmark = 'b' } of all) {
      const settings = {
        ...{ model: `model-${id}`, release: null, template: 'qwen2.5-think@1' },
        points: points.map((_, i) => ({ budget: BUDGETS[i] ?? null, waits: 0 })),
        ...{ mostThinking: 1000, mostAnswer: 10, temperature: 0, seed: null },
        benchmarks: [{ name: benchmark, sha256: sha256.repeat(64), items: points[0]?.length, clean: null }],
      };
      const createdAt = workspace.now().toISOString();
      workspace.evaluations.insert({ id, createdAt, release: null, settings: JSON.stringify(settings) });
      points.forEach((verdicts, point) => {
        verdicts.forEach((verdict, i) => {
          if (verdict === undefined) return;
          workspace.evaluations.putResult(id, {
            ...{ benchmark, item: `i${i}`, point, verdict, rule: 'same-number', answer: '1' },
            ...{ thinkingTokens: BUDGETS[point] ?? 0, answerTokens: 1, forced: true, waits: 0 },
          });
        });
      });
      const type = 'evaluation.started';
      workspace.events.append({ type, actor: 'ann', subject: id, idem: `test ${id}`, data: {} });
    }
  });
  return workspace;
}

const said = (text: string): Verdict[] =>
  [...text].map((one) => (one === '+' ? 'correct' : one === '?' ? 'unverifiable' : 'wrong'));

describe('compareEvaluations(workspace, options)', () => {
  test('holds everybody against the best, item by item, each at its best point', () => {
    const workspace = stored(
      { id: 'e1', points: [said('++------'), said('+++-----')] },
      { id: 'e2', points: [said('-+++++++'), said('-++++++-')] },
    );
    const [one, ...none] = compareEvaluations(workspace, { at: 'best' });
    expect(none).toEqual([]);
    expect(one).toEqual({
      benchmark: 'b',
      first: {
        ...{ evaluationId: 'e1', model: 'model-e1', release: null, runId: null, recipe: null },
        ...{ budget: 200, waits: 0, accuracy: 3 / 8 },
      },
      second: {
        ...{ evaluationId: 'e2', model: 'model-e2', release: null, runId: null, recipe: null },
        ...{ budget: 100, waits: 0, accuracy: 7 / 8 },
      },
      ...{ items: 8, onlyFirst: 1, onlySecond: 5, difference: -0.5 },
      interval: { low: -7 / 8, high: 0 },
      mcnemar: expect.closeTo((2 * 7) / 64, 12),
      plainly: null,
    });
  });

  test('takes items that both gave a reply to, of the very same benchmark, at the point that is named', () => {
    const workspace = stored(
      { id: 'e1', points: [['correct', 'failed', 'correct', undefined, 'unverifiable']] },
      { id: 'e2', points: [['wrong', 'correct', 'correct', 'correct', 'correct'], said('+++++')] },
      { id: 'e3', points: [said('+++++')], sha256: '1' },
      { id: 'e4', points: [said('+++++')], benchmark: 'c' },
    );
    const at = 'budget-100';
    const all = compareEvaluations(workspace, { benchmark: 'b', to: 'e2', at });
    expect(
      all.map(({ first, items, onlyFirst, onlySecond }) => [
        first.evaluationId,
        items,
        onlyFirst,
        onlySecond,
      ]),
    ).toEqual([['e1', 3, 1, 1]]);
    expect(compareEvaluations(workspace, { to: 'e2', at: 'budget-200' })).toEqual([]);
    expect(compareEvaluations(workspace, { to: 'e4', at: 'best' })).toEqual([]);
    expect(compareEvaluations(temporaryWorkspace(), { at: 'best' })).toEqual([]);
    expect(() => compareEvaluations(workspace, { to: 'e9', at: 'best' })).toThrow(
      /^There is no evaluation e9; see: winnow evaluations list$/,
    );
  });

  test('calls plain what every thousandth draw of the items agrees on, and nothing else', () => {
    const bits = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(bits, bits, fc.integer(), (mine, theirs, seed) => {
        const verdicts = (right: readonly boolean[]) => right.map((one) => (one ? 'correct' : 'wrong'));
        const workspace = stored(
          { id: 'e1', points: [verdicts(mine)] },
          { id: 'e2', points: [verdicts(theirs)] },
        );
        const [one] = compareEvaluations(workspace, { to: 'e2', at: 'best' });
        workspace.close();
        // another way to the same: a plain bootstrap by draws, over the items themselves
        let state = seed >>> 0;
        const draw = () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          return Math.floor((state / 2 ** 32) * mine.length);
        };
        let [under, over] = [0, 0];
        const draws = 4000;
        for (let i = 0; i < draws; i++) {
          let sum = 0;
          for (const _ of mine) {
            const at = draw();
            sum += Number(mine[at]) - Number(theirs[at]);
          }
          if (sum <= 0) under += 1;
          if (sum >= 0) over += 1;
        }
        const isClose = (n: number) => Math.abs(n / draws - 0.025) < 0.008;
        fc.pre(!isClose(under) && !isClose(over)); // draws alone can not tell there
        expect(one?.plainly).toBe(under / draws < 0.025 ? 'more' : over / draws < 0.025 ? 'less' : null);
      }),
      { numRuns: 25 },
    );
  });
});

test('pages, scripts and the command read the same, and say in one line what is wrong', async () => {
  const workspace = stored(
    { id: 'e1', points: [said('++++++++++')] },
    { id: 'e2', points: [said('--------++')] },
  );
  const { url } = await startServer(workspace);
  const of = async (query: string) => {
    const reply = await fetch(`${url}/api/v1/evaluations/comparisons${query}`);
    return {
      status: reply.status,
      body: (await reply.json()) as { items: EvaluationComparison[]; message: string },
    };
  };
  const { status, body } = await of('?benchmark=b');
  expect(status).toBe(200);
  expect(body.items).toMatchObject([
    { first: { evaluationId: 'e2' }, onlySecond: 8, plainly: 'less', interval: { low: -1, high: -0.5 } },
  ]);
  expect(await of('?benchmark=nothing')).toMatchObject({ status: 200, body: { items: [] } });
  expect(await of('?to=e9')).toMatchObject({ status: 400 });
  expect(await of('?at=twice')).toMatchObject({ status: 400 });
  const { out } = await typed(workspace, register, ['evaluations', 'compare', '--json']);
  expect(JSON.parse(out)).toEqual(body.items);
  const text = await typed(workspace, register, ['evaluations', 'compare', '--to', 'e2', '--budget', '100']);
  expect(text.out).toMatch(
    /model-e1, up to 100\) .*\+80\.0 +\+50\.0 to \+100\.0 +8 and 0 of 10 +plainly more/,
  );
  await expect(
    typed(workspace, register, ['evaluations', 'compare', '--budget', '1', '--wait', '0']),
  ).rejects.toThrow(/^Compare at --budget or at --wait, not at both\.$/);
});
