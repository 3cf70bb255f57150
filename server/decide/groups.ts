import type { ConfigOf } from '../../shared/schemas/recipe.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import type { Measured } from './measure.ts';
import { type DuplicateFindings, nearDuplicates } from './near/near-duplicates.ts';
import { KEPT, type Outcome } from './stage.ts';
import { duplicates } from './stages/duplicates.ts';

/** What a group stage made of the questions that reached it: an outcome for each, in their order. */
export interface GroupOutcomes {
  outcomes: readonly Outcome[];
  findings: DuplicateFindings;
}

/** What group stages made of the same questions before, under the same configuration. */
export interface GroupMemory {
  /** @param reached places, in the order of ids, of the questions that reach the stage */
  get(config: ConfigOf<'duplicates'>, reached: Uint32Array): GroupOutcomes | undefined;
  put(config: ConfigOf<'duplicates'>, reached: Uint32Array, made: GroupOutcomes): void;
}

/**
 * Looks for questions that say the same among those that reach the stage. Pure.
 * @param left in the order of ids
 */
export function decideGroups(left: Sequence<Measured>, config: ConfigOf<'duplicates'>): GroupOutcomes {
  return config.method === 'exact'
    ? { outcomes: equalTexts(left, config), findings: { edges: [], members: [] } }
    : nearDuplicates(
        left.map(({ row, near }) => {
          if (near === null || near === undefined) throw new RangeError(`${row.id} has no normal form`);
          return { row, near };
        }),
        config,
      );
}

function equalTexts(left: Sequence<Measured>, config: ConfigOf<'duplicates'>): Outcome[] {
  const outcomes: Outcome[] = left.map(() => KEPT);
  for (const members of repeated(left.map(({ row }) => row.key))) {
    const rows = members.map((i) => left.at(i)!.row);
    duplicates.decide(rows, config).forEach((outcome, j) => {
      outcomes[members[j] ?? -1] = outcome;
    });
  }
  return outcomes;
}

/** Places of each key that stands more than once; most stand once, so no list is made for those. */
function repeated(keys: readonly string[]): Iterable<number[]> {
  const first = new Map<string, number>();
  const groups = new Map<string, number[]>();
  keys.forEach((key, i) => {
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, i);
      return;
    }
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [before, i]);
    else members.push(i);
  });
  return groups.values();
}
