import { createHash, hash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceRow } from '../../comply/source-findings.ts';
import type { ShardReading } from '../../db/shard-pools.ts';
import { statedTopics } from '../../decide/domains/topics.ts';
import { frameWriter } from '../../engine/shards/frames.ts';
import { Fault } from '../fault.ts';
import { stemOf } from '../names.ts';
import { fileSize } from '../readers/bytes.ts';
import { decoding, openParquet, type RowGroup } from '../readers/parquet.ts';
import type { JsonObject } from '../records/json.ts';
import { noteOrigin } from '../source-flags.ts';
import type { Door } from './door.ts';
import {
  ID_BYTES,
  type NarrowGroup,
  type NarrowHead,
  openNarrow,
  packNarrow,
  RECORD_BYTES,
} from './narrow-file.ts';

/** Another number where a shard would be read differently: what was written before is then not taken for it. */
const VERSION = 1;

export interface NarrowEffects {
  /** Folder of the workspace for what is known of shards. */
  dir: string;
  /** A name that no other process has, for files on their way. */
  who: string;
  /** Throws to stop. */
  check: () => void;
  /** Told with bytes that were read, of hashing and of decoding each. */
  read: (bytes: number) => void;
}

/** A shard that was read. */
export interface NarrowShard {
  path: string;
  /** Name of its file in the folder of such files. */
  narrow: string;
  head: NarrowHead;
  /** When it was changed last, before it was read. Unit: milliseconds. */
  changed: number;
}

/**
 * Reads a shard once, row group by row group, and writes down narrowly what is in it. One whose content was read the
 * same way before is hashed and not read again, whatever it is called by then.
 * @param folder of the pool; @param path of the shard below it
 * @throws WinnowError `bad-input` for a file that can not be read
 */
export async function narrowShard(
  folder: string,
  path: string,
  { door, reading }: { door: Door; reading: ShardReading },
  effects: NarrowEffects,
): Promise<NarrowShard> {
  const file = join(folder, path);
  const bytes = await fileSize(file);
  const changed = statSync(file).mtimeMs;
  const sha256 = await fileHash(file, effects);
  const stem = reading.source ?? stemOf(path);
  const narrow = `${hash('sha256', JSON.stringify([VERSION, sha256, stem, reading])).slice(0, 32)}.bin`;
  const place = join(effects.dir, narrow);
  const known = headAt(place);
  if (known !== null) {
    effects.read(bytes);
    return { path, narrow, head: known, changed };
  }
  mkdirSync(effects.dir, { recursive: true });
  const draft = `${place}.${effects.who}.part`;
  const head = await writeNarrow({ file, path, bytes, sha256, draft }, { door, reading }, effects);
  renameSync(draft, place);
  return { path, narrow, head, changed };
}

/** Null where nothing whole lies there. */
function headAt(place: string): NarrowHead | null {
  if (!existsSync(place)) return null;
  try {
    const narrow = openNarrow(place);
    narrow.close();
    return narrow.head;
  } catch {
    return null;
  }
}

async function writeNarrow(
  at: { file: string; path: string; bytes: number; sha256: string; draft: string },
  { door, reading }: { door: Door; reading: ShardReading },
  { check, read }: NarrowEffects,
): Promise<NarrowHead> {
  const { file, path, bytes, sha256, draft } = at;
  const writer = frameWriter(draft);
  const names = { sources: new Numbered(), licenses: new Numbered() };
  const origins = new Map<string, SourceRow>();
  try {
    return await decoding(file, async () => {
      const parquet = await openParquet(file, file, bytes);
      try {
        for (const group of parquet.groups) {
          check();
          const rows = await parquet.read(group.start, group.start + group.rows);
          writer.add(packNarrow(narrowGroup(rows, group, { path, door, reading, names, origins })));
          read((bytes * group.rows) / Math.max(1, rowsIn(parquet.groups)));
        }
        const head: NarrowHead = {
          ...{ bytes, sha256, rows: rowsIn(parquet.groups), columns: [...parquet.columns] },
          groups: parquet.groups.map(({ rows }) => rows),
          bytesOfGroups: parquet.groups.map(({ byte }) => byte),
          sources: names.sources.all,
          licenses: names.licenses.all,
          origins: [...origins.values()],
        };
        writer.add(packNarrow(head));
        writer.end();
        return head;
      } finally {
        await parquet.close();
      }
    });
  } catch (cause) {
    writer.drop();
    rmSync(draft, { force: true });
    throw cause;
  }
}

const rowsIn = (groups: readonly RowGroup[]): number => groups.reduce((sum, { rows }) => sum + rows, 0);

interface Shard {
  path: string;
  door: Door;
  reading: ShardReading;
  names: { sources: Numbered; licenses: Numbered };
  origins: Map<string, SourceRow>;
}

function narrowGroup(
  rows: Iterable<JsonObject | Fault>,
  { start, byte }: RowGroup,
  { path, door, reading, names, origins }: Shard,
): NarrowGroup {
  const found = { rows: [] as number[], ids: [] as string[], records: [] as Buffer[] };
  const sources: number[] = [];
  const licenses: number[] = [];
  const group = { externalIds: [], levels: [], topics: [], faults: [] } as Pick<
    NarrowGroup,
    'externalIds' | 'levels' | 'topics' | 'faults'
  >;
  let row = start;
  for (const one of rows) {
    const taken = door(one, path);
    if (taken instanceof Fault) {
      group.faults.push({ line: row + 1, byte, reason: taken.reason, message: taken.message });
    } else {
      const { draft, source, license, questionId, recordSha256 } = taken;
      found.rows.push(row);
      found.ids.push(questionId);
      found.records.push(recordSha256);
      sources.push(names.sources.of(source));
      licenses.push(license === null ? 0 : names.licenses.of(license) + 1);
      group.externalIds.push(draft.externalId);
      group.levels.push(draft.level);
      const topics = statedTopics(draft.subject, draft.meta);
      group.topics.push(topics.length === 0 ? '' : JSON.stringify(topics));
      noteOrigin(origins, source, license, reading.revision, draft.meta);
    }
    row++;
  }
  return {
    rows: Uint32Array.from(found.rows),
    ids: joined(
      found.ids.map((id) => Buffer.from(id, 'hex')),
      ID_BYTES,
    ),
    records: joined(found.records, RECORD_BYTES),
    sources: Uint32Array.from(sources),
    licenses: Uint32Array.from(licenses),
    ...group,
  };
}

const joined = (pieces: readonly Buffer[], width: number): Uint8Array => {
  const bytes = new Uint8Array(pieces.length * width);
  pieces.forEach((piece, i) => {
    bytes.set(piece, i * width);
  });
  return bytes;
};

/** Names in the order in which they came. */
class Numbered {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  of(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}

async function fileHash(file: string, { check, read }: NarrowEffects): Promise<string> {
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    check();
    sum.update(chunk as Buffer);
    read((chunk as Buffer).length);
  }
  return sum.digest('hex');
}
