import type { FunnelStage } from '../../../shared/schemas/decision.ts';
import type { Beside } from './components/funnel-beside.tsx';

/** Two funnels side by side, in the order of the second; a stage that only the first has follows the one it followed. */
export function besides(before: readonly FunnelStage[], after: readonly FunnelStage[]): Beside {
  const names = after.map(({ stage }) => stage);
  before.forEach(({ stage }, i) => {
    const last = before[i - 1]?.stage;
    if (!names.includes(stage)) names.splice(last === undefined ? 0 : names.indexOf(last) + 1, 0, stage);
  });
  const at = (funnel: readonly FunnelStage[], name: FunnelStage['stage']) =>
    funnel.find(({ stage }) => stage === name) ?? null;
  return names.map((stage) => ({ stage, before: at(before, stage), after: at(after, stage) }));
}

/** The run before one in a list, newest first; any other where none comes before. */
export const beforeIn = (runs: readonly { runId: string }[], id: string | undefined): string | undefined => {
  const at = runs.findIndex(({ runId }) => runId === id);
  return runs[at + 1]?.runId ?? runs.find(({ runId }) => runId !== id)?.runId;
};
