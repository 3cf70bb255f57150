import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { PoolRow } from '../../db/pool.ts';
import type { ShardReading } from '../../db/shard-pools.ts';
import { changed } from './read-rows.ts';
import type { ShardReader } from './reader.ts';

/** Questions of one shard, as a job is told of them: it reads the rows itself. */
export interface Span {
  path: string;
  bytes: number;
  /** From 0, ascending. */
  rows: Uint32Array;
  /** Number of the first row of the shard, less one. */
  start: number;
  /** Over their ids: a row that says something else by then is noticed. Hex. */
  ids: string;
}

/** Where the shards of a pool lie, for all who see the same folder. */
export interface ShardsAt {
  folder: string;
  reading: ShardReading;
}

export const idsSha256 = (ids: Iterable<string>): string => {
  const hash = createHash('sha256');
  for (const id of ids) hash.update(id);
  return hash.digest('hex');
};

/** Reads the questions of spans, in order. @throws WinnowError `conflict` where a shard is not what it was */
export function readSpans(
  reader: ShardReader,
  { folder, reading }: ShardsAt,
  spans: readonly Span[],
): PoolRow[] {
  return spans.flatMap(({ path, bytes, rows, start, ids }) => {
    const found = reader.read({ file: join(folder, path), path, bytes, reading, rows });
    if (found.length !== rows.length || idsSha256(found.map(([, id]) => id)) !== ids) throw changed(path);
    return found.map((row) => numbered(row, start));
  });
}

/** A row as it was read, with its number in the pool. */
export const numbered = (row: PoolRow, start: number): PoolRow => [
  start + row[0] + 1,
  ...(row.slice(1) as TailOf<PoolRow>),
];

/** The same as what a job of any kind can be handed. */
export const spansBy =
  (reader: ShardReader) =>
  (at: { folder: string; reading: unknown }, spans: readonly Span[]): PoolRow[] =>
    readSpans(reader, at as ShardsAt, spans);

type TailOf<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;
