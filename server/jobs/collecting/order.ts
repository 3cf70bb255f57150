import { WinnowError } from '../../../shared/error.ts';
import type { CollectOrder, Wants } from '../../../shared/schemas/collect-order.ts';
import type { ModelOptions } from '../../ask/model/opened.ts';
import type { Collection } from '../../db/collections.ts';
import type { CollectionOrder } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import { findRun } from '../../runs/find.ts';
import { purposeOf, wantsOf } from './purposes.ts';

/**
 * What the command of its purpose would be told with this order.
 * @param data the folder `data/`
 * @throws WinnowError `bad-usage` for an address of gemini: its key goes where the environment says alone, and for what
 * means nothing where no traces are asked for; `not-found` for a run that is not there
 */
export function optionsFrom(
  workspace: Workspace,
  data: string,
  order: CollectOrder,
  actor: string,
): ModelOptions {
  const { collects = 'traces', run, maxTokens, batch, batchFile, samples, ...all } = order;
  const { what: _w, orders: _o, first: _f, most: _m, threshold: _t, ...rest } = all;
  if (order.teacher === 'gemini' && order.endpoint !== undefined)
    throw new WinnowError(
      'bad-usage',
      'The address of gemini is not ordered here: the server takes it from GOOGLE_GEMINI_BASE_URL, where that is set.',
    );
  const isTraces = collects === 'traces';
  if (!isTraces && order.untilUsable !== undefined)
    throw new WinnowError('bad-usage', 'Only traces are collected until enough are usable.');
  const wants = { ...wantsOf(order), ...(isTraces || samples === undefined ? {} : { samples }) };
  return {
    ...rest,
    ...(isTraces ? { samples } : { wants }),
    collects: purposeOf(workspace, data, { collects, ...wants }),
    run: run === undefined && !isTraces ? null : findRun(workspace, run ?? 'latest'),
    maxOutputTokens: maxTokens,
    batch: batch === true || batchFile === true,
    batchBy: batchFile === true ? 'file' : 'inline',
    actor,
  };
}

/** The same for what a collection was ordered before, whoever ordered it, there or by its command. */
export function optionsOfStored(
  workspace: Workspace,
  data: string,
  { run, teacher, state, purpose, settings }: Collection,
  order: CollectionOrder,
  actor: string,
): ModelOptions {
  const { wants } = order;
  return {
    ...order,
    collects: purposeOf(workspace, data, { collects: purpose, ...(wants ?? wantsIn(settings)) }),
    run: run === null ? null : (workspace.runs.byNumber(run) ?? null),
    teacher,
    resume: state === 'cancelled',
    actor,
  };
}

/** What is wanted of a collection by its settings, where its order did not keep it. */
function wantsIn(settings: string): Wants {
  const { what } = JSON.parse(settings) as { what?: Wants['what'] };
  return what === undefined ? {} : { what };
}
