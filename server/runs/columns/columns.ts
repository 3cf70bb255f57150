import { setImmediate as turn } from 'node:timers/promises';
import type { ColumnRow } from '../../db/decision-columns.ts';
import { type Coded, dictionary } from './dictionary.ts';

/** Rows that are read before others get their turn. */
const AT_ONCE = 10_000;

/**
 * What the questions of a run are filtered, sorted and counted by, column by column: 36 bytes a question. A run never
 * changes, nor do they.
 */
export interface RunColumns {
  run: number;
  size: number;
  /** Row numbers of the questions, ascending. */
  question: Int32Array;
  /** 0 where it has none. */
  rank: Int32Array;
  /** Unit: tokens. */
  length: Int32Array;
  /** 0 to 1; NaN where nothing tells. */
  difficulty: Float64Array;
  source: Coded;
  license: Coded;
  domain: Coded;
  stage: Coded;
  reason: Coded;
}

/** Reads the columns of a run, in pieces, with a turn for others in between. */
export async function readColumns(
  page: (after: number, limit: number) => ColumnRow[],
  run: number,
  size: number,
): Promise<RunColumns> {
  const columns = {
    question: new Int32Array(size),
    rank: new Int32Array(size),
    length: new Int32Array(size),
    difficulty: new Float64Array(size),
  };
  const coded = {
    source: dictionary(size),
    license: dictionary(size),
    domain: dictionary(size),
    stage: dictionary(size),
    reason: dictionary(size),
  };
  let at = 0;
  for (let after = 0; ; ) {
    const rows = page(after, AT_ONCE);
    for (const row of rows) {
      if (at >= size) break;
      columns.question[at] = row.question;
      columns.rank[at] = row.rank ?? 0;
      columns.length[at] = row.length;
      columns.difficulty[at] = row.difficulty ?? Number.NaN;
      coded.source.put(at, row.source);
      coded.license.put(at, row.license);
      coded.domain.put(at, row.domain);
      coded.stage.put(at, row.stage);
      coded.reason.put(at, row.reason);
      at++;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) break;
    after = last.question;
    await turn();
  }
  return {
    run,
    size: at,
    ...columns,
    source: coded.source.end(),
    license: coded.license.end(),
    domain: coded.domain.end(),
    stage: coded.stage.end(),
    reason: coded.reason.end(),
  };
}

/** Where a question stands among the columns; -1 where it is not of the run. */
export function placeOf({ question, size }: Pick<RunColumns, 'question' | 'size'>, n: number): number {
  let low = 0;
  let high = size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = question[middle] ?? 0;
    if (value === n) return middle;
    if (value < n) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
