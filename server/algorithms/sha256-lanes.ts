import { SHA256_CONSTANTS, sha256Words } from './sha256.ts';
import { sha256LanesModule } from './sha256-lanes-code.ts';
import { LAYOUT, MOST_MESSAGES } from './sha256-lanes-layout.ts';

/** What is used of WebAssembly: its types come with those of browsers alone. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: unknown };
};

/** Hashes many slices of one buffer; keeps memory, so one for each thread. */
export interface SliceHasher {
  /** First and second 32 bits of the digests of the last call. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /**
   * SHA-256 of bytes[starts[i], ends[i]), i from `from` on, as far as there is room, at least one.
   * @param starts ascending, as are the ends: the slices lie in order and may overlap
   * @param to the slice to stop at, > from
   * @returns how many were hashed
   */
  hash(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array, from: number, to: number): number;
}

/** Four messages at a time where WebAssembly can, else one after the other: the same digests. */
export function sliceHasher(): SliceHasher {
  try {
    return laneHasher();
  } catch {
    return scalarHasher(); // switched off, no vectors, or no room for its memory
  }
}

/** @throws any error of WebAssembly, where it cannot be used */
export function laneHasher(): SliceHasher {
  const { memory, hash } = instance();
  const [at, until, high, low] = [LAYOUT.starts, LAYOUT.ends, LAYOUT.high, LAYOUT.low].map(
    (offset) => new Uint32Array(memory.buffer, offset, MOST_MESSAGES),
  ) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const room = new Uint8Array(memory.buffer, LAYOUT.bytes, LAYOUT.bytesEnd - LAYOUT.bytes);
  const long = scalarHasher();
  return {
    high,
    low,
    hash(bytes, starts, ends, from, to) {
      const first = starts[from]!;
      const shift = LAYOUT.bytes - first;
      const last = Math.min(to, from + MOST_MESSAGES);
      let next = from;
      for (let i = 0; next < last && ends[next]! - first <= room.length; next++, i++) {
        at[i] = starts[next]! + shift;
        until[i] = ends[next]! + shift;
      }
      const count = next - from;
      if (count === 0) {
        long.hash(bytes, starts, ends, from, to);
        high[0] = long.high[0]!;
        low[0] = long.low[0]!;
        return 1;
      }
      room.set(bytes.subarray(first, ends[next - 1]));
      const lanes = (count + 3) & ~3;
      for (let i = count; i < lanes; i++) at[i] = until[i] = LAYOUT.bytes;
      hash(4 * lanes);
      return count;
    },
  };
}

/** One slice a call. */
export function scalarHasher(): SliceHasher {
  const digest = new Int32Array(8);
  const [high, low] = [new Uint32Array(1), new Uint32Array(1)];
  return {
    high,
    low,
    hash(bytes, starts, ends, from) {
      sha256Words(bytes, starts[from]!, ends[from]!, digest);
      high[0] = digest[0]!;
      low[0] = digest[1]!;
      return 1;
    },
  };
}

function instance(): { memory: { buffer: ArrayBuffer }; hash: (size: number) => void } {
  const module = new WebAssembly.Module(sha256LanesModule());
  const exports = new WebAssembly.Instance(module).exports as ReturnType<typeof instance>;
  const { buffer } = exports.memory;
  const constants = new Int32Array(buffer, LAYOUT.constants, 4 * SHA256_CONSTANTS.length);
  SHA256_CONSTANTS.forEach((constant, i) => {
    constants.fill(constant, 4 * i, 4 * i + 4);
  });
  new Uint8Array(buffer, LAYOUT.keep, 64).fill(0xff);
  new Uint8Array(buffer, LAYOUT.close)[64] = 0x80;
  return exports;
}
