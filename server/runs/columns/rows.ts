import { setImmediate as turn } from 'node:timers/promises';
import { WinnowError } from '../../../shared/error.ts';
import { type Range, rangeOf } from '../../../shared/map-columns.ts';
import type { PoolFilterQuery } from '../../../shared/schemas/pool-filter.ts';
import type { PoolSort } from '../../../shared/vocabulary/pool.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { RunColumns } from './columns.ts';
import { type ColumnFilter, type Test, testsOf } from './filter.ts';
import type { RunWords } from './words.ts';

/** A run as it is filtered, sorted and counted. */
export interface IndexedRun {
  columns: RunColumns;
  /** What was said of its questions by now; gathering it takes a look at all of it. */
  readonly words: RunWords;
  /** Places in the order of a column. */
  order: (sort: PoolSort, isDescending: boolean) => Uint32Array;
  /** Marks each place whose text contains something. */
  containing: (q: string) => Promise<Uint8Array>;
  /** Our ids of the questions at places. */
  idsAt: (places: readonly number[]) => string[];
}

/** A filter of the columns, and a text that the question contains. */
export type RowFilter = ColumnFilter & { q?: string | undefined };

/** Row numbers of questions that a filter speaks of by something else than their columns. */
export interface NamedRows {
  /** In an area of the map. @throws WinnowError `conflict` where the map is not laid out */
  within: (run: StoredRun, area: string) => readonly number[];
  /** That came with an import. */
  imported: (importId: string) => readonly number[];
  /** That a run selects. @throws WinnowError `not-found` */
  selected: (runId: string) => readonly number[];
}

/**
 * What the filter of a request asks of the rows; `passed` becomes the stages behind that one.
 * @throws WinnowError `bad-usage` for what can not be read, and as `NamedRows`
 */
export function rowFilterOf(
  run: StoredRun,
  named: NamedRows,
  { passed, area, import: imported, also, length, difficulty, ...more }: PoolFilterQuery,
): RowFilter {
  const questions = inAll([
    ...(area === undefined ? [] : [named.within(run, area)]),
    ...(imported === undefined ? [] : [named.imported(imported)]),
    ...(also === undefined ? [] : [named.selected(also)]),
  ]);
  const filter: RowFilter = {
    ...more,
    ...(questions !== undefined && { questions }),
    ...(length !== undefined && { length: readRange(length) }),
    ...(difficulty !== undefined && { difficulty: readRange(difficulty) }),
  };
  if (passed === undefined) return filter;
  const stages = run.report.funnel.map(({ stage }) => stage);
  const at = stages.indexOf(passed);
  if (at < 0) throw new WinnowError('bad-usage', `The run ${run.report.runId} has no stage ${passed}.`);
  if (at === stages.length - 1) return { ...filter, kept: true };
  return { ...filter, stages: stages.slice(at + 1) };
}

/** What stands in every list; undefined where there is none. */
function inAll([first, ...others]: readonly (readonly number[])[]): readonly number[] | undefined {
  const sets = others.map((one) => new Set(one));
  return first?.filter((row) => sets.every((set) => set.has(row)));
}

function readRange(text: string): Range {
  const range = rangeOf(text);
  if (range !== null) return range;
  throw new WinnowError('bad-usage', `"${text.slice(0, 60)}" is no range; write it as 100-400.`);
}

const WORD_FILTERS = ['flag', 'mark', 'tag', 'review'] as const;
const NO_WORDS: RunWords = { flags: new Map(), marks: new Map(), tags: new Map(), reviews: new Map() };

/** The conditions of a filter over a run; what was said is gathered where the filter asks for it. */
export async function testsFor(run: IndexedRun, { q, ...filter }: RowFilter): Promise<Test[]> {
  const found = q ? await run.containing(q) : null;
  const asksWords = WORD_FILTERS.some((name) => filter[name] !== undefined);
  return testsOf(run.columns, asksWords ? run.words : NO_WORDS, filter, found);
}

/**
 * Row numbers of the questions that a filter leaves, in an order, from a place in it on.
 * @param limit how many at most
 * @returns with the place from which it goes on; null where that was all
 */
export function rowsFrom(
  run: IndexedRun,
  tests: readonly Test[],
  { sort, desc, after, limit }: { sort: PoolSort; desc: boolean; after: number; limit: number },
): { rows: number[]; next: number | null } {
  const order = run.order(sort, desc);
  const rows: number[] = [];
  for (let place = after; place < order.length; place++) {
    const at = order[place] ?? 0;
    if (!tests.every(({ holds }) => holds(at))) continue;
    if (rows.length === limit) return { rows, next: place };
    rows.push(run.columns.question[at] ?? 0);
  }
  return { rows, next: null };
}

/** Our ids of all questions that a filter leaves, in the order of the pool; others get their turn in between. */
export async function idsLeft(run: IndexedRun, tests: readonly Test[]): Promise<string[]> {
  const ids: string[] = [];
  let places: number[] = [];
  for (let at = 0; at < run.columns.size; at++) {
    if (tests.every(({ holds }) => holds(at))) places.push(at);
    if (places.length < IDS_AT_ONCE) continue;
    ids.push(...run.idsAt(places));
    places = [];
    await turn();
  }
  return [...ids, ...run.idsAt(places)];
}

/** Ids that are looked up before others get their turn. */
const IDS_AT_ONCE = 2000;
