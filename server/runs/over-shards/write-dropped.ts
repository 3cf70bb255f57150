import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { syncPath } from '../../db/beside.ts';
import type { DecisionFile } from '../../db/decision-files.ts';
import { COLUMNS, type DroppedRow, SCHEMA } from './columns.ts';

/** Rows of a row group: so many are decoded to read one. */
const GROUP = 1000;
/** Row groups of a file: its directory stays small. */
const GROUPS = 100;

/** Decisions of one stage and reason, in the order of the pool. */
export interface DroppedRows {
  stage: string;
  reason: string;
  rows: Iterable<DroppedRow>;
}

/**
 * Writes decisions into a folder, by stage and reason, in files that are in the order of the pool: who stands in
 * one row group stands close together in the shards, too. Written beside and renamed, on
 * the disk when this returns: a kill leaves all of the folder or nothing under its name.
 */
export function writeDropped(dir: string, all: Iterable<DroppedRows>): DecisionFile[] {
  const draft = `${dir}.part`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    const files: DecisionFile[] = [];
    for (const one of all) files.push(...writeReason(draft, one));
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dirname(dir), { recursive: true });
    renameSync(draft, dir);
    syncPath(dirname(dir));
    return files;
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    throw cause;
  }
}

function* writeReason(dir: string, { stage, reason, rows }: DroppedRows): Generator<DecisionFile> {
  const below = posix.join(`stage=${stage}`, `reason=${reason}`);
  let group: DroppedRow[] = [];
  let file: ReturnType<typeof decisionFile> | undefined;
  let number = 0;
  const flush = (): void => {
    if (group.length === 0) return;
    if (file === undefined) {
      mkdirSync(join(dir, below), { recursive: true });
      file = decisionFile(dir, posix.join(below, `${`${number++}`.padStart(5, '0')}.parquet`));
    }
    file.add(group);
    group = [];
  };
  for (const row of rows) {
    group.push(row);
    if (group.length < GROUP) continue;
    flush();
    if (file?.groups() !== GROUPS) continue;
    yield { ...file.end(), stage, reason };
    file = undefined;
  }
  flush();
  if (file !== undefined) yield { ...file.end(), stage, reason };
}

function decisionFile(dir: string, path: string) {
  const open = openSync(join(dir, path), 'w');
  const hash = createHash('sha256');
  const buffer = new ByteWriter();
  const parquet = new ParquetWriter({
    ...{ writer: buffer, schema: SCHEMA, createdBy: 'winnow' },
  });
  const told = { rows: 0, bytes: 0, first: 0, last: 0 };
  let groups = 0;
  const pass = (): void => {
    const bytes = buffer.getBytes();
    for (let done = 0; done < bytes.length; ) done += writeSync(open, bytes, done);
    hash.update(bytes);
    told.bytes += bytes.length;
    buffer.index = 0; // its offset counts on
  };
  return {
    groups: () => groups,
    add(rows: readonly DroppedRow[]): void {
      const columnData = COLUMNS.map(({ name }) => ({ name, data: rows.map((row) => row[name]) }));
      void parquet.write({ columnData, rowGroupSize: GROUP }); // without `flush` of its writer it waits for nothing
      pass();
      groups++;
      if (told.rows === 0) told.first = rows[0]?.question ?? 0;
      told.rows += rows.length;
      told.last = rows.at(-1)?.question ?? 0;
    },
    end(): Omit<DecisionFile, 'stage' | 'reason'> {
      void parquet.finish();
      pass();
      fsyncSync(open);
      closeSync(open);
      return { path, sha256: hash.digest('hex'), ...told };
    },
  };
}
