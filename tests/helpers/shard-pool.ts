import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { NewQuestion } from '../../server/db/questions.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { findShardPool } from '../../server/intake/shards/find-pool.ts';
import { openShardPool } from '../../server/intake/shards/pool.ts';
import { type RegisterOptions, registerShards } from '../../server/intake/shards/register.ts';
import { READER } from './shards.ts';

/** A record of a shard: texts by column; null where it has none. */
export type ShardRecord = Readonly<Record<string, string | null>>;

/** Questions as records of a data set. */
export const shardRecords = (questions: readonly NewQuestion[]): ShardRecord[] =>
  questions.map(({ externalId, source, question, answer, solution, license, level, subject }) => ({
    ...{ id: externalId, source, question, answer, solution, license, level, subject },
  }));

/** Writes records as one Parquet file. @returns its path */
export function writeShard(
  folder: string,
  path: string,
  records: readonly ShardRecord[],
  groupSize = 64,
): string {
  const names = [...new Set(records.flatMap((one) => Object.keys(one)))];
  const columnData = names.map((name) => ({
    name,
    type: 'STRING' as const,
    data: records.map((one) => one[name] ?? null),
  }));
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: groupSize })));
  return file;
}

/** Writes records in shards of a size. @returns their paths, in order */
export function writeShards(
  folder: string,
  records: readonly ShardRecord[],
  size: number,
  groupSize = 64,
): string[] {
  const files: string[] = [];
  for (let from = 0; from < records.length; from += size) {
    const name = `part-${`${files.length}`.padStart(4, '0')}.parquet`;
    files.push(writeShard(folder, name, records.slice(from, from + size), groupSize));
  }
  return files;
}

/** Registers a folder as a test does. */
export const register = (workspace: Workspace, folder: string, options: Partial<RegisterOptions> = {}) =>
  registerShards(workspace, folder, { actor: 'test', ...options }, { pid: 1 });

/** The pool that was registered last, open. */
export const openPool = (workspace: Workspace, sources?: string[], id = 'latest') =>
  openShardPool(workspace, findShardPool(workspace, id), READER, sources);
