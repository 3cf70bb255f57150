import { grown } from './coded.ts';

/** Bytes of an id: 20 hex digits. */
const WIDTH = 10;
/** Places of a bucket that are put in order by insertion. */
const FEW = 32;

/** Ids of 20 lower-case hex digits, 10 bytes each, as they come in. */
export class IdBuilder {
  #bytes = new Uint8Array(64 * WIDTH);
  #view = viewOf(this.#bytes);
  #length = 0;

  /** @throws RangeError for what is no such id */
  push(id: string): void {
    const from = this.#length++ * WIDTH;
    if (from + WIDTH > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, from + WIDTH);
      this.#view = viewOf(this.#bytes);
    }
    if (id.length !== 2 * WIDTH || this.#view.write(id, from, 'hex') !== WIDTH)
      throw new RangeError(`${id} is no id of a question`);
  }

  /** @returns the ids in their order, and for each place the number under which it came in, from 0 */
  end(): { ids: IdColumn; order: Uint32Array } {
    const bytes = this.#view.subarray(0, this.#length * WIDTH);
    const order = sorted(bytes);
    const own = Buffer.allocUnsafe(bytes.length);
    for (let place = 0; place < order.length; place++) {
      const from = order[place]! * WIDTH;
      bytes.copy(own, place * WIDTH, from, from + WIDTH);
    }
    return { ids: new IdColumn(own), order };
  }
}

const viewOf = ({ buffer }: Uint8Array): Buffer => Buffer.from(buffer);

/** Ids in their order, 10 bytes each. They are hashes: the first 16 bits say closely enough where one stands. */
export class IdColumn {
  readonly length: number;
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;

  /** @param bytes ascending */
  constructor(bytes: Buffer) {
    this.length = bytes.length / WIDTH;
    this.#bytes = bytes;
    this.#starts = startsOf(bytes);
  }

  at(place: number): string {
    return this.#bytes.toString('hex', place * WIDTH, (place + 1) * WIDTH);
  }

  /** Undefined for an id that is not among them. */
  placeOf(id: string): number | undefined {
    if (id.length !== 2 * WIDTH) return undefined;
    const [head, tail] = [Number.parseInt(id.slice(0, 12), 16), Number.parseInt(id.slice(12), 16)];
    const bucket = Math.floor(head / 2 ** 32);
    let low = this.#starts[bucket] ?? 0; // of what is no id: the end decides
    let high = (this.#starts[bucket + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const from = middle * WIDTH;
      const by = this.#bytes.readUIntBE(from, 6) - head || this.#bytes.readUInt32BE(from + 6) - tail;
      if (by === 0) return this.at(middle) === id ? middle : undefined;
      if (by < 0) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

/** Where ids with each first 16 bits begin; the last one is the end. */
function startsOf(bytes: Buffer): Uint32Array {
  const starts = new Uint32Array(0x1_0001);
  for (let from = 0; from < bytes.length; from += WIDTH) {
    const after = bytes.readUInt16BE(from) + 1;
    starts[after] = starts[after]! + 1;
  }
  for (let i = 1; i < starts.length; i++) starts[i] = starts[i]! + starts[i - 1]!;
  return starts;
}

/** Numbers of ids in their order: shared out by the first 16 bits, and put in order within each share. */
function sorted(bytes: Buffer): Uint32Array {
  const next = startsOf(bytes);
  const ends = next.slice(1);
  const order = new Uint32Array(bytes.length / WIDTH);
  for (let i = 0; i < order.length; i++) {
    const bucket = bytes.readUInt16BE(i * WIDTH);
    order[next[bucket]!] = i;
    next[bucket] = next[bucket]! + 1;
  }
  const by = (a: number, b: number): number =>
    bytes.readUIntBE(a * WIDTH, 6) - bytes.readUIntBE(b * WIDTH, 6) ||
    bytes.readUInt32BE(a * WIDTH + 6) - bytes.readUInt32BE(b * WIDTH + 6);
  let start = 0;
  for (const end of ends) {
    if (end - start > FEW) order.subarray(start, end).sort(by);
    else if (end - start > 1) insert(order, start, end, by);
    start = end;
  }
  return order;
}

function insert(order: Uint32Array, start: number, end: number, by: (a: number, b: number) => number): void {
  for (let i = start + 1; i < end; i++) {
    const one = order[i]!;
    let at = i;
    for (; at > start && by(order[at - 1]!, one) > 0; at--) order[at] = order[at - 1]!;
    order[at] = one;
  }
}
