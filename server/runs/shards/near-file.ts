import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { type SetTable, setTable } from '../../algorithms/similarity/sets.ts';
import { eachFrame, openFrames } from '../../engine/shards/frames.ts';
import { outDir } from '../../engine/shards/round.ts';

/** What tells whether a question is another one once more, as a look left it behind. */
export interface NearRecord {
  form: Uint32Array;
  /** Word n-grams, ascending, each once. */
  set: Uint32Array;
  answerKey: string | null;
}

/** Records that stand in one piece of a file: so many are read where one is asked for. */
const IN_PIECE = 32;

interface Piece {
  forms: SetTable;
  sets: SetTable;
  answerKeys: (string | null)[];
}

/** Records as pieces of a file, in their order. */
export function* nearPieces(records: Iterable<NearRecord>): Generator<Uint8Array> {
  let some: NearRecord[] = [];
  for (const record of records) {
    some.push(record);
    if (some.length < IN_PIECE) continue;
    yield pieceOf(some);
    some = [];
  }
  if (some.length > 0) yield pieceOf(some);
}

const pieceOf = (records: readonly NearRecord[]): Uint8Array =>
  serialize({
    forms: setTable(records.map(({ form }) => form)),
    sets: setTable(records.map(({ set }) => set)),
    answerKeys: records.map(({ answerKey }) => answerKey),
  } satisfies Piece);

const recordsOf = (piece: Buffer): NearRecord[] => {
  const { forms, sets, answerKeys } = deserialize(piece) as Piece;
  const at = ({ offsets, elements }: SetTable, i: number) => elements.subarray(offsets[i], offsets[i + 1]);
  return answerKeys.map((answerKey, i) => ({ form: at(forms, i), set: at(sets, i), answerKey }));
};

/** Hands every record of a shard to `take`, in order. */
export function eachNear(run: string, shard: number, take: (record: NearRecord, row: number) => void): void {
  let row = 0;
  eachFrame(nearFile(run, shard), (piece) => {
    for (const record of recordsOf(piece)) take(record, row++);
  });
}

const nearFile = (run: string, shard: number): string =>
  join(outDir({ run, name: 'look' }, shard), 'near.bin');

/** Hands single records of a shard to `take`, each piece of the file read once. @param rows ascending */
export function nearOfShard(
  run: string,
  shard: number,
  rows: readonly number[],
  take: (record: NearRecord, i: number) => void,
): void {
  if (rows.length === 0) return;
  const open = openFrames(nearFile(run, shard));
  let piece = -1;
  let records: NearRecord[] = [];
  try {
    rows.forEach((row, i) => {
      if (piece !== Math.floor(row / IN_PIECE)) {
        piece = Math.floor(row / IN_PIECE);
        records = recordsOf(open.at(piece));
      }
      take(records[row % IN_PIECE]!, i);
    });
  } finally {
    open.close();
  }
}

/**
 * Reads single records.
 * @param rows numbers of records over all shards, ascending
 * @param starts of each shard, the number of its first
 */
export function readNear(run: string, rows: Uint32Array, starts: readonly number[]): NearRecord[] {
  const found: NearRecord[] = [];
  let from = 0;
  for (const [shard, start] of starts.entries()) {
    const end = starts[shard + 1] ?? Number.POSITIVE_INFINITY;
    const own: number[] = [];
    for (; from < rows.length && rows[from]! < end; from++) own.push(rows[from]! - start);
    nearOfShard(run, shard, own, (record) => found.push(copyOf(record)));
  }
  return found;
}

/** Without the piece that it was read in. */
const copyOf = ({ form, set, answerKey }: NearRecord): NearRecord => ({
  form: form.slice(),
  set: set.slice(),
  answerKey,
});
