import { hash } from 'node:crypto';
import { serialize } from 'node:v8';
import { bytesOf, eachFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { inFile } from '../../engine/shards/round.ts';
import { pack, unpack } from '../facts/packing.ts';
import { type Batch, type LookedAt, lookAt, nearAt } from '../look.ts';
import { buildMeasurer, type MeasureShared } from '../measurer.ts';
import type { ReadSpans, ShardsTold, SpanTold } from '../over-shards/shard-pool.ts';
import { type NearRecord, nearPieces } from './near-file.ts';
import { Sections } from './sections.ts';

export interface LookArgs {
  shared: MeasureShared;
  partitions: number;
  /** Where the questions lie, where its input tells only which rows they are. */
  shards: ShardsTold | null;
}

/** What a shard's input is made of, a piece each. */
export interface ShardBatch {
  batch: Batch;
  /** Places of its questions in the order of ids. */
  places: Uint32Array;
  /** Which rows of which files they are; null where the batch holds them. */
  spans: SpanTold[] | null;
}

/** As JSON and numbers: equal batches are equal bytes, so that a run that goes on finds what was done of them. */
export function packBatch({ batch: { labelled, ...batch }, places, spans }: ShardBatch): Buffer {
  const told = spans?.map(({ rows, ...span }) => ({ ...span, rows: Array.from(rows) })) ?? null;
  return pack(
    { batch, size: places.length, spans: told },
    Buffer.concat([bytesOf(places), labelled ?? new Uint8Array(0)]),
  );
}

interface PackedBatch {
  batch: Omit<Batch, 'labelled'>;
  size: number;
  spans: (Omit<SpanTold, 'rows'> & { rows: number[] })[] | null;
}

export function unpackBatch(piece: Buffer): ShardBatch {
  const { json, bytes } = unpack(piece);
  const { batch, size, spans } = json as PackedBatch;
  const end = 4 * size;
  const places = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + end));
  const labelled = new Uint8Array(bytes.subarray(end));
  return {
    batch: { ...batch, ...(labelled.length === 0 ? {} : { labelled }) },
    places,
    spans: spans?.map((span) => ({ ...span, rows: Uint32Array.from(span.rows) })) ?? null,
  };
}

/** Four numbers of a key, and a place. */
export const KEY_WIDTH = 5;

/**
 * Looks at the texts of a shard. Leaves behind what was seen (`looks`), what tells near duplicates (`near`, in the order
 * of ids, in which the sets of the pool are numbered: neighbours there are neighbours here), and for each key of a text
 * and of a normal form one narrow row (`keys`, by partition), however often the shard holds it: who else holds it there
 * stands in `followers`, so that a key which half of the pool shares makes no partition long.
 * @param readSpans reads questions where they lie
 */
export const lookStage =
  (readSpans: ReadSpans): ShardStage =>
  ({ run, round, job, args, out }) => {
    const { shared, partitions, shards } = args as LookArgs;
    const look = measurerOf(shared);
    const looks = out('looks');
    const near = out('near');
    const texts = new Keys(partitions);
    const forms = new Keys(partitions);
    const seen: { place: number; record: NearRecord }[] = [];
    let records = 0;
    eachFrame(inFile({ run, name: round }, job), (piece) => {
      const { batch, places, spans } = unpackBatch(piece);
      const rows = spans === null || shards === null ? batch.rows : readSpans(shards, spans);
      const looked = lookAt({ ...batch, rows }, look);
      places.forEach((place, i) => {
        const key = looked.looks[i]?.[3] ?? '';
        const form = nearAt(looked.near, i);
        if (key !== '') texts.add(key.slice(0, 32), place);
        if (form === null) return;
        forms.add(hash('sha256', form.formKey, 'hex').slice(0, 32), place);
        const set = form.shingles?.set;
        if (set === undefined) throw new RangeError('a normal form comes with its n-grams');
        seen.push({ place, record: { form: form.form, set, answerKey: form.answerKey } });
      });
      looks.add(serialize(narrow(looked)));
      records += places.length;
    });
    const inOrder = seen.sort((a, b) => a.place - b.place).map(({ record }) => record);
    for (const piece of nearPieces(inOrder)) near.add(piece);
    const keys = out('keys');
    for (const kind of [texts, forms]) for (const piece of kind.rows.pieces()) keys.add(piece);
    const followers = out('followers');
    for (const kind of [texts, forms]) followers.add(bytesOf(kind.followers.of(0)));
    out('sizes').add(bytesOf(Uint32Array.from(inOrder, ({ set }) => set.length)));
    return { counts: { records } };
  };

const measurers = new WeakMap<MeasureShared, ReturnType<typeof buildMeasurer>>();

/** A process that looks at several shards of a round lays out once what it looks with. */
export function measurerOf(shared: MeasureShared): ReturnType<typeof buildMeasurer> {
  const measurer = measurers.get(shared) ?? buildMeasurer(shared);
  measurers.set(shared, measurer);
  return measurer;
}

/** What the run reads of it: texts are told apart by others. */
export const narrow = ({ looks, ...looked }: LookedAt): LookedAt => ({
  ...looked,
  looks: looks.map(([said, completeness, hasSolution, , outcomes, lengths]) => [
    ...([said, completeness, hasSolution, '', outcomes, lengths] as const),
  ]),
  near: null,
});

/** Keys of one kind: a row for each, with the first place that holds it here, and the others that do. */
class Keys {
  readonly followers = new Sections(1, 2);
  readonly #first = new Map<string, number>();
  readonly #partitions: number;

  constructor(partitions: number) {
    this.#partitions = partitions;
  }

  /** @param key 32 hex digits */
  add(key: string, place: number): void {
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, place);
    else this.followers.add(0, [place, first]);
  }

  get rows(): Sections {
    const rows = new Sections(this.#partitions, KEY_WIDTH);
    for (const [key, place] of this.#first) {
      const numbers = [0, 8, 16, 24].map((at) => Number.parseInt(key.slice(at, at + 8), 16));
      rows.add(numbers[0]! % this.#partitions, [...numbers, place]);
    }
    return rows;
  }
}
