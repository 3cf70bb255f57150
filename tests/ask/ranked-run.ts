import type { NewQuestion } from '../../server/db/questions.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { FunnelStage, Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Reason } from '../../shared/vocabulary/reasons.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';

/** A question of a made-up pool that has a worked solution and an answer, unless the test says otherwise. */
export const worked = (name: string, some: Partial<NewQuestion> = {}): NewQuestion =>
  newQuestion({
    question: `What is ${name}?`,
    externalId: name,
    solution: `We work out ${name}.`,
    answer: `${name}!`,
    ...some,
  });

const RECIPE = {
  recipe: 'tiny',
  looksAt: 'prompt',
  stages: [
    { stage: 'quality', mode: 'drop' },
    { stage: 'difficulty', mode: 'drop', solvers: [] },
    { stage: 'diversity', sampler: 'longest' },
  ],
} as unknown as Recipe;

interface Fallen {
  stage: 'quality' | 'difficulty' | 'diversity';
  reason: Reason;
}

/**
 * Puts questions into the pool and stores a run over them: the first `selected` are selected in their order, the
 * next are its reserve, and whoever `fallen` names by external id fell there.
 */
export function storeRankedRun(
  workspace: Workspace,
  questions: readonly NewQuestion[],
  selected: number,
  fallen: Readonly<Record<string, Fallen>> = {},
  runId = 'run-0000000001',
): StoredRun {
  if (workspace.questions.byId(questions[0]?.questionId ?? '') === undefined)
    addQuestions(workspace, questions);
  const ranked = questions.filter(({ externalId }) => !Object.hasOwn(fallen, externalId ?? ''));
  const report = runReport(runId, questions.length, Math.min(selected, ranked.length), ranked.length, fallen);
  workspace.write('test', () => {
    const run = workspace.runs.insert(RECIPE, report);
    for (const question of questions) {
      const at = ranked.indexOf(question);
      const fell = fallen[question.externalId ?? ''];
      workspace.decisions.insert(run, {
        question: workspace.questions.key(question.questionId)?.n ?? 0,
        stage: fell?.stage ?? 'diversity',
        reason: fell?.reason ?? (at < selected ? null : 'reserve'),
        rank: at < 0 ? null : at + 1,
        domain: at % 2 === 0 ? '11' : 'physics',
        domainFrom: 'metadata',
        length: 10 + at,
        lengthFrom: 'solution',
        difficulty: 0.25,
        difficultyFrom: 'estimate',
        margins: '[null, null, null]',
        evidence: fell === undefined ? null : '{"because":"a test"}',
      });
    }
  });
  const run = workspace.runs.byId(runId);
  if (run === undefined) throw new Error('the run was not stored');
  return run;
}

function runReport(
  runId: string,
  pool: number,
  selected: number,
  passed: number,
  fallen: Readonly<Record<string, Fallen>>,
): Run {
  const fell = (stage: string) => Object.values(fallen).filter((one) => one.stage === stage);
  const tally = (them: readonly Fallen[]) =>
    Object.fromEntries(
      them.map(({ reason }) => [reason, them.filter((one) => one.reason === reason).length]),
    );
  const stage = (name: FunnelStage['stage'], before: number): FunnelStage => ({
    stage: name,
    in: before,
    kept: before - fell(name).length,
    dropped: tally(fell(name)),
    notes: {},
    applied: true,
    notApplied: null,
  });
  const quality = stage('quality', pool);
  const difficulty = stage('difficulty', quality.kept);
  const notApplied = { why: 'no question has attempts', mend: 'winnow signals import FILE' };
  return {
    runId,
    recipe: 'tiny',
    recipeSha256: 'a'.repeat(64),
    poolSha256: 'b'.repeat(64),
    evidenceSha256: 'c'.repeat(64),
    codeVersion: 'winnow 0.0.0',
    seed: 42,
    engine: 'local',
    pool,
    funnel: [
      quality,
      fell('difficulty').length > 0 ? difficulty : { ...difficulty, applied: false, notApplied },
      {
        ...stage('diversity', passed),
        kept: selected,
        dropped: { reserve: passed - selected, ...tally(fell('diversity')) },
      },
    ],
    requested: selected,
    selected,
    reserve: passed - selected,
    selectionSha256: 'd'.repeat(64),
    seconds: 0.5,
    createdAt: '2026-11-24T00:00:00.000Z',
    signals: { length: { solution: pool }, difficulty: { estimate: pool }, domain: { metadata: pool } },
    warnings: [],
  };
}
