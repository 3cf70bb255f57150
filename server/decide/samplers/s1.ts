import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { geometricRank, weightedIndex } from '../../algorithms/draw.ts';
import { seededRandom } from '../../algorithms/random.ts';
import { sourceHasWord } from '../candidate.ts';
import { byLength, byName, type DrawRow, Foremost, madeAt, type Sampler } from './sampler.ts';

type Config = ConfigOf<'diversity'>;

/**
 * The sampler of s1: preselected questions first; then, until 70 % of n, a domain uniformly at random; then
 * a domain by its benchmark weight; and inside a domain rank r by length with probability
 * 2^-(r+1) / (1 - 2^-m). A draw of a preselected question uses it up and selects nothing.
 * Source: s1 section 2.2 (algorithm 1) and data/filter.ipynb, cells 17 to 21.
 * Differs: seeded, with the domains in the order of their codes (s1 has no seed and takes a set's order);
 * equal lengths in the order of ids; where no source is benchmark-like, or its domains are used up, the
 * uniform phase goes on (s1 would fail); the reserve is drawn on in the same way after n; only the longest
 * `count + 64` of a domain are looked at, since 2^-rank makes the rest unreachable.
 */
export const s1Sampler: Sampler = (rows, config, { selected, count }) => {
  const first = new Set(preselect(rows, config, count).map(({ id }) => id));
  const domains = queuesOf(rows, first, count);
  const weights = benchmarkWeights(rows, config);
  const uniformUntil = Math.round(config.uniformShare * selected);
  return (seed) => {
    const random = seededRandom(`s1 ${seed}`);
    const chosen = new Set(first);
    const queues = new Map([...domains].map(([domain, members]) => [domain, members.slice()]));
    while (chosen.size < count && queues.size > 0) {
      const domain =
        (chosen.size >= uniformUntil && weightedDomain(queues, weights, random.next())) ||
        uniformDomain(queues, random.next());
      const queue = queues.get(domain) ?? [];
      const [row] = queue.splice(geometricRank(queue.length, random.next()), 1);
      if (row !== undefined) chosen.add(row.id);
      if (queue.length === 0) queues.delete(domain);
    }
    return [...chosen];
  };
};

/**
 * Questions that the teacher solved, from a benchmark-like source or long ones of a named source, longest
 * first and no more than `most`. Source: s1 filter.ipynb (GPQA, AIME, and MATH over 5,600 tokens); 393 of them in the paper's pool.
 */
export function preselect(rows: Iterable<DrawRow>, config: Config, most = Infinity): DrawRow[] {
  if (!config.preselect) return [];
  const long = Object.entries(config.preselectLonger);
  const wanted = (row: DrawRow): boolean =>
    isBenchmarkLike(row, config) ||
    long.some(([word, tokens]) => row.length > tokens && sourceHasWord(row.source, word));
  const longest = new Foremost(most, byLength);
  for (const row of rows) if (row.teacherCorrect === true && wanted(row)) longest.add(row);
  return longest.all();
}

export const isBenchmarkLike = (row: Pick<DrawRow, 'source'>, config: Config): boolean =>
  config.benchmarkLike.some((word) => sourceHasWord(row.source, word));

/**
 * Weight of each domain in the second phase: with a_d and g_d the rows of the first and the second
 * benchmark-like word, floor(g_d * 0.5 * A / G) + a_d, so that the first counts twice the second.
 * Words beyond the second are counted with it.
 */
export function benchmarkWeights(rows: Iterable<DrawRow>, config: Config): Map<string, number> {
  const first = new Map<string, number>();
  const second = new Map<string, number>();
  const kinds = new Map<string, number>(); // of each source, since its name is taken apart to be told
  for (const { source, domain } of rows) {
    const kind = kinds.get(source) ?? config.benchmarkLike.findIndex((word) => sourceHasWord(source, word));
    kinds.set(source, kind);
    const tally = kind === 0 ? first : second;
    if (kind >= 0) tally.set(domain, (tally.get(domain) ?? 0) + 1);
  }
  const total = (tally: Map<string, number>) => [...tally.values()].reduce((sum, n) => sum + n, 0);
  const scale = first.size === 0 ? 1 : (0.5 * total(first)) / Math.max(1, total(second));
  const weights = new Map(first);
  for (const [domain, n] of second) weights.set(domain, (weights.get(domain) ?? 0) + Math.floor(n * scale));
  return weights;
}

/** Each domain's rows, longest first, cut where 2^-rank no longer reaches. */
function queuesOf(
  rows: Iterable<DrawRow>,
  preselected: ReadonlySet<string>,
  count: number,
): Map<string, DrawRow[]> {
  const queues = new Map<string, { first: DrawRow[]; others: Foremost<DrawRow> }>();
  for (const row of rows) {
    const queue = madeAt(queues, row.domain, () => ({
      first: [],
      others: new Foremost(count + preselected.size + 64, byLength),
    }));
    if (preselected.has(row.id)) queue.first.push(row);
    else queue.others.add(row);
  }
  const whole = [...byName(queues)].map(([domain, { first, others }]) => {
    const members = [...first, ...others.all()].sort(byLength);
    return [domain, members.slice(0, count + first.length + 64)] as const;
  });
  return new Map(whole);
}

function uniformDomain(queues: ReadonlyMap<string, unknown>, u: number): string {
  const names = [...queues.keys()];
  return names[Math.floor(u * names.length)] ?? '';
}

/** A domain by its weight among those that are left, or null where none with a weight is. */
function weightedDomain(
  queues: ReadonlyMap<string, unknown>,
  weights: ReadonlyMap<string, number>,
  u: number,
): string | null {
  const names = [...queues.keys()].filter((name) => (weights.get(name) ?? 0) > 0);
  if (names.length === 0) return null;
  return (
    names[
      weightedIndex(
        names.map((name) => weights.get(name) ?? 0),
        u,
      )
    ] ?? null
  );
}
