import { promptOf } from '../../../shared/schemas/question.ts';
import type { Workspace } from '../../db/workspace.ts';
import { benchmarksOf, releaseNamed } from './settings.ts';

/** An item as `evaluate.py` asks it; its answer stays here. */
export interface ItemToAsk {
  benchmark: string;
  id: string;
  question: string;
}

/**
 * What is to be asked on a machine without the workspace: the items that `evaluate` would ask, without their answers.
 * @throws WinnowError as `prepareEvaluation`
 */
export function itemsToAsk(
  workspace: Workspace,
  { benchmarks, release }: { benchmarks: readonly string[]; release: string | undefined },
): ItemToAsk[] {
  const of = release === undefined ? null : releaseNamed(workspace, release);
  return benchmarksOf(workspace, of, benchmarks).items.map(({ benchmark, id, text, options }) => ({
    ...{ benchmark, id },
    question: promptOf(text, options),
  }));
}
