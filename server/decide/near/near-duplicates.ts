import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { KEPT, type NarrowRow, type Outcome, outcomeOf } from '../stage.ts';
import { keeperOf } from '../stages/keep-rule.ts';
import { clustersOf } from './clusters.ts';
import { type DuplicateEdge, findNearDuplicates, type NearDuplicates, type NearText } from './find.ts';
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

/**
 * Drops a question that another one is: letter by letter, in another spelling, or with nothing but small words,
 * whole sentences or the names of variables changed (see rules.ts); one of each group stays (keep-rule.ts).
 * Evidence: the one that stays, the Jaccard similarity of their word n-grams, and the rule that decided.
 * Margin: the similarity less the threshold, where it was found by that; else none.
 * @param rows in the order of their ids
 */
export function nearDuplicates(
  rows: readonly NearRow[],
  config: ConfigOf<'duplicates'>,
): { outcomes: Outcome[]; findings: DuplicateFindings } {
  const outcomes: Outcome[] = rows.map(() => KEPT);
  const findings: DuplicateFindings = { edges: [], members: [] };
  if (config.mode === 'off' || config.method === 'exact') return { outcomes, findings };
  const { method, threshold, shingle, mode } = config;
  const texts = rows.map(({ row, near }) => ({ textKey: row.key, ...near }));
  const found = findNearDuplicates(texts, { method, threshold, shingle });
  findings.edges = found.edges.map((edge) => named(edge, rows));
  for (const { kept, dropped } of clustered(rows, found, config)) {
    const keeper = rows[kept]!.row;
    for (const place of dropped) {
      const rule = found.relation(kept, place);
      const similarity = rounded(found.similarity(kept, place));
      findings.members.push({ id: rows[place]!.row.id, kept: keeper.id, similarity, rule });
      const finding = findingOf(keeper, similarity, rule, threshold);
      outcomes[place] = outcomeOf([{ finding, effect: mode }]);
    }
  }
  return { outcomes, findings };
}

function clustered(rows: readonly NearRow[], found: NearDuplicates, { keep }: ConfigOf<'duplicates'>) {
  const placeOf = new Map(rows.map(({ row }, place) => [row, place]));
  const choose = (members: readonly number[]) =>
    placeOf.get(
      keeperOf(
        members.map((place) => rows[place]!.row),
        keep,
      ),
    ) ?? 0;
  return clustersOf(rows.length, found.edges, choose, (a, b) => isSame(found.relation(a, b)));
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

const named = ({ a, b, similarity, rule }: DuplicateEdge, rows: readonly NearRow[]) => ({
  a: rows[a]!.row.id,
  b: rows[b]!.row.id,
  similarity: rounded(similarity),
  rule,
});

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
