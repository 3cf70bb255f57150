import { hash } from 'node:crypto';

/** A record that may be drawn: the key of its text, and the group that it is of. */
export interface Drawable {
  key: string;
  group: string;
}

/**
 * Draws n of them, the groups in turn, so that each gets an equal share as long as it lasts. Which of a group come
 * first is told by a hash over seed and key, so the order of the records does not matter.
 * Differs: s1 shuffles by the generator of another library, in the order of the records.
 * @returns the keys of what was drawn
 */
export function drawEvenly(all: readonly Drawable[], n: number, seed: string): Set<string> {
  const groups = new Map<string, string[]>();
  const known = new Set<string>();
  for (const { key, group } of all) {
    if (known.has(key)) continue;
    known.add(key);
    const keys = groups.get(group);
    if (keys === undefined) groups.set(group, [key]);
    else keys.push(key);
  }
  const rank = (key: string): string => hash('sha256', `${seed}\0${key}`);
  const queues = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, keys]) => keys.map((key) => [rank(key), key] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
  const drawn = new Set<string>();
  for (let turn = 0; drawn.size < n && queues.some((queue) => queue.length > turn); turn++)
    for (const queue of queues) {
      const next = queue[turn];
      if (next !== undefined && drawn.size < n) drawn.add(next[1]);
    }
  return drawn;
}
