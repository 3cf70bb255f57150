import { createHash } from 'node:crypto';
import { type Coded, CodedBuilder, grown } from '../algorithms/columns/coded.ts';
import { IdBuilder, type IdColumn } from '../algorithms/columns/ids.ts';
import { MadeSequence } from '../algorithms/columns/sequence.ts';
import { TextColumn } from '../algorithms/columns/texts.ts';
import type { HeadRow } from '../db/pool.ts';
import type { Evidence } from '../decide/candidate.ts';

/** What is kept of a question while its texts are looked at elsewhere. */
export interface Head {
  n: number;
  id: string;
  externalId: string | null;
  source: string;
  license: string | null;
  /** As the source states it. */
  level: string | null;
  evidence: Evidence;
}

/** Heads without what is known about the questions, column by column: some 40 bytes a question. */
export interface BareHeads {
  ids: IdColumn;
  /** For each place the row under which the question came: all columns but ids are in that order. */
  order: Uint32Array;
  numbers: Uint32Array;
  externalIds: TextColumn;
  sources: Coded<string>;
  licenses: Coded<string | null>;
  levels: Coded<string | null>;
}

/** Bytes of the hash of a record. */
const HASH = 32;

/**
 * Reads the heads of a pool, row by row.
 * @returns with their hash of the pool (over id and record hash of every question), and over id and record as they
 * stand in the live pool, both in the order of ids. Hex.
 */
export function readHeads(rows: Iterable<HeadRow>): { bare: BareHeads; poolSha256: string; records: string } {
  const ids = new IdBuilder();
  const columns = {
    externalIds: new TextColumn(),
    sources: new CodedBuilder<string>(),
    licenses: new CodedBuilder<string | null>(),
    levels: new CodedBuilder<string | null>(),
  };
  let numbers = new Uint32Array(64);
  let records = new Uint8Array(64 * HASH);
  let written = Buffer.from(records.buffer);
  let count = 0;
  for (const [n, id, externalId, source, license, level, record] of rows) {
    if (count === numbers.length) {
      numbers = grown(numbers, 0);
      records = grown(records, numbers.length * HASH);
      written = Buffer.from(records.buffer);
    }
    ids.push(id);
    columns.externalIds.push(externalId);
    columns.sources.push(source);
    columns.licenses.push(license);
    columns.levels.push(level);
    written.write(record, count * HASH, 'hex');
    numbers[count++] = n;
  }
  const { ids: sorted, order } = ids.end();
  const bare: BareHeads = {
    ...{ ids: sorted, order, numbers: numbers.slice(0, count) },
    externalIds: columns.externalIds.end(),
    sources: columns.sources.end(),
    licenses: columns.licenses.end(),
    levels: columns.levels.end(),
  };
  return { bare, ...hashesOf(bare, written) };
}

/** Questions whose lines are hashed in one go. */
const LINES = 1024;

function hashesOf({ ids, order }: BareHeads, records: Buffer): { poolSha256: string; records: string } {
  const [pool, live] = [createHash('sha256'), createHash('sha256')];
  for (let from = 0; from < order.length; from += LINES) {
    let [poolLines, liveLines] = ['', ''];
    for (let place = from; place < Math.min(order.length, from + LINES); place++) {
      const at = order[place]! * HASH;
      const id = ids.at(place);
      const record = records.toString('hex', at, at + HASH);
      poolLines += `${id} ${record}\n`;
      liveLines += `${id}${record.toUpperCase()}\n`;
    }
    pool.update(poolLines);
    live.update(liveLines);
  }
  return { poolSha256: pool.digest('hex'), records: live.digest('hex') };
}

/** Questions in the order of their ids, with what is known about each. */
export class Heads extends MadeSequence<Head> {
  readonly length: number;
  readonly bare: BareHeads;
  /** By place. */
  readonly evidence: Coded<Evidence>;

  constructor(bare: BareHeads, evidence: Coded<Evidence>) {
    super();
    this.length = bare.order.length;
    this.bare = bare;
    this.evidence = evidence;
  }

  at(place: number): Head {
    const { ids, order, numbers, externalIds, sources, licenses, levels } = this.bare;
    const row = order[place]!;
    return {
      n: numbers[row]!,
      id: ids.at(place),
      externalId: externalIds.at(row),
      source: sources.at(row),
      license: licenses.at(row),
      level: levels.at(row),
      evidence: this.evidence.at(place),
    };
  }

  idAt(place: number): string {
    return this.bare.ids.at(place);
  }

  sourceAt(place: number): string {
    return this.bare.sources.at(this.bare.order[place]!);
  }

  licenseAt(place: number): string | null {
    return this.bare.licenses.at(this.bare.order[place]!);
  }

  numberAt(place: number): number {
    return this.bare.numbers[this.bare.order[place]!]!;
  }

  /** Undefined for an id that is not among them. */
  placeOf(id: string): number | undefined {
    return this.bare.ids.placeOf(id);
  }
}
