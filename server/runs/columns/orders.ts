import type { PoolSort } from '../../../shared/vocabulary/pool.ts';
import { STAGE_NAMES } from '../../../shared/vocabulary/stages.ts';
import type { RunColumns } from './columns.ts';
import type { Coded } from './dictionary.ts';

/**
 * Places in the order of a column; equal ones as in the pool, those without a value at the end, whichever way. A run
 * never changes, so a place in this order is a mark from which a list goes on, and stays one after a restart.
 */
export function orderBy(columns: RunColumns, sort: PoolSort, isDescending: boolean): Uint32Array {
  const keys = keysOf(columns, sort);
  const order = new Uint32Array(columns.size);
  for (let at = 0; at < order.length; at++) order[at] = at;
  const sign = isDescending ? -1 : 1;
  return order.sort((a, b) => {
    const [x, y] = [keys[a] ?? Number.NaN, keys[b] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

/** A number a row by which it is sorted; NaN where it has no value. */
function keysOf(columns: RunColumns, sort: PoolSort): Float64Array {
  const of = (value: (at: number) => number): Float64Array =>
    Float64Array.from({ length: columns.size }, (_, at) => value(at));
  switch (sort) {
    case 'pool':
      return of((at) => at);
    case 'rank':
      return of((at) => columns.rank[at] || Number.NaN);
    case 'length':
      return of((at) => columns.length[at] ?? 0);
    case 'difficulty':
      return of((at) => columns.difficulty[at] ?? Number.NaN);
    case 'outcome':
      return outcomeKeys(columns);
    default:
      return alphabetical(columns[sort]);
  }
}

/** By the names, in the order of their code points. */
function alphabetical({ codes, values }: Coded): Float64Array {
  const names = values.map((value, code) => ({ value, code })).filter(({ value }) => value !== null);
  names.sort((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
  const places = new Float64Array(values.length).fill(Number.NaN);
  for (const [place, { code }] of names.entries()) places[code] = place;
  return Float64Array.from(codes, (code) => places[code] ?? Number.NaN);
}

/** By the stage, then the reason; what was selected comes first. */
function outcomeKeys({ size, stage, reason }: RunColumns): Float64Array {
  const stages = stage.values.map((name) =>
    STAGE_NAMES.indexOf((name ?? '') as (typeof STAGE_NAMES)[number]),
  );
  const reasons = alphabetical(reason);
  const width = reason.values.length + 1;
  return Float64Array.from({ length: size }, (_, at) => {
    const place = reasons[at] ?? Number.NaN;
    if (Number.isNaN(place)) return -1;
    return (stages[stage.codes[at] ?? 0] ?? 0) * width + place;
  });
}
