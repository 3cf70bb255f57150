import type { Fates } from '../../decide/fates.ts';
import type { FateMemory } from '../../decide/gates.ts';

/** Each takes some bytes a question; those not asked for longest go first. */
const MOST_KEPT = 64;

/** What gates made of one pool of questions, for this process alone. */
export function fateMemory(): FateMemory {
  const kept = new Map<string, Fates>();
  return {
    get(key) {
      const known = kept.get(key);
      if (known === undefined) return undefined;
      kept.delete(key);
      kept.set(key, known); // last in the order of going
      return known;
    },
    put(key, fates) {
      kept.set(key, fates);
      if (kept.size <= MOST_KEPT) return;
      for (const oldest of kept.keys()) {
        kept.delete(oldest);
        break;
      }
    },
  };
}
