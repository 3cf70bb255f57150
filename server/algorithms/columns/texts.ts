import { grown } from './coded.ts';

/** Texts of a piece: joined, they are one text of which parts are taken. */
const IN_PIECE = 4096;

/** A column of texts that are all different, or null: joined by the thousand, one end each. */
export class TextColumn {
  readonly #pieces: string[] = [];
  #ends = new Uint32Array(64);
  #isNull = new Uint8Array(8);
  #length = 0;
  #waiting: string[] = [];
  #size = 0;

  push(text: string | null): void {
    const at = this.#length++;
    if (at >= this.#ends.length) {
      this.#ends = grown(this.#ends, at + 1);
      this.#isNull = grown(this.#isNull, (this.#ends.length >> 3) + 1);
    }
    if (text === null) this.#isNull[at >> 3] = this.#isNull[at >> 3]! | (1 << (at & 7));
    else {
      this.#waiting.push(text);
      this.#size += text.length;
    }
    this.#ends[at] = this.#size;
    if (this.#length % IN_PIECE === 0) this.#join();
  }

  /** To be asked once nothing comes any more. */
  at(place: number): string | null {
    if ((this.#isNull[place >> 3]! & (1 << (place & 7))) !== 0) return null;
    const piece = Math.floor(place / IN_PIECE);
    const start = place % IN_PIECE === 0 ? 0 : this.#ends[place - 1]!;
    return this.#pieces[piece]!.slice(start, this.#ends[place]);
  }

  /** Nothing comes any more. */
  end(): this {
    if (this.#length % IN_PIECE !== 0) this.#join();
    return this;
  }

  #join(): void {
    this.#pieces.push(this.#waiting.join(''));
    this.#waiting = [];
    this.#size = 0;
  }
}
