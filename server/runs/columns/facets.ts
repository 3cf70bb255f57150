import { FACETS, type Facet, LENGTH_EDGES, NO_LICENCE } from '../../../shared/vocabulary/pool.ts';
import type { RunColumns } from './columns.ts';
import type { Coded } from './dictionary.ts';
import type { Test } from './filter.ts';
import type { RunWords } from './words.ts';

/** How many questions have each value of a facet, were its own condition taken away. */
export type FacetCounts = Record<Facet, Map<string, number>>;

/** Counts what a filter leaves, in one walk over all rows. */
export function countFacets(
  columns: RunColumns,
  words: RunWords,
  tests: readonly Test[],
): { count: number; facets: FacetCounts } {
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, new Map()])) as unknown as FacetCounts;
  const coded = (['source', 'license', 'domain', 'stage', 'reason'] as const).map((facet) => ({
    facet,
    column: columns[facet],
    counts: new Uint32Array(columns[facet].values.length),
  }));
  const lengths = new Uint32Array(LENGTH_EDGES.length);
  const tenths = new Uint32Array(10);
  const measured = (facet: Facet | null, at: number): void => {
    if (facet === null || facet === 'length') bump(lengths, binOf(columns.length[at] ?? 0));
    const difficulty = columns.difficulty[at] ?? Number.NaN;
    if ((facet === null || facet === 'difficulty') && !Number.isNaN(difficulty))
      bump(tenths, tenthOf(difficulty));
  };
  let open = 0;
  let count = 0;
  for (let at = 0; at < columns.size; at++) {
    const failed = failedAt(tests, at);
    if (failed === 'several' || failed === 'any') continue;
    if (failed === null) count++;
    if (failed === null || failed === 'review') open++;
    for (const one of coded)
      if (failed === null || failed === one.facet) bump(one.counts, one.column.codes[at] ?? 0);
    measured(failed, at);
  }
  open -= countWords(words, tests, facets);
  for (const { facet, column, counts } of coded)
    facets[facet] = named(column, counts, facet === 'license' ? NO_LICENCE : null);
  if (open > 0) facets.review.set('none', open);
  facets.length = new Map(binned(LENGTH_EDGES, lengths));
  facets.difficulty = new Map(
    binned(
      [...tenths.keys()].map((tenth) => tenth / 10),
      tenths,
    ),
  );
  return { count, facets };
}

/** What was said stands on few questions, so only those are gone through. @returns how many of them were judged */
function countWords(words: RunWords, tests: readonly Test[], facets: FacetCounts): number {
  const left = (facet: Facet, at: number): boolean => {
    const failed = failedAt(tests, at);
    return failed === null || failed === facet;
  };
  for (const [facet, said] of [
    ['flag', words.flags],
    ['mark', words.marks],
    ['tag', words.tags],
  ] as const)
    for (const [at, values] of said)
      if (left(facet, at)) for (const value of values) add(facets[facet], value);
  let reviewed = 0;
  for (const [at, state] of words.reviews) {
    if (!left('review', at)) continue;
    reviewed++;
    add(facets.review, state);
  }
  return reviewed;
}

/** The facet of the one condition that does not hold; null: all hold; `any`: it is one of no facet. */
function failedAt(tests: readonly Test[], at: number): Facet | 'any' | 'several' | null {
  let failed: Facet | 'any' | null = null;
  for (const { facet, holds } of tests) {
    if (holds(at)) continue;
    const now = facet ?? 'any';
    if (failed !== null && failed !== now) return 'several';
    failed = now;
  }
  return failed;
}

const add = (counts: Map<string, number>, value: string): void =>
  void counts.set(value, (counts.get(value) ?? 0) + 1);

function bump(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

/** @param none the name of what has no value; null: it is not told */
function named({ values }: Coded, counts: Uint32Array, none: string | null): Map<string, number> {
  const found = values.flatMap((value, code) => {
    const many = counts[code] ?? 0;
    const name = value ?? none;
    return many === 0 || name === null ? [] : [[name, many] as const];
  });
  return new Map(found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

function binOf(length: number): number {
  let bin = 0;
  while (length >= (LENGTH_EDGES[bin + 1] ?? Number.POSITIVE_INFINITY)) bin++;
  return bin;
}

/** How many edges it reaches, the last one not counted, as a range of them is read. */
function tenthOf(difficulty: number): number {
  let tenth = 0;
  while (tenth < 9 && difficulty >= (tenth + 1) / 10) tenth++;
  return tenth;
}

const binned = (edges: readonly number[], counts: Uint32Array): [string, number][] =>
  edges.flatMap((edge, bin) => {
    const many = counts[bin] ?? 0;
    return many === 0 ? [] : [[String(edge), many] as [string, number]];
  });
