import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Sequence } from '../../algorithms/columns/sequence.ts';
import { KEPT, type NarrowRow, type Outcome, outcomeOf } from '../stage.ts';
import { keeperOf } from '../stages/keep-rule.ts';
import { clustersOf } from './clusters.ts';
import type { DuplicateEdge } from './equal-texts.ts';
import { findNearDuplicates, type NearDuplicates, type NearText } from './find.ts';
import { isSame, type NearRule } from './rules.ts';

/** A question as the duplicates stage sees it where it looks for near ones. */
export interface NearRow {
  row: NarrowRow;
  near: Omit<NearText, 'textKey'>;
}

/** Who is the same as whom, by ids. */
export interface DuplicateFindings {
  /** Every pair that is the same question. */
  edges: { a: string; b: string; similarity: number; rule: NearRule }[];
  /** Every question that repeats another, and the one that it repeats. */
  members: { id: string; kept: string; similarity: number; rule: NearRule }[];
}

/** A question that stays, and what makes others the same. By their places. */
export interface SettledCluster {
  kept: number;
  dropped: { place: number; rule: NearRule; similarity: number }[];
}

interface Decided {
  outcomes: Outcome[];
  findings: DuplicateFindings;
}

/**
 * Drops a question that another one is: letter by letter, in another spelling, or with nothing but small words,
 * whole sentences or the names of variables changed (see rules.ts); one of each group stays (keep-rule.ts).
 * Evidence: the one that stays, the Jaccard similarity of their word n-grams, and the rule that decided.
 * Margin: the similarity less the threshold, where it was found by that; else none.
 * @param rows in the order of their ids
 */
export function nearDuplicates(rows: readonly NearRow[], config: ConfigOf<'duplicates'>): Decided {
  if (config.mode === 'off' || config.method === 'exact')
    return { outcomes: rows.map(() => KEPT), findings: { edges: [], members: [] } };
  const { method, threshold, shingle, mode } = config;
  const texts = rows.map(({ row, near }) => ({ textKey: row.key, ...near }));
  const found = findNearDuplicates(texts, { method, threshold, shingle });
  return settled(
    rows.map(({ row }) => row),
    { edges: found.edges, clusters: clustered(rows, found, config) },
    { mode, threshold },
  );
}

/** Makes outcomes of what was found. @param rows in the order of their ids */
export function settled(
  rows: Sequence<NarrowRow>,
  { edges, clusters }: { edges: readonly DuplicateEdge[]; clusters: readonly SettledCluster[] },
  { mode, threshold }: Pick<ConfigOf<'duplicates'>, 'threshold'> & { mode: 'drop' | 'note' },
): Decided {
  const outcomes = new Array<Outcome>(rows.length).fill(KEPT);
  const findings: DuplicateFindings = { edges: edges.map((edge) => named(edge, rows)), members: [] };
  for (const { kept, dropped } of clusters) {
    const keeper = rows.at(kept)!;
    for (const { place, rule, similarity: exact } of dropped) {
      const similarity = rounded(exact);
      findings.members.push({ id: rows.at(place)!.id, kept: keeper.id, similarity, rule });
      const finding = findingOf(keeper, similarity, rule, threshold);
      outcomes[place] = outcomeOf([{ finding, effect: mode }]);
    }
  }
  return { outcomes, findings };
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

function findingOf(keeper: NarrowRow, similarity: number, rule: NearRule, threshold: number) {
  const isExact = rule === 'same-text';
  return {
    reason: isExact ? ('exact-duplicate' as const) : ('near-duplicate' as const),
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
}

const named = ({ a, b, similarity, rule }: DuplicateEdge, rows: Sequence<NarrowRow>) => ({
  a: rows.at(a)!.id,
  b: rows.at(b)!.id,
  similarity: rounded(similarity),
  rule,
});

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
