import { expect, test } from 'vitest';
import { givenGrades } from '../../server/db/given-grades.ts';
import { gradersBelow, refuseUncalibrated } from '../../server/db/recipe-graders.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { weighGrades } from '../../server/decide/grades/graders.ts';
import { parseTraceRules } from '../../server/decide/traces/rules.ts';
import { standingByRecipe } from '../../server/release/gate-reviews.ts';
import { chooseRows } from '../../server/release/select.ts';
import { withdraw } from '../../server/review/withdraw.ts';
import type { RecipeGraders } from '../../shared/schemas/grade-rules.ts';
import { graded, judgeAll, N } from './graded.ts';
import { personIn } from './reviewing.ts';

const FLOOR: RecipeGraders = { kappa: 0.6, verdicts: N, bound: 'point', below: 'refuse' };

const judgeOf = (workspace: Workspace) =>
  weighGrades(givenGrades(workspace), { kappa: 0.6, verdicts: 0, bound: 'point' }).graders[0];

test('what people judge of traces in a blind queue gives a grader its kappa, until it is taken back', async () => {
  const { workspace, run } = await graded();
  expect(judgeOf(workspace)).toMatchObject({ n: 0, kappa: null });
  const said = judgeAll(workspace, run, true, [0]);
  expect(judgeOf(workspace)).toMatchObject({
    grader: 'judge',
    graded: N,
    n: N,
    agreement: 7 / 8,
    kappa: 0.75,
  });
  const ann = personIn(workspace, 'ann');
  withdraw(workspace, said[0]?.id ?? '', { person: ann, actor: 'local', mayAny: false, why: null });
  expect(judgeOf(workspace)).toMatchObject({ n: N - 1, agreement: 1 });
});

test('judgements of an open queue say nothing of a grader: whoever gave them may have seen its verdict', async () => {
  const { workspace, run } = await graded();
  judgeAll(workspace, run, false);
  expect(judgeOf(workspace)).toMatchObject({ n: 0, kappa: null });
});

test('a recipe that demands agreement hears no grader that has too little, and may refuse to go on', async () => {
  const { workspace, run } = await graded();
  const demanding = (graders: RecipeGraders): StoredRun => ({
    ...run,
    recipe: { ...run.recipe, graders, traces: parseTraceRules({ require: 'correct' }, 'rules') },
  });
  const raw = (of: StoredRun) =>
    chooseRows(workspace, of, { rows: N }).rows.filter(({ trace }) => trace.startsWith('trace-')).length;
  const lenient = demanding({ ...FLOOR, verdicts: 0 });
  expect([raw(lenient), raw(demanding(FLOOR))]).toEqual([N / 2, 0]);

  expect(gradersBelow(workspace, undefined)).toEqual([]);
  expect(gradersBelow(workspace, FLOOR)).toMatchObject([{ grader: 'judge', counts: false }]);
  expect(() => refuseUncalibrated(workspace, { ...FLOOR, below: 'ignore' })).not.toThrow();
  expect(() => refuseUncalibrated(workspace, FLOOR)).toThrow(
    'The recipe wants agreement with people of every grader, and the grader judge (grade@1) does not count: It was held against 0 human verdicts, and 8 are asked for.',
  );
  expect(standingByRecipe(workspace, demanding(FLOOR), [])).toMatchObject({ met: false, refused: {} });

  judgeAll(workspace, run, true, [0]);
  expect(gradersBelow(workspace, FLOOR)).toEqual([]);
  expect(() => refuseUncalibrated(workspace, FLOOR)).not.toThrow();
  expect(standingByRecipe(workspace, demanding(FLOOR), [])).toMatchObject({ met: true, says: null });
  expect(standingByRecipe(workspace, run, [])).toBeUndefined();
});
