import { grown } from '../../algorithms/columns/coded.ts';
import { TextColumn } from '../../algorithms/columns/texts.ts';
import type { Outcome } from '../../decide/stage.ts';
import { pack, unpack } from './packing.ts';

/** Of so many questions outcomes are kept as objects; of more as JSON, which takes a third. Unit: questions. */
const MOST_OBJECTS = 131_072;
/** Lines that are written in one go. */
const LINES = 4096;

/** What a text stage saw, by place: of those of whom it saw anything. */
export class SeenOutcomes {
  /** How many questions there are. */
  readonly count: number;
  /** Ascending. */
  readonly places: Uint32Array;
  readonly #isSeen: Uint8Array;
  readonly #outcomeAt: (i: number) => Outcome;

  /** @param outcomeAt what was seen at the i-th of the places */
  constructor(count: number, places: Uint32Array, outcomeAt: (i: number) => Outcome) {
    this.count = count;
    this.places = places;
    this.#outcomeAt = outcomeAt;
    this.#isSeen = new Uint8Array((count >> 3) + 1);
    for (const place of places) this.#isSeen[place >> 3] = this.#isSeen[place >> 3]! | (1 << (place & 7));
  }

  /** Undefined where nothing was seen. */
  at(place: number): Outcome | undefined {
    if ((this.#isSeen[place >> 3]! & (1 << (place & 7))) === 0) return undefined;
    let low = 0;
    let high = this.places.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.places[middle]! < place) low = middle + 1;
      else high = middle;
    }
    return this.#outcomeAt(low);
  }

  *[Symbol.iterator](): Generator<[place: number, outcome: Outcome]> {
    for (const [i, place] of this.places.entries()) yield [place, this.#outcomeAt(i)];
  }
}

/** Gathers what a stage saw, in whatever order it comes. */
export class SeenBuilder {
  readonly #count: number;
  readonly #objects: Outcome[] | null;
  readonly #texts = new TextColumn();
  #places = new Uint32Array(64);
  #length = 0;

  /** @param count of questions */
  constructor(count: number, mostObjects = MOST_OBJECTS) {
    this.#count = count;
    this.#objects = count <= mostObjects ? [] : null;
  }

  add(place: number, outcome: Outcome): void {
    if (this.#length === this.#places.length) this.#places = grown(this.#places, 0);
    this.#places[this.#length++] = place;
    if (this.#objects === null) this.#texts.push(JSON.stringify(outcome));
    else this.#objects.push(outcome);
  }

  end(): SeenOutcomes {
    const [objects, texts, came] = [this.#objects, this.#texts.end(), this.#places];
    const order = Uint32Array.from({ length: this.#length }, (_, i) => i);
    order.sort((a, b) => came[a]! - came[b]!);
    const places = order.map((i) => came[i]!);
    return new SeenOutcomes(this.#count, places, (i) =>
      objects === null ? (JSON.parse(texts.at(order[i]!) ?? '') as Outcome) : objects[order[i]!]!,
    );
  }
}

/** Places, and a line of JSON for each outcome. */
export function packSeen(seen: SeenOutcomes): Buffer {
  const lines: Buffer[] = [];
  let text = '';
  let count = 0;
  for (const [, outcome] of seen) {
    text += `${JSON.stringify(outcome)}\n`;
    if (++count % LINES !== 0) continue;
    lines.push(Buffer.from(text));
    text = '';
  }
  return pack({ count: seen.count, seen: count }, seen.places, ...lines, Buffer.from(text));
}

export function unpackSeen(packed: Buffer): SeenOutcomes {
  const { json, bytes } = unpack(packed);
  const { count, seen } = json as { count: number; seen: number };
  const builder = new SeenBuilder(count);
  let from = 4 * seen;
  for (let i = 0; i < seen; i++) {
    const end = bytes.indexOf(0x0a, from);
    builder.add(bytes.readUInt32LE(4 * i), JSON.parse(bytes.toString('utf8', from, end)) as Outcome);
    from = end + 1;
  }
  return builder.end();
}
