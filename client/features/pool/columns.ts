import { POOL_SORTS, type PoolSort } from '../../../shared/vocabulary/pool.ts';

/** In which order rows come, as the server takes it. */
export interface PoolOrder {
  sort?: PoolSort;
  desc?: true;
}

export type ColumnName =
  | 'source'
  | 'license'
  | 'domain'
  | 'length'
  | 'difficulty'
  | 'rank'
  | 'id'
  | 'outcome';

/** A column beside the question itself. */
export interface PoolColumn {
  name: ColumnName;
  title: string;
  /** Of the grid. */
  width: string;
  sort: PoolSort | null;
  isNumber?: boolean;
  /** Shown on a tablet, too. */
  isFirst?: boolean;
}

const COLUMNS: readonly PoolColumn[] = [
  { name: 'source', title: 'Source', width: '8.5rem', sort: 'source', isFirst: true },
  { name: 'license', title: 'Licence', width: '7.5rem', sort: 'license' },
  { name: 'domain', title: 'Domain', width: '10rem', sort: 'domain' },
  { name: 'length', title: 'Tokens', width: '4rem', sort: 'length', isNumber: true },
  { name: 'difficulty', title: 'Difficulty', width: '5rem', sort: 'difficulty', isNumber: true },
  { name: 'rank', title: 'Rank', width: '4rem', sort: 'rank', isNumber: true },
  { name: 'id', title: 'Id', width: '9rem', sort: null },
  { name: 'outcome', title: 'Outcome', width: '9.5rem', sort: 'outcome', isFirst: true },
];
const SHOWN: readonly ColumnName[] = ['source', 'domain', 'length', 'outcome'];
/** What a question has without a run. */
const UNDECIDED: readonly ColumnName[] = ['source', 'license', 'id'];

/** Columns that there are to choose from. */
export const columnsFor = (hasRun: boolean): PoolColumn[] =>
  COLUMNS.filter(({ name }) => hasRun || UNDECIDED.includes(name)).map((column) =>
    hasRun ? column : { ...column, sort: null },
  );

/** Columns that the address names, in their own order; the usual ones where it names none. */
export function columnsAt(search: URLSearchParams, hasRun: boolean): PoolColumn[] {
  const named = search.get('cols')?.split(' ') ?? (hasRun ? [...SHOWN] : ['source', 'license']);
  return columnsFor(hasRun).filter(({ name }) => named.includes(name));
}

/** The order that the address names. */
export function orderAt(search: URLSearchParams): PoolOrder {
  const sort = search.get('sort');
  if (sort === null || !Object.hasOwn(POOL_SORTS, sort)) return {};
  return { sort: sort as PoolSort, ...(search.get('desc') === 'true' && { desc: true }) };
}

/** What the head of a column leads to: up, down, and back to the order of the pool. */
export function nextOrder(
  sort: PoolSort,
  now: PoolOrder,
): { sort: string | undefined; desc: string | undefined } {
  if (now.sort !== sort) return { sort, desc: undefined };
  return now.desc ? { sort: undefined, desc: undefined } : { sort, desc: 'true' };
}

/** Of the question itself; a narrower table scrolls sideways. */
const LEAST = 'minmax(16.5rem,1fr)';

/** Grids of the row: question first, on a desk and on a tablet. */
export const gridOf = (columns: readonly PoolColumn[]): Readonly<Record<`--${string}`, string>> => ({
  '--cols': [LEAST, ...columns.map(({ width }) => `minmax(min(7rem,${width}),${width})`)].join(' '),
  '--cols-sm': [LEAST, ...columns.filter(({ isFirst }) => isFirst).map(() => '8.5rem')].join(' '),
});
