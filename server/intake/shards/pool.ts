import { statSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import type { HeadRow, PoolRow, PromptRow, TopicRow, WorkedRow } from '../../db/pool.ts';
import type { StoredShardPool } from '../../db/shard-pools.ts';
import type { Workspace } from '../../db/workspace.ts';
import {
  indexEntries,
  numberFinder,
  numbersOfExternalId,
  readGone,
  readPartitions,
} from './find-in-index.ts';
import { fileOf, missing, shardFolderOf, whole } from './find-pool.ts';
import { keepRanked, type Origin, storable } from './keep.ts';
import { idAt, type NarrowGroup, openNarrow, recordAt } from './narrow-file.ts';
import { startsOf } from './pool-index.ts';
import { changed, type RowsAsked } from './read-rows.ts';
import type { ShardReader } from './reader.ts';
import { idsSha256, numbered, readSpans, type ShardsAt, type Span } from './span.ts';
import { has } from './survey.ts';
import { indexDir, narrowDir } from './where.ts';

/** Questions that are read at once. */
const PAGE = 2048;

/** A pool that stays as shards, open to be read. Questions are told by their numbers in it, from 1. */
export type ShardPool = ReturnType<typeof openShardPool>;

/**
 * @param sources only these take part; all of them where it is left out
 * @throws WinnowError `not-found` for a source that it has not; `conflict` where a shard was changed or is gone
 */
export function openShardPool(
  workspace: Workspace,
  stored: StoredShardPool,
  reader: ShardReader,
  sources?: readonly string[],
) {
  const { id, reading, questions: size } = stored;
  const files = workspace.shardPools.files(id);
  const starts = startsOf(files.map(({ rows }) => rows));
  const place = workspace.shardPools.placeOf(id);
  const folder = shardFolderOf(workspace, id);
  const at: ShardsAt = { folder, reading };
  const index = indexDir(workspace.dir, id);
  let known: ReturnType<typeof readGone> | undefined;
  const gone = () => (known ??= whole(() => readGone(index), id));
  let counted: number | undefined;
  const partitions = () => (counted ??= whole(() => readPartitions(index), id));

  /** Looks whether the files are as they were, by size and date: their hashes are looked at by `verify`. */
  function refuseChanged(): void {
    for (const [i, { path, bytes }] of files.entries()) {
      const stat = statSync(join(folder, path), { throwIfNoEntry: false });
      if (stat === undefined) throw missing(folder, path);
      if (stat.size !== bytes || stat.mtimeMs !== place?.changed[i]) throw changed(path);
    }
  }

  /** Every question, in the order of the pool, row group by row group. */
  function* groups(): Generator<{
    file: number;
    group: NarrowGroup;
    sources: string[];
    licenses: string[];
    at: number[];
  }> {
    const { present, taken } = gone();
    const seen = new Set<string>();
    for (const [file, { narrow }] of files.entries()) {
      const open = whole(() => openNarrow(join(narrowDir(workspace.dir), narrow)), id);
      try {
        const { head } = open;
        for (const name of head.sources) seen.add(name);
        const isMeant = head.sources.map((name) => sources?.includes(name) !== false);
        for (let number = 0; number < open.groups; number++) {
          const group = open.group(number);
          const places: number[] = [];
          group.rows.forEach((row, i) => {
            const n = starts[file]! + row + 1;
            if (isMeant[group.sources[i]!] === true && !has(present, n) && !has(taken, n)) places.push(i);
          });
          yield { file, group, sources: head.sources, licenses: head.licenses, at: places };
        }
      } finally {
        open.close();
      }
    }
    const unknown = sources?.filter((name) => !seen.has(name)) ?? [];
    if (unknown.length > 0)
      throw new WinnowError(
        'not-found',
        `There is no source ${unknown.join(', ')} in ${id}; its sources are: ${[...seen].sort().join(', ')}.`,
      );
  }

  function spansOf(asked: readonly { n: number; id: string }[]): Span[] {
    const byFile = new Map<number, { rows: number[]; ids: string[] }>();
    for (const one of asked) {
      const file = fileOf(starts, one.n);
      const own = byFile.get(file) ?? { rows: [], ids: [] };
      byFile.set(file, own);
      own.rows.push(one.n - starts[file]! - 1);
      own.ids.push(one.id);
    }
    return [...byFile].map(([file, { rows, ids }]) => {
      const { path, bytes } = files[file]!;
      return { path, bytes, start: starts[file]!, rows: Uint32Array.from(rows), ids: idsSha256(ids) };
    });
  }

  /** Which rows of which files are asked for, in the order of the pool; `start` is added to a row for its number. */
  function* asked(numbers: readonly number[]): Generator<{ rows: RowsAsked; start: number }> {
    const sorted = [...numbers].sort((a, b) => a - b);
    for (let from = 0; from < sorted.length; ) {
      const file = fileOf(starts, sorted[from]!);
      const end = starts[file + 1] ?? Number.POSITIVE_INFINITY;
      const rows: number[] = [];
      for (; from < sorted.length && sorted[from]! <= end && rows.length < PAGE; from++)
        rows.push(sorted[from]! - starts[file]! - 1);
      const { path, bytes } = files[file]!;
      yield { rows: { file: join(folder, path), path, bytes, reading, rows }, start: starts[file]! };
    }
  }

  /** Questions by their numbers, in the order of the pool; each row group is decoded once for all of them. */
  function* rowsOf(numbers: readonly number[]): Generator<PoolRow> {
    for (const { rows, start } of asked(numbers))
      for (const row of reader.read(rows)) yield numbered(row, start);
  }

  function originOf(n: number): Origin {
    const file = fileOf(starts, n);
    return { importId: stored.importId, revision: reading.revision, file, row: n - starts[file]! };
  }

  return {
    id,
    importId: stored.importId,
    sources: sources ?? null,
    isWhole: sources === undefined,
    size,
    at,
    files,
    poolSha256: stored.poolSha256,
    refuseChanged,
    spansOf,
    readSpans: (spans: readonly Span[]) => readSpans(reader, at, spans),
    rowsOf,
    asked,
    originOf,
    heads(): HeadRow[] {
      const heads: HeadRow[] = [];
      for (const { file, group, sources: names, licenses, at: places } of groups())
        for (const i of places) {
          const license = group.licenses[i]!;
          heads.push([
            starts[file]! + group.rows[i]! + 1,
            idAt(group.ids, i),
            group.externalIds[i] ?? null,
            names[group.sources[i]!] ?? '',
            license === 0 ? null : (licenses[license - 1] ?? null),
            group.levels[i] ?? null,
            recordAt(group.records, i).toUpperCase(),
          ]);
        }
      return heads;
    },
    *pages(): Generator<PoolRow[]> {
      let waiting: number[] = [];
      for (const { file, group, at: places } of groups()) {
        for (const i of places) {
          waiting.push(starts[file]! + group.rows[i]! + 1);
          if (waiting.length < PAGE) continue;
          yield [...rowsOf(waiting)];
          waiting = [];
        }
        if (waiting.length > 0) yield [...rowsOf(waiting)]; // a page lies in one row group, so that each is decoded once
        waiting = [];
      }
    },
    *topics(): Generator<TopicRow> {
      for (const { file, group, at: places } of groups())
        for (const i of places) {
          const topics = group.topics[i] ?? '';
          if (topics !== '') yield [starts[file]! + group.rows[i]! + 1, null, `{"topics":${topics}}`];
        }
    },
    *prompts(numbers: readonly number[]): Generator<PromptRow> {
      for (const row of rowsOf(numbers)) yield [row[0], row[9], row[8]];
    },
    *worked(numbers: readonly number[]): Generator<WorkedRow> {
      for (const row of rowsOf(numbers)) yield [row[0], row[9], row[8], row[10]];
    },
    /** Id and record hash of every question, whatever sources take part, in the order of ids. */
    *records(): Generator<string> {
      for (const { id: own, record } of indexEntries(index, gone().partitions)) yield own + record;
    },
    /** As `poolView` has it. */
    *sample(digits: string): Generator<[string, string | null]> {
      const numbers: number[] = [];
      for (const { id: own, n } of indexEntries(index, gone().partitions))
        if (digits.includes(own[0]!)) numbers.push(n);
      for (const row of rowsOf(numbers)) yield [row[9], row[8]];
    },
    /** Reads questions as they are to be stored; the function stores them, in the transaction of a run. */
    toKeep(numbers: readonly number[]): (actor: string) => void {
      const questions = [...rowsOf(numbers)].map((row) => storable(row, originOf(row[0])));
      return (actor) => keepRanked(workspace, questions, { actor, importId: stored.importId });
    },
    numberOf: numberFinder(index, partitions),
    numbersOf: (externalId: string) => numbersOfExternalId(index, partitions(), externalId),
    toJSON: () => ({ pool: id, sources: sources ?? null }),
  };
}
