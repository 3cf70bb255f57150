import { SHA256_START } from './sha256.ts';
import { LAYOUT, LOCAL_COUNTS, LOCALS } from './sha256-lanes-layout.ts';
import { type Code, get, i32, i32x4, type Local, loopWhile, set, v128, wasmModule } from './wasm-emitter.ts';

const { size, at, word, state, working, block, end, left, bits, window, quartet, x, y } = LOCALS;
const { add, sub, shiftLeft, shiftRight } = i32x4;
const { and, or, xor, select } = v128;
const all = (value: number): Code => i32x4.splat(i32.of(value));
const sum = (...terms: Code[]): Code => terms.reduce(add);

/** The exclusive or of a word turned right by each of `turns`, and moved right by `moved`. */
function sigma(of: Local, turns: readonly number[], moved?: number): Code {
  const terms = turns.flatMap((bits) => [shiftRight(get(of), bits), shiftLeft(get(of), 32 - bits)]);
  if (moved !== undefined) terms.push(shiftRight(get(of), moved));
  return terms.reduce(xor);
}

/** FIPS 180-4, 6.2.2, step 1, for word 16 and on: `word` is that of 16 words before. */
const nextWord: Code = [
  ...set(x, v128.load(get(word), LAYOUT.schedule + 16)),
  ...set(y, v128.load(get(word), LAYOUT.schedule + 16 * 14)),
  ...v128.store(
    get(word),
    sum(
      sigma(x, [7, 18], 3),
      v128.load(get(word), LAYOUT.schedule),
      v128.load(get(word), LAYOUT.schedule + 16 * 9),
      sigma(y, [17, 19], 10),
    ),
    LAYOUT.schedule + 16 * 16,
  ),
];

/** Step 3, `count` rounds (a multiple of 8, after which every variable is in its place again). */
function rounds(count: number): Code {
  const code: number[] = [];
  let [a, b, c, d, e, f, g, h] = working as [Local, Local, Local, Local, Local, Local, Local, Local];
  let { ab, bc } = LOCALS;
  for (let i = 0; i < count; i++) {
    const constant = v128.load(get(word), LAYOUT.constants + 16 * i);
    const scheduled = v128.load(get(word), LAYOUT.schedule + 16 * i);
    const choice = select(get(f), get(g), get(e));
    // The majority of a, b, c; b ^ c is the a ^ b of the round before.
    const majority = xor(and(get(ab), get(bc)), get(b));
    code.push(
      ...set(h, sum(get(h), constant, scheduled, choice, sigma(e, [6, 11, 25]))),
      ...set(d, add(get(d), get(h))),
      ...set(ab, xor(get(a), get(b))),
      ...set(h, sum(get(h), majority, sigma(a, [2, 13, 22]))),
    );
    [a, b, c, d, e, f, g, h] = [h, a, b, c, d, e, f, g];
    [ab, bc] = [bc, ab];
  }
  return code;
}

/** Puts sixteen bytes of each message, padded, in the schedule: word w of message m in lane m of entry w. */
function fourWords(quarter: number): Code {
  const [p, q, r, s] = quartet.map(get) as [Code, Code, Code, Code];
  const padded = (lane: number): Code => {
    const from = i32x4.lane(get(window), lane);
    const bytes = v128.load(i32x4.lane(get(block), lane), 16 * quarter);
    const keep = v128.load(from, LAYOUT.keep + 16 * quarter);
    return or(and(bytes, keep), v128.load(from, LAYOUT.close + 16 * quarter));
  };
  // Two by two, first turned to big-endian words, then put side by side.
  const pairs = (target: Local, one: Code, other: Code, words: readonly number[]): Code =>
    set(target, v128.shuffle(one, other, bytesOf(words, [3, 2, 1, 0])));
  const store = (place: number, words: readonly number[]): Code =>
    v128.store(
      i32.of(16 * (4 * quarter + place)),
      v128.shuffle(get(x), get(y), bytesOf(words, [0, 1, 2, 3])),
      LAYOUT.schedule,
    );
  return [
    ...quartet.flatMap((local, lane) => set(local, padded(lane))),
    ...[0, 2].flatMap((place) => [
      ...pairs(x, p, q, [place, place + 4, place + 1, place + 5]),
      ...pairs(y, r, s, [place, place + 4, place + 1, place + 5]),
      ...store(place, [0, 1, 4, 5]),
      ...store(place + 1, [2, 3, 6, 7]),
    ]),
  ];
}

/** Numbers of bytes, from numbers of 32-bit words and the order of the bytes in each. */
const bytesOf = (words: readonly number[], order: readonly number[]): number[] =>
  words.flatMap((word) => order.map((byte) => 4 * word + byte));

/**
 * The block of each message, with the bit that closes it and zeros behind its end, in words 0 to 15.
 * Fewer than 56 bytes left: this block is the last one, and the length in bits stands in word 15.
 */
const readBlock: Code = [
  ...set(window, sub(all(64), i32x4.max(i32x4.min(get(left), all(64)), all(-1)))),
  ...[0, 1, 2, 3].flatMap(fourWords),
  ...v128.store(
    i32.of(16 * 15),
    select(v128.load(i32.of(16 * 15), LAYOUT.schedule), get(bits), i32x4.notLess(get(left), all(56))),
    LAYOUT.schedule,
  ),
];

/** Steps 1 to 3: from the block in the schedule and the state to the working variables. */
const compress: Code = [
  ...set(word, i32.of(0)),
  ...loopWhile(
    [...nextWord, ...set(word, i32.add(get(word), i32.of(16)))],
    i32.less(get(word), i32.of(16 * 48)),
  ),
  ...working.flatMap((local, i) => set(local, get(state[i]!))),
  ...set(LOCALS.bc, xor(get(working[1]!), get(working[2]!))),
  ...set(word, i32.of(0)),
  ...loopWhile(
    [...rounds(8), ...set(word, i32.add(get(word), i32.of(16 * 8)))],
    i32.less(get(word), i32.of(16 * 64)),
  ),
];

/** A block is left: one with bytes, or the one with the length alone, which 56 bytes and more leave no room for. */
const unfinished = i32x4.notLess(get(left), all(-8));

/** Blocks are gone through as long as the longest of the four messages has one; the others keep their state. */
const hashFour: Code = [
  ...set(block, v128.load(get(at), LAYOUT.starts)),
  ...set(end, v128.load(get(at), LAYOUT.ends)),
  ...set(left, sub(get(end), get(block))),
  ...set(bits, shiftLeft(get(left), 3)),
  ...state.flatMap((local, i) => set(local, all(SHA256_START[i]!))),
  ...loopWhile(
    [
      ...readBlock,
      ...compress,
      ...state.flatMap((local, i) =>
        set(local, select(add(get(local), get(working[i]!)), get(local), unfinished)),
      ),
      ...set(left, sub(get(left), all(64))),
      ...set(block, i32x4.minUnsigned(add(get(block), all(64)), get(end))),
    ],
    v128.any(unfinished),
  ),
  ...v128.store(get(at), get(state[0]!), LAYOUT.high),
  ...v128.store(get(at), get(state[1]!), LAYOUT.low),
];

/** The module: `hash(4 * n)` hashes n messages, a multiple of four, and `memory` is laid out as `LAYOUT` says. */
export function sha256LanesModule(): Uint8Array<ArrayBuffer> {
  const body = loopWhile(
    [...hashFour, ...set(at, i32.add(get(at), i32.of(16)))],
    i32.less(get(at), get(size)),
  );
  return wasmModule({ name: 'hash', ...LOCAL_COUNTS, body }, 1);
}
