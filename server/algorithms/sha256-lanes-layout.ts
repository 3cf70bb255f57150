import type { Local } from './wasm-emitter.ts';

/** Messages of one call at most, a multiple of 4. */
export const MOST_MESSAGES = 1024;

/** The memory ends here: one page of WebAssembly. */
const PAGE = 0x1_0000;

/**
 * Where things lie in the memory of the lanes' code. In `constants` (those of the rounds) and `schedule` a
 * word stands four times, once for each lane. Message i is the bytes at addresses starts[i] to ends[i];
 * high[i] and low[i] get the first 64 bits of its digest. `keep` and `close` pad a block: with r of its 64
 * bytes left, it is (bytes and keep[64 - r ...]) or close[64 - r ...].
 */
export const LAYOUT = (() => {
  let end = 0;
  const room = (bytes: number): number => {
    end += bytes;
    return end - bytes;
  };
  return {
    constants: room(64 * 16),
    schedule: room(64 * 16),
    /** 64 times 0xff, then zeros. */
    keep: room(144),
    /** 64 zeros, 0x80, then zeros. */
    close: room(144),
    starts: room(4 * MOST_MESSAGES),
    ends: room(4 * MOST_MESSAGES),
    high: room(4 * MOST_MESSAGES),
    low: room(4 * MOST_MESSAGES),
    bytes: end,
    /** Blocks are read whole, up to 64 bytes behind the end of a message. */
    bytesEnd: PAGE - 64,
  };
})();

const I32_LOCALS = 2;
const vector = (number: number): Local => 1 + I32_LOCALS + number;
const eight = (from: number): Local[] => Array.from({ length: 8 }, (_, i) => vector(from + i));

/** The variables of the lanes' code: a 32-bit parameter, 32-bit locals, then vectors with a lane for each message. */
export const LOCALS = {
  /** Parameter: four times the number of messages, a multiple of 16. */
  size: 0,
  /** Offset of the four messages in the lists. */
  at: 1,
  /** Offset of a word in the schedule, and of its constant. */
  word: 2,
  /** The hash so far, and a to h of FIPS 180-4. */
  state: eight(0),
  working: eight(8),
  /** Address of the block and of the end of its message, bytes from the one to the other, bits in all. */
  block: vector(16),
  end: vector(17),
  left: vector(18),
  bits: vector(19),
  /** Offset in `keep` and `close`. */
  window: vector(20),
  /** a ^ b and b ^ c, in turns. */
  ab: vector(21),
  bc: vector(22),
  /** For the moment: one vector for each message, two for any use. */
  quartet: [vector(23), vector(24), vector(25), vector(26)],
  x: vector(27),
  y: vector(28),
};

/** How many there are of each type. */
export const LOCAL_COUNTS = { parameters: 1, i32Locals: I32_LOCALS, v128Locals: 29 };
