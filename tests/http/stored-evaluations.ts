import type { Workspace } from '../../server/db/workspace.ts';
import type { Planned } from './pool-with-run.ts';
import { storeRun } from './pool-with-run.ts';

/** Points of every stored evaluation, with the mean thinking that they take. */
const POINTS = [
  { budget: 500, waits: 0, tokens: 480 },
  { budget: 2000, waits: 0, tokens: 1700 },
  { budget: null, waits: 0, tokens: 3900 },
  { budget: null, waits: 2, tokens: 6200 },
];
const ITEMS = 30;

interface Evaluated {
  recipe: string;
  /** How many of 30 it gets right at each point. */
  right: readonly number[];
  benchmark?: string;
}

/** Stores a release of the recipe of a run of its own, and an evaluation of it. */
export function storeEvaluation(
  workspace: Workspace,
  { planned, ids }: { planned: readonly Planned[]; ids: readonly string[] },
  evaluated: Evaluated,
): void {
  const runId = `run-${evaluated.recipe}`;
  const release = `release-${Buffer.from(evaluated.recipe).toString('hex').padEnd(16, '0').slice(0, 16)}`;
  storeRun(workspace, runId, planned, ids, { recipe: evaluated.recipe, looksAt: 'question', stages: [] });
  const run = workspace.runs.byId(runId);
  if (run === undefined) throw new Error('the run was not stored');
  const createdAt = workspace.now().toISOString();
  workspace.write('test', () =>
    workspace.releases.insert({ id: release, run: run.n, policy: 'internal', createdAt, report: '{}' }, []),
  );
  storeEvaluationOf(workspace, release, evaluated);
}

/** Stores an evaluation of a release that is there. */
export function storeEvaluationOf(
  workspace: Workspace,
  release: string,
  { recipe, right, benchmark = 'aime24' }: Evaluated,
): void {
  const createdAt = workspace.now().toISOString();
  const settings = {
    ...{ model: `student-${recipe}`, release, template: 'qwen2.5-think@1' },
    points: POINTS.map(({ budget, waits }) => ({ budget, waits })),
    ...{ mostThinking: 32000, mostAnswer: 2048, temperature: 0, seed: null },
    benchmarks: [{ name: benchmark, sha256: '0'.repeat(64), items: ITEMS, clean: true }],
  };
  workspace.write('test', () => {
    const id = `evaluation-${recipe}-${benchmark}`;
    workspace.evaluations.insert({ id, createdAt, release, settings: JSON.stringify(settings) });
    POINTS.forEach(({ tokens }, point) => {
      for (let i = 0; i < ITEMS; i++)
        workspace.evaluations.putResult(id, {
          ...{ benchmark, item: `i${i}`, point, answer: '1', rule: 'same-number' },
          ...{ verdict: i < (right[point] ?? 0) ? ('correct' as const) : ('wrong' as const) },
          ...{ thinkingTokens: tokens, answerTokens: 9, forced: point < 2, waits: point === 3 ? 2 : 0 },
        });
    });
    workspace.events.append({
      ...{ type: 'evaluation.started', actor: 'local', subject: id },
      ...{ idem: `evaluation started ${id}`, data: {} },
    });
  });
}
