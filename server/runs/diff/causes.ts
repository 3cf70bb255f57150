import { type Cause, type CauseCount, CHANGE_SIDES, type RunDiff } from '../../../shared/schemas/run-diff.ts';

/** How many changes each cause accounts for, the most first. */
export function countCauses(diff: Pick<RunDiff, (typeof CHANGE_SIDES)[number]>): CauseCount[] {
  const counts = new Map<string, CauseCount>();
  for (const side of CHANGE_SIDES) {
    for (const { cause } of diff[side]) {
      const at = JSON.stringify(named(cause));
      const count = counts.get(at) ?? { ...named(cause), added: 0, removed: 0, moved: 0 };
      count[side]++;
      counts.set(at, count);
    }
  }
  const total = ({ added, removed, moved }: CauseCount) => added + removed + moved;
  return [...counts.values()].sort((a, b) => total(b) - total(a));
}

const named = ({ kind, stage, key, together = [] }: Cause) => ({ kind, stage, key, together });
