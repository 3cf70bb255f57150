import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { type NarrowRow, type Outcome, outcomeOf } from '../stage.ts';
import { keeperOf } from '../stages/keep-rule.ts';
import { clustersOf } from './clusters.ts';
import { findNearDuplicates, type NearDuplicates, type NearText } from './find.ts';
import { type DuplicateEdge, NO_PAIRS, type Pairs, pairsOf } from './pairs.ts';
import { isSame, type NearRule } from './rules.ts';

/** A question as the duplicates stage sees it where it looks for near ones. */
export interface NearRow {
  row: NarrowRow;
  near: Omit<NearText, 'textKey'>;
}

/** Who is the same as whom among those that reached the stage, by their places. */
export interface FoundGroups {
  /** Every pair that is the same question; none where equal texts alone are looked for. */
  edges: Pairs;
  /** Every question that repeats another (`a`), and the one that it repeats (`b`). */
  members: Pairs;
}

export const NO_GROUPS: FoundGroups = { edges: NO_PAIRS, members: NO_PAIRS };

/** A question that stays, and what makes others the same. By their places. */
export interface SettledCluster {
  kept: number;
  dropped: { place: number; rule: NearRule; similarity: number }[];
}

/**
 * Drops a question that another one is: letter by letter, in another spelling, or with nothing but small words,
 * whole sentences or the names of variables changed (see rules.ts); one of each group stays (keep-rule.ts).
 * Evidence: the one that stays, the Jaccard similarity of their word n-grams, and the rule that decided.
 * Margin: the similarity less the threshold, where it was found by that; else none.
 * @param rows in the order of their ids
 */
export function nearDuplicates(rows: readonly NearRow[], config: ConfigOf<'duplicates'>): FoundGroups {
  if (config.mode === 'off' || config.method === 'exact') return NO_GROUPS;
  const { method, threshold, shingle } = config;
  const texts = rows.map(({ row, near }) => ({ textKey: row.key, ...near }));
  const found = findNearDuplicates(texts, { method, threshold, shingle });
  return settled({ edges: found.edges, clusters: clustered(rows, found, config) });
}

/** What was found, to be kept at hand. */
export function settled(found: {
  edges: Iterable<DuplicateEdge>;
  clusters: Iterable<SettledCluster>;
}): FoundGroups {
  return { edges: pairsOf(found.edges), members: pairsOf(membersIn(found.clusters)) };
}

function* membersIn(clusters: Iterable<SettledCluster>): Generator<DuplicateEdge> {
  for (const { kept, dropped } of clusters)
    for (const { place, rule, similarity } of dropped) yield { a: place, b: kept, similarity, rule };
}

function clustered(
  rows: readonly NearRow[],
  found: NearDuplicates,
  { keep }: ConfigOf<'duplicates'>,
): SettledCluster[] {
  const placeOf = new Map(rows.map(({ row }, place) => [row, place]));
  const choose = (members: readonly number[]) =>
    placeOf.get(
      keeperOf(
        members.map((place) => rows[place]!.row),
        keep,
      ),
    ) ?? 0;
  const clusters = clustersOf(rows.length, found.edges, choose, (a, b) => isSame(found.relation(a, b)));
  return clusters.map(({ kept, dropped }) => ({
    kept,
    dropped: dropped.map((place) => ({
      place,
      rule: found.relation(kept, place),
      similarity: found.similarity(kept, place),
    })),
  }));
}

/** The outcome of a question that repeats another one, which stays. */
export function nearOutcome(
  keeper: NarrowRow,
  { similarity, rule }: Pick<DuplicateEdge, 'similarity' | 'rule'>,
  { mode, threshold }: Pick<ConfigOf<'duplicates'>, 'threshold'> & { mode: 'drop' | 'note' },
): Outcome {
  const finding = {
    reason: rule === 'same-text' ? ('exact-duplicate' as const) : ('near-duplicate' as const),
    evidence: {
      keptId: keeper.id,
      keptExternalId: keeper.externalId,
      keptSource: keeper.source,
      similarity,
      rule,
    },
    margin:
      rule === 'same-text' || rule === 'same-form' || similarity < threshold
        ? null
        : rounded(similarity - threshold),
  };
  return outcomeOf([{ finding, effect: mode }]);
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
