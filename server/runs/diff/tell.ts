import type { FunnelStage, Run } from '../../../shared/schemas/decision.ts';
import type { QuestionChange, RunDiff } from '../../../shared/schemas/run-diff.ts';
import type { StageName } from '../../../shared/vocabulary/stages.ts';

/** The reply of `diff`: funnels side by side, and the changes by what became of the selection. */
export function tell(
  before: Run,
  after: Run,
  found: { factors: RunDiff['factors']; changes: readonly QuestionChange[]; warnings: string[] },
): RunDiff {
  const removed = found.changes.filter((one) => isIn(one.before) && !isIn(one.after));
  const added = found.changes.filter((one) => !isIn(one.before) && isIn(one.after));
  return {
    runs: [before.runId, after.runId],
    factors: found.factors,
    funnel: besides(before.funnel, after.funnel),
    selected: {
      before: before.selected,
      after: after.selected,
      both: before.selected - removed.length,
    },
    added: byRank(added, 'after'),
    removed: byRank(removed, 'before'),
    moved: found.changes.filter((one) => isIn(one.before) === isIn(one.after)),
    warnings: found.warnings,
  };
}

const isIn = (place: QuestionChange['before']): boolean => place !== null && place.reason === null;

const byRank = (changes: readonly QuestionChange[], side: 'before' | 'after'): QuestionChange[] =>
  [...changes].sort((x, y) => (x[side]?.rank ?? 0) - (y[side]?.rank ?? 0));

/** In the order of the second funnel; a stage that only the first has stands behind the one that it followed. */
function besides(before: readonly FunnelStage[], after: readonly FunnelStage[]): RunDiff['funnel'] {
  const names: StageName[] = after.map(({ stage }) => stage);
  before.forEach(({ stage }, i) => {
    if (!names.includes(stage)) names.splice(i === 0 ? 0 : names.indexOf(before[i - 1]!.stage) + 1, 0, stage);
  });
  const at = (funnel: readonly FunnelStage[], name: StageName) =>
    funnel.find(({ stage }) => stage === name) ?? null;
  return names.map((stage) => ({ stage, before: at(before, stage), after: at(after, stage) }));
}
