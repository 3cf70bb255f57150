import { isWhiteSpace } from './words.ts';

/** Texts of up to so many units share one set of buffers; longer ones get theirs for the one text. */
const KEPT_UNITS = 1 << 16;

/**
 * The normal form of one text after the other, in buffers that are used again: `bytes` holds the
 * lower-cased words in UTF-8 with one blank between them, word k is bytes[starts[k], ends[k]) and hashes
 * to hashes[k], so that n words in a row are one slice of bytes. Half a surrogate pair is written in three bytes.
 */
export class NormalText {
  /** Words of the text that was read last. */
  count = 0;
  bytes = new Uint8Array(0);
  starts = new Uint32Array(0);
  ends = new Uint32Array(0);
  hashes = new Int32Array(0);
  #capacity = 0;

  /** Reads a text; what was there before is gone. */
  read(text: string): void {
    const lower = text.toLowerCase();
    this.#makeRoom(lower.length);
    const { bytes, starts, ends, hashes } = this;
    let size = 0;
    let count = 0;
    let hash = 0;
    let within = false;
    for (let i = 0; i < lower.length; i++) {
      const unit = lower.charCodeAt(i);
      if (isWhiteSpace(unit)) {
        if (!within) continue;
        within = false;
        ends[count] = size;
        hashes[count++] = mixed(hash);
        bytes[size++] = 0x20;
        continue;
      }
      if (!within) {
        within = true;
        starts[count] = size;
        hash = 0x811c9dc5;
      }
      hash = Math.imul(hash ^ unit, 0x01000193); // FNV-1a, a unit at a time
      if (unit < 0x80) bytes[size++] = unit;
      else size = this.#writeUnit(lower, i, unit, size);
    }
    if (within) {
      ends[count] = size;
      hashes[count++] = mixed(hash);
    }
    this.count = count;
  }

  /** Writes a unit beyond ASCII; the second half of a pair takes the three bytes of the first one back. */
  #writeUnit(text: string, i: number, unit: number, size: number): number {
    const { bytes } = this;
    let at = size;
    if (unit < 0x800) bytes[at++] = 0xc0 | (unit >> 6);
    else if ((unit & 0xfc00) === 0xdc00 && i > 0 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) {
      const code = text.codePointAt(i - 1)!;
      at -= 3;
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
    }
    bytes[at++] = 0x80 | (unit & 0x3f);
    return at;
  }

  #makeRoom(units: number): void {
    if (units <= this.#capacity && this.#capacity <= Math.max(KEPT_UNITS, units)) return;
    this.#capacity = Math.max(units, KEPT_UNITS);
    const most = (this.#capacity >> 1) + 1; // a word and a blank are two units
    this.bytes = new Uint8Array(3 * this.#capacity + 1);
    this.starts = new Uint32Array(most);
    this.ends = new Uint32Array(most);
    this.hashes = new Int32Array(most);
  }
}

/** The finaliser of MurmurHash3 (Appleby 2011): every bit of the input reaches every bit of the output. */
export function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Odd, so that no word's hash is lost by multiplying. */
const BASE = 0x2c1b3c6d;

/**
 * Calls `visit(hash, i)` for every run of `window` words, i being its first word. The hash rolls: 32 bits,
 * the same for the same words wherever they stand (Karp and Rabin 1987, over word hashes).
 */
export function eachNgram(text: NormalText, window: number, visit: (hash: number, i: number) => void): void {
  const { count, hashes } = text;
  let power = 1;
  for (let i = 0; i < window; i++) power = Math.imul(power, BASE);
  let rolling = 0;
  for (let i = 0; i < count; i++) {
    rolling = (Math.imul(rolling, BASE) + hashes[i]!) | 0;
    if (i >= window) rolling = (rolling - Math.imul(hashes[i - window]!, power)) | 0;
    if (i >= window - 1) visit(mixed(rolling) >>> 0, i - window + 1);
  }
}
