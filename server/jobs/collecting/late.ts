import { reckonLate } from '../../ask/leasing/reckon.ts';
import { TRACES } from '../../ask/model/traces.ts';
import { orderOf } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { CollectingEffects } from './effects.ts';
import { optionsOfStored } from './order.ts';

/**
 * Counts what replies cost that came beside others to a collection that is not under way. Where that can not be told
 * just now, they wait for the next time that it is taken up. Never throws.
 */
export async function countLate(
  workspace: Workspace,
  id: string,
  effects: () => Promise<CollectingEffects>,
): Promise<void> {
  try {
    const collection = workspace.collections.byId(id);
    const stored = orderOf(workspace, id);
    if (collection === undefined || stored === undefined) return;
    const { data, openTeacher } = await effects();
    const options = optionsOfStored(workspace, data, collection, stored.order, stored.actor);
    const teacher = await openTeacher(workspace, options);
    const { run, collects = TRACES } = options;
    const told = { collection: id, collects, run, teacher, actor: stored.actor };
    await reckonLate(workspace, told, { correct: () => undefined });
  } catch {
    // it stays where it is
  }
}
