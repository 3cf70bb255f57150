import { expect, test } from 'vitest';
import { setGraderRule } from '../../server/db/grader-rule.ts';
import { outcomeCountsAsGraded, outcomesAsGraded, regradedOf } from '../../server/db/trace-verdicts.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseTraceRules } from '../../server/decide/traces/rules.ts';
import { chooseRows } from '../../server/release/select.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from './pool-with-run.ts';
import { startServer } from './server.ts';
import { storeCollection } from './stored-collection.ts';

/** Twenty traces, the 8th and the 18th of which the answer checker could not judge, of a run that wants no wrong ones. */
async function served() {
  const workspace = temporaryWorkspace();
  const planned = plan(100).map((one) => ({ ...one, answer: '12' }));
  const ids = storePool(workspace, planned);
  const recipe: Recipe = {
    recipe: 'test',
    looksAt: 'question',
    stages: [{ stage: 'wellformed', mode: 'drop' }],
    traces: parseTraceRules({ require: 'not-wrong' }, 'rules'),
  };
  storeRun(workspace, 'run-1', planned, ids, recipe);
  const selected = ids.filter((_, i) => planned[i]?.reason === null);
  const items = storeCollection(workspace, selected);
  const [one, two] = [items[7], items[17]];
  if (one === undefined || two === undefined) throw new Error('the collection is too small');
  return { ...(await startServer(workspace)), workspace, one, two };
}

let graded = 0;
const grade = (workspace: Workspace, trace: string, verdict: Verdict, by: 'human' | 'model' = 'human') =>
  workspace.write('test', () =>
    workspace.grades.insert({
      id: `grade-${++graded}`,
      attempt: null,
      trace,
      origin: by,
      grader: by === 'human' ? 'person-1' : 'grader',
      sample: 0,
      prompt: by === 'human' ? null : 'grade@1',
      promptSha256: null,
      verdict,
      says: null,
      collection: by === 'human' ? null : 'col-test',
      call: by === 'human' ? null : 1,
      createdAt: '2026-11-25T00:00:00.000Z',
    }),
  );

type Found = { items: { traceId: string; outcome: string; reason: string | null; verdict: string | null }[] };

test('a verdict that people give later is the verdict of the trace on every page', async () => {
  const { api, workspace, one, two } = await served();
  const found = async (query: string) =>
    ((await api(`/collections/col-test/traces?${query}`)).body as Found).items.map(({ traceId }) => traceId);
  const before = (await api('/collections/col-test')).body;
  expect(before).toMatchObject({
    traces: { usable: 12, dropped: { 'repetition-loop': 2, truncated: 2 } },
    verdicts: { correct: 8, wrong: 2, unverifiable: 2 },
  });
  expect((await api('/workspace')).body).toMatchObject({ traces: 12 });

  grade(workspace, one.id, 'wrong');
  grade(workspace, two.id, 'correct');
  expect((await api('/collections/col-test')).body).toMatchObject({
    traces: { in: 16, usable: 11, dropped: { 'repetition-loop': 2, truncated: 2, 'verdict-wrong': 1 } },
    verdicts: { correct: 9, wrong: 2 },
    flags: (before as { flags: object }).flags,
    outlooks: [{ policy: 'strict', refused: 11 }, { usable: 11 }, { usable: 11 }],
  });
  expect((await api('/workspace')).body).toMatchObject({ traces: 11 });
  expect((await api(`/traces/${one.id}`)).body).toMatchObject({
    outcome: 'dropped',
    reason: 'verdict-wrong',
    verdict: 'wrong',
    isGraded: true,
  });
  expect((await api(`/traces/${two.id}`)).body).toMatchObject({ verdict: 'correct', isGraded: true });
  expect(await found('verdict=unverifiable')).toEqual([]);
  expect(await found('verdict=wrong&limit=200')).toContain(one.id);
  expect(await found('verdict=correct&outcome=usable&limit=200')).toContain(two.id);
  expect(await found('outcome=usable&limit=200')).not.toContain(one.id);
  expect((await api(`/questions/${one.question}`)).body).toMatchObject({
    traces: [{ traceId: one.id, outcome: 'dropped', reason: 'verdict-wrong', verdict: 'wrong' }],
  });
});

test('books, runs and releases hear it too', async () => {
  const { workspace, one, two } = await served();
  const run = workspace.runs.byId('run-1');
  if (run === undefined) throw new Error('the run was not stored');
  const choice = () => chooseRows(workspace, run, { rows: 20 });
  const evidenceOf = (question: string) =>
    loadEvidence(workspace)(question, () => ({ question: '', options: null, answer: null }));
  const lengthOf = (question: string) => evidenceOf(question).rankedTraceTokens ?? null;

  expect([choice().gaveWay['verdict-wrong'], lengthOf(one.question)]).toEqual([2, expect.any(Number)]);

  grade(workspace, one.id, 'wrong');
  grade(workspace, two.id, 'correct');
  expect(choice()).toMatchObject({
    gaveWay: { 'verdict-wrong': 3 },
    traces: { usable: 11, dropped: { 'verdict-wrong': 1 } },
  });
  expect(choice().rows.map(({ trace }) => trace)).not.toContain(one.id);
  expect([lengthOf(one.question), lengthOf(two.question)]).toEqual([null, expect.any(Number)]);
  expect(outcomesAsGraded(workspace, 'col-test').get(one.question)).toBe('verdict-wrong');
  expect(outcomeCountsAsGraded(workspace, 'col-test')).toContainEqual({
    outcome: 'verdict-wrong',
    count: 1,
    answered: 1,
    tokens: expect.any(Number),
  });
});

test('a grader whose word does not count moves nothing', async () => {
  const { api, workspace, one } = await served();
  grade(workspace, one.id, 'wrong', 'model');
  const outcome = async () =>
    ((await api(`/traces/${one.id}`)).body as { reason: string | null }).reason ?? 'usable';
  expect(await outcome()).toBe('verdict-wrong');
  setGraderRule(workspace, { kappa: 0.6, verdicts: 10, bound: 'low' }, 'ann');
  expect(await outcome()).toBe('usable');
  grade(workspace, one.id, 'unverifiable');
  expect(await outcome()).toBe('usable');
});

test('no text is read to know what graders moved, and new traces are seen', async () => {
  const { workspace, one } = await served();
  const { unverified } = workspace.traces;
  const plan = workspace.db
    .prepare(
      "EXPLAIN QUERY PLAN SELECT id, answer IS NOT NULL, tokens FROM traces INDEXED BY traces_unverified WHERE collection = ? AND verdict = 'unverifiable'",
    )
    .all('col-test') as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH traces USING COVERING INDEX traces_unverified (collection=? AND verdict=?)',
  ]);
  grade(workspace, one.id, 'wrong');
  const before = regradedOf(workspace, 'col-test');
  expect([before.length, unverified('col-test').length]).toEqual([1, 2]);
  const stored = workspace.traces.byId(one.id);
  if (stored === undefined) throw new Error('the trace is gone');
  workspace.write('test', () => workspace.traces.insert({ ...stored, id: 'trace-new', round: 2 }));
  grade(workspace, 'trace-new', 'correct');
  expect(regradedOf(workspace, 'col-test').map(({ id, now }) => [id, now.verdict])).toEqual([
    [one.id, 'wrong'],
    ['trace-new', 'correct'],
  ]);
});
