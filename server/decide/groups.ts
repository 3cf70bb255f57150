import type { ConfigOf } from '../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import type { Measured } from './measure.ts';
import { type FoundGroups, NO_GROUPS, nearDuplicates, nearOutcome } from './near/near-duplicates.ts';
import { type DuplicateEdge, pairsOf } from './near/pairs.ts';
import { KEPT, type NarrowRow, type Outcome } from './stage.ts';
import { copyOutcome } from './stages/duplicates.ts';
import { keeperOf } from './stages/keep-rule.ts';

/** What group stages made of the same questions before, under the same configuration. */
export interface GroupMemory {
  /** @param reached places, in the order of ids, of the questions that reach the stage */
  get(config: ConfigOf<'duplicates'>, reached: Uint32Array): FoundGroups | undefined;
  put(config: ConfigOf<'duplicates'>, reached: Uint32Array, made: FoundGroups): void;
}

/**
 * Looks for questions that say the same among those that reach the stage. Pure.
 * @param left in the order of ids
 */
export function decideGroups(left: Sequence<Measured>, config: ConfigOf<'duplicates'>): FoundGroups {
  if (config.mode === 'off') return NO_GROUPS;
  return config.method === 'exact'
    ? { edges: NO_GROUPS.edges, members: pairsOf(copies(left, config)) }
    : nearDuplicates(
        left.map(({ row, near }) => {
          if (near === null || near === undefined) throw new RangeError(`${row.id} has no normal form`);
          return { row, near };
        }),
        config,
      );
}

/** Whoever has the text of another one that stays, with that one. */
function* copies(left: Sequence<Measured>, { keep }: ConfigOf<'duplicates'>): Generator<DuplicateEdge> {
  for (const members of repeated(left.map(({ row }) => row.key))) {
    const rows = members.map((i) => left.at(i)!.row);
    const kept = members[rows.indexOf(keeperOf(rows, keep))]!;
    for (const i of members) if (i !== kept) yield { a: i, b: kept, similarity: 1, rule: 'same-text' };
  }
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

/**
 * Outcomes of a group stage for those that reached it, in their order.
 * @param rows of those
 */
export function groupOutcomes(
  { members }: FoundGroups,
  rows: Sequence<NarrowRow>,
  config: ConfigOf<'duplicates'>,
): Sequence<Outcome> {
  const { mode } = config;
  if (mode === 'off') return sequenceOf(rows.length, () => KEPT);
  const pairOf = new Int32Array(rows.length).fill(-1);
  members.a.forEach((place, pair) => {
    pairOf[place] = pair;
  });
  return sequenceOf(rows.length, (i) => {
    const pair = pairOf[i]!;
    if (pair < 0) return KEPT;
    const { b, similarity, rule } = members.at(pair);
    const keeper = rows.at(b)!;
    return config.method === 'exact'
      ? copyOutcome(keeper, mode)
      : nearOutcome(keeper, { similarity, rule }, { mode, threshold: config.threshold });
  });
}
