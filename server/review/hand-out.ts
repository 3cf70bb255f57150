import { EMPTY_REASONS, type EmptyReason } from '../../shared/vocabulary/queues.ts';
import type { ItemLease } from '../db/hand-outs.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { leftOfShare, notFor } from './assigned.ts';
import { isDue, raiseOverlap } from './raise-overlap.ts';

/** How long an item stays in somebody's hands without a word of theirs. Unit: milliseconds. */
export const LEASE_MS = 5 * 60_000;

/** Why there is nothing, and who holds what. */
export interface Empty {
  reason: EmptyReason;
  says: string;
  /** Opaque id of the person. */
  holders: { person: string; question: string; expiresMs: number }[];
}

export interface HandedOut {
  leases: ItemLease[];
  /** Null where there is something. */
  empty: Empty | null;
}

interface Asker {
  /** Opaque id. */
  person: string;
  /** What one tab holds is not given to another, be it of the same person. */
  tab: string;
  /** Items at hand, those that are held already among them. */
  limit: number;
}

/**
 * Puts items of a queue into somebody's hands: first what their tab holds already, then the next ones that they have
 * not judged, of which fewer people have judged or hold them than are asked for. In one transaction, so that no two
 * get the last place of an item.
 */
export function handOut(workspace: Workspace, queue: Queue, { person, tab, limit }: Asker): HandedOut {
  return workspace.write('hand out', () => {
    const now = workspace.now().getTime();
    const { handOuts } = workspace;
    handOuts.expire(now);
    const shut = shutFor(workspace, queue, person);
    if (shut !== null) return { leases: [], empty: emptyFor(shut) };
    if (isDue(workspace, queue)) raiseOverlap(workspace, queue, person);
    const held = ownLeases(workspace, queue, person, tab).slice(0, limit);
    for (const { id } of held) handOuts.extend(id, now + LEASE_MS);
    const most = Math.min(limit, leftOfShare(workspace, queue, person));
    const asked = { person, now, limit: most - held.length };
    let fresh = nextQuestions(workspace, queue, asked, held.length);
    if (held.length + fresh.length === 0 && isDue(workspace, queue, true)) {
      raiseOverlap(workspace, queue, person);
      fresh = nextQuestions(workspace, queue, asked, 0);
    }
    const leases = fresh.map((question): ItemLease => {
      const id = `lease-${workspace.randomHex(8)}`;
      const lease = { id, queue: queue.id, question, person, tab, takenMs: now, expiresMs: now + LEASE_MS };
      handOuts.put(lease);
      return lease;
    });
    const all = [...held.map((lease) => ({ ...lease, expiresMs: now + LEASE_MS })), ...leases];
    return { leases: all, empty: all.length > 0 ? null : whyEmpty(workspace, queue, person, now) };
  });
}

const shutFor = (workspace: Workspace, queue: Queue, person: string): EmptyReason | null =>
  queue.state === 'closed' ? 'closed' : notFor(workspace, queue, person);

/** What a tab holds and may still be judged; what may not is given back. */
function ownLeases(workspace: Workspace, { id: queue }: Queue, person: string, tab: string): ItemLease[] {
  const { handOuts, queueItems } = workspace;
  return handOuts.of(queue, person).filter((lease) => {
    if (lease.tab !== tab) return false;
    const item = queueItems.get(queue, lease.question);
    if (item !== undefined && item.gone === 0 && (item.gold !== null || item.judged < item.people))
      return true;
    handOuts.drop(queue, lease.question, person);
    return false;
  });
}

function nextQuestions(
  { handOuts, queueItems }: Workspace,
  { id: queue, ordering, target, goldEvery }: Queue,
  { person, now, limit }: { person: string; now: number; limit: number },
  held: number,
): string[] {
  if (limit <= 0) return [];
  if (target !== null && queueItems.tally(queue, target).done >= target) return [];
  const asked = { queue, person, now };
  const open = handOuts.next({ ...asked, limit }, ordering === 'disagreement');
  if (goldEvery === 0) return open;
  const gold = handOuts.gold({ ...asked, limit });
  const before = handOuts.given(queue, person) + held;
  const mixed: string[] = [];
  while (mixed.length < limit && (open.length > 0 || gold.length > 0)) {
    const isGoldsTurn = (before + mixed.length + 1) % goldEvery === 0;
    const next = (isGoldsTurn || open.length === 0 ? gold : open).shift() ?? open.shift();
    if (next === undefined) break;
    mixed.push(next);
  }
  return mixed;
}

function whyEmpty(workspace: Workspace, queue: Queue, person: string, now: number): Empty {
  const { items, gold, done } = workspace.queueItems.tally(queue.id, queue.target);
  if (items + gold === 0) return emptyFor('no-items');
  if (queue.target !== null && done >= queue.target) return emptyFor('target-reached');
  if (done >= items) return emptyFor('done');
  if (leftOfShare(workspace, queue, person) === 0) return emptyFor('share-done');
  const held = workspace.handOuts.held(queue.id, now);
  const holders = held.map(({ person: who, question, expiresMs }) => ({ person: who, question, expiresMs }));
  const isHeld = workspace.handOuts.isLeft({ queue: queue.id, person, now, limit: 1 });
  return { ...emptyFor(isHeld ? 'held' : 'waits-for-others'), holders };
}

const emptyFor = (reason: EmptyReason): Empty => ({
  reason,
  says: EMPTY_REASONS[reason],
  holders: [],
});

/** Keeps what a tab holds for another while. @returns what it holds */
export function heartbeat(workspace: Workspace, queue: Queue, person: string, tab: string): ItemLease[] {
  return workspace.write('heartbeat', () => {
    const now = workspace.now().getTime();
    workspace.handOuts.expire(now);
    const expiresMs = now + LEASE_MS;
    return ownLeases(workspace, queue, person, tab).map((lease) => {
      workspace.handOuts.extend(lease.id, expiresMs);
      return { ...lease, expiresMs };
    });
  });
}

/** Gives back what a tab holds. @returns what it was */
export function giveBack(workspace: Workspace, queue: Queue, person: string, tab: string): ItemLease[] {
  return workspace.write('give back', () => {
    const held = workspace.handOuts.of(queue.id, person).filter((lease) => lease.tab === tab);
    for (const { question } of held) workspace.handOuts.drop(queue.id, question, person);
    return held;
  });
}
