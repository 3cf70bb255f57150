import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Watch } from './bytes.ts';
import type { RecordSink } from './options.ts';
import { readParquet } from './parquet.ts';
import { isParquet } from './parquet-magic.ts';
import { refusal } from './refusals.ts';

export interface ParquetFile {
  path: string;
  size: number;
  packed: boolean;
  /** Its first bytes, unpacked, and what comes behind them. */
  head: Buffer;
  chunks: AsyncGenerator<Buffer>;
  watch: Watch;
  scratch: string;
}

/**
 * Reads a Parquet file, packed or not. It is read in any order, so a packed one is unpacked to a file of the
 * workspace first, which is removed again.
 * @throws WinnowError `bad-input`
 */
export async function parquetRecords(file: ParquetFile, sink: RecordSink): Promise<void> {
  if (!isParquet(file.head)) throw refusal(file.path, 'it is no Parquet file', 'leave --format away');
  const finds = {
    record: sink.record.bind(sink),
    fault: (fault: Parameters<RecordSink['reject']>[0]['fault'], line: number, byte: number) =>
      sink.reject({ fault, line, byte }),
    refuse: (why: string): never => {
      throw refusal(file.path, why, 'look into the file');
    },
  };
  if (!file.packed) {
    for await (const chunk of file.chunks) void chunk;
    return readParquet(file.path, file.path, file.size, file.watch.check, finds);
  }
  await mkdir(file.scratch, { recursive: true });
  const unpacked = join(file.scratch, `unpacked-${randomUUID()}.part`);
  try {
    await pipeline(Readable.from(headAndRest(file)), createWriteStream(unpacked, { flags: 'wx' }));
    const { size } = await stat(unpacked);
    await readParquet(unpacked, file.path, size, file.watch.check, finds);
  } finally {
    await rm(unpacked, { force: true });
  }
}

async function* headAndRest(file: ParquetFile): AsyncGenerator<Buffer> {
  yield file.head;
  yield* file.chunks;
}
