import type { Workspace } from '../../db/workspace.ts';
import { type ReplayedStage, replay } from '../../decide/replay/replay.ts';
import { type ReplayRow, readReplayLine } from '../../decide/replay/rows.ts';
import type { ReleaseFacts } from '../facts.ts';

export const REPLAY_ROWS = 'replay/questions.jsonl';
export const REPLAY_RECIPE = 'replay/recipe.json';

/**
 * `replay/`: recipe, seed, and one narrow row for every question of the pool, from which gates on facts, draw and
 * reserve can be carried out again without a text. Whether they come out the same is tried here first, so that the
 * folder promises nothing that it does not keep. Empty for a run of a version that kept no rows.
 */
export function replayFiles(
  { run: { n, recipe, report } }: ReleaseFacts,
  { runRows }: Workspace,
): { path: string; text: string }[] {
  const lines = runRows.of(n);
  if (lines === null) return [];
  const { stages } = replay(readReplayRows(lines), recipe, report.seed);
  const { runId, seed, selectionSha256, selected, reserve, pool } = report;
  const head = {
    schemaVersion: 1,
    ...{ runId, seed, pool, selected, reserve, selectionSha256 },
    stages: stages.map(promised),
    recipe,
  };
  return [
    { path: REPLAY_RECIPE, text: `${JSON.stringify(head, null, 2)}\n` },
    { path: REPLAY_ROWS, text: lines },
  ];
}

const promised = ({ stage, outcome, questions, why }: ReplayedStage) => ({
  stage,
  replayable: outcome === 'same',
  questions,
  why: outcome === 'same' ? null : outcome === 'needs-text' ? why : 'it needs more than the rows tell',
});

/** @param text lines of rows, each with its line feed */
export const readReplayRows = (text: string): ReplayRow[] =>
  text.split('\n').slice(0, -1).map(readReplayLine);
