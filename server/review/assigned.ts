import type { EmptyReason } from '../../shared/vocabulary/queues.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';

/** Why a queue is not for somebody: by name or by skill; null where it is for them. */
export function notFor(
  { skills }: Pick<Workspace, 'skills'>,
  { members, wants }: Pick<Queue, 'members' | 'wants'>,
  person: string,
): Extract<EmptyReason, 'not-assigned' | 'lacks-skill'> | null {
  if (members.length > 0 && !members.includes(person)) return 'not-assigned';
  if (wants.length === 0) return null;
  const has = skills.of(person);
  return wants.every((skill) => has.includes(skill)) ? null : 'lacks-skill';
}

/** How many more items somebody may judge in a queue by their share of all judgements; without one, any number. */
export function leftOfShare(workspace: Workspace, { id, shares, target }: Queue, person: string): number {
  const share = Object.hasOwn(shares, person) ? shares[person] : undefined;
  if (share === undefined) return Number.POSITIVE_INFINITY;
  const most = Math.ceil(share * workspace.queueItems.tally(id, target).asked);
  return Math.max(0, most - workspace.handOuts.judgedBy(id, person));
}
