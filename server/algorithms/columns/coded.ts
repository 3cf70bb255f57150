/** A column in which values come again and again: a code for each place, and the values by their codes. */
export class Coded<T> {
  readonly values: readonly T[];
  readonly codes: Uint8Array | Uint16Array | Uint32Array;

  constructor(values: readonly T[], codes: Uint8Array | Uint16Array | Uint32Array) {
    this.values = values;
    this.codes = codes;
  }

  at(place: number): T {
    return this.values[this.codes[place]!]!;
  }
}

/** Gathers such a column: codes are as wide as the number of values asks for. Room is made as it fills. */
export class CodedBuilder<T> {
  readonly #values: T[] = [];
  readonly #known = new Map<T, number>();
  #codes: Uint8Array | Uint16Array | Uint32Array;
  #length = 0;

  /** @param room places that are expected */
  constructor(room = 64) {
    this.#codes = new Uint8Array(room);
  }

  /** Puts a value at a place; places in between hold the first value that came. */
  put(place: number, value: T): void {
    const code = this.#known.get(value) ?? this.#newCode(value);
    if (place >= this.#codes.length) this.#codes = grown(this.#codes, place + 1);
    if (place >= this.#length) this.#length = place + 1;
    this.#codes[place] = code;
  }

  push(value: T): void {
    this.put(this.#length, value);
  }

  end(): Coded<T> {
    return new Coded(this.#values, this.#codes.subarray(0, this.#length));
  }

  #newCode(value: T): number {
    const code = this.#values.push(value) - 1;
    this.#known.set(value, code);
    if (code === 0x100) this.#codes = Uint16Array.from(this.#codes);
    if (code === 0x1_0000) this.#codes = Uint32Array.from(this.#codes);
    return code;
  }
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The same numbers with room for more: half as much again, at least. */
export function grown<A extends Numbers>(numbers: A, least: number): A {
  const length = Math.max(least, Math.ceil(numbers.length * 1.5));
  const more = new (numbers.constructor as new (length: number) => A)(length);
  more.set(numbers);
  return more;
}
