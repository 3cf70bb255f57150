import type { Heartbeat } from '../../../shared/schemas/worker.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Group } from '../journal/group.ts';
import type { createLives } from './lives.ts';

/**
 * What a process of a worker was handed by a server before this one, and does not hold: it never got there, and was
 * never made, so it will cost nothing.
 */
export async function giveBackUnheld(
  {
    leases,
    lives,
    group,
  }: { leases: Workspace['workerLeases']; lives: ReturnType<typeof createLives>; group: Group },
  { session, held }: Pick<Heartbeat, 'session' | 'held'>,
  actor: string,
): Promise<void> {
  const there = new Set(held);
  const gone = leases.outOf(session, actor).filter((id) => !there.has(id) && !lives.has(id));
  if (gone.length === 0) return;
  await group.add(() => {
    for (const id of gone) leases.unsent(id);
  });
}
