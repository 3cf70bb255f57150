import { WinnowError } from '../../../shared/error.ts';
import type { CollectOrder } from '../../../shared/schemas/collect-order.ts';
import type { ModelOptions } from '../../ask/model/opened.ts';
import { TRACES } from '../../ask/model/traces.ts';
import type { Collection } from '../../db/collections.ts';
import type { CollectionOrder } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import { findRun } from '../../runs/find.ts';

/**
 * What `traces collect` would be told with this order.
 * @throws WinnowError `bad-usage` for an address of gemini: its key goes where the environment says alone; `not-found` for a run that is not there
 */
export function optionsFrom(workspace: Workspace, order: CollectOrder, actor: string): ModelOptions {
  const { run, maxTokens, batch, batchFile, ...rest } = order;
  if (order.teacher === 'gemini' && order.endpoint !== undefined)
    throw new WinnowError(
      'bad-usage',
      'The address of gemini is not ordered here: the server takes it from GOOGLE_GEMINI_BASE_URL, where that is set.',
    );
  return {
    ...rest,
    collects: TRACES,
    run: findRun(workspace, run ?? 'latest'),
    maxOutputTokens: maxTokens,
    batch: batch === true || batchFile === true,
    batchBy: batchFile === true ? 'file' : 'inline',
    actor,
  };
}

/** The same for what a collection was ordered before, whoever ordered it. */
export function optionsOfStored(
  workspace: Workspace,
  { run, teacher, state }: Collection,
  order: CollectionOrder,
  actor: string,
): ModelOptions {
  return {
    ...order,
    collects: TRACES,
    run: run === null ? null : (workspace.runs.byNumber(run) ?? null),
    teacher,
    resume: state === 'cancelled',
    actor,
  };
}
