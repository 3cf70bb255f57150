import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mergeCounter } from '../../../server/algorithms/bpe/merge.ts';
import { countLongMerges } from '../../../server/algorithms/bpe/merge-long.ts';
import { hashBytes, isWord, mergedToken, NONE, openTable } from '../../../server/algorithms/bpe/table.ts';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { buildQwenTable, oracle, VOCABULARY } from './qwen-table.ts';

const buffer = buildQwenTable();
const table = openTable(buffer);
const tokenizer: { model: { merges: string[]; vocab: Record<string, number> } } = JSON.parse(
  readFileSync(VOCABULARY, 'utf8'),
);
const { merges, vocab } = tokenizer.model;

/** The bytes of each token, by id; the longest have 128. */
const texts = Object.entries(vocab)
  .sort(([, a], [, b]) => a - b)
  .map(([text]) => text);
const spelt = new Map(Array.from(table.byteTokens, (token, byte) => [texts[token]!, byte]));
const tokenBytes = texts.map((text) => Uint8Array.from(text, (character) => spelt.get(character)!));

describe('the table of Qwen2.5', () => {
  test('is the same bytes each time it is built', () => {
    expect(Buffer.from(buildQwenTable()).equals(Buffer.from(buffer))).toBe(true);
  });

  test('holds every merge and no other', () => {
    const wrong = merges.filter((line) => {
      const [left, right] = line.split(' ').map((text) => vocab[text]!);
      return mergedToken(table, left!, right!) !== vocab[line.replace(' ', '')];
    });
    expect(wrong).toEqual([]);
    const known = new Set(
      merges.map((line) =>
        line
          .split(' ')
          .map((text) => vocab[text]!)
          .join(' '),
      ),
    );
    const random = seededRandom('pairs');
    const pairs = Array.from({ length: 50_000 }, () => [random.int(2000), random.int(2000)] as const);
    const invented = pairs.filter(([a, b]) => (mergedToken(table, a, b) !== NONE) !== known.has(`${a} ${b}`));
    expect(invented).toEqual([]);
  });

  test('holds every token as a word, and the merges arrive at each of them', () => {
    const countMerges = mergeCounter(table);
    const wrong = texts.filter((_, id) => {
      const bytes = tokenBytes[id]!;
      const word = isWord(table, hashBytes(bytes, 0, bytes.length), bytes, 0, bytes.length);
      return !word || countMerges(bytes, 0, bytes.length) !== 1;
    });
    expect(wrong).toEqual([]);
  });

  test('takes no other bytes for a word because the hash is that of one', () => {
    const words = new Set(
      tokenBytes.filter(({ length }) => length === 6).map((bytes) => hashBytes(bytes, 0, 6)),
    );
    const random = seededRandom('hashes');
    const strangers: Uint8Array[] = [];
    for (let i = 0; i < 2_000_000 && strangers.length < 1; i++) {
      const bytes = Uint8Array.from({ length: 6 }, () => 128 + random.int(128));
      if (words.has(hashBytes(bytes, 0, 6))) strangers.push(bytes);
    }
    expect(strangers.map((bytes) => isWord(table, hashBytes(bytes, 0, 6), bytes, 0, 6))).toEqual([false]);
  });

  test('names the added tokens of the oracle', () => {
    const names = Object.keys(oracle().getVocab(true)).filter((name) => !Object.hasOwn(vocab, name));
    expect([...table.addedTokens].sort()).toEqual(names.sort());
  });
});

test('long and short merging count alike', () => {
  const countShort = mergeCounter(table);
  const random = seededRandom('merging');
  for (let round = 0; round < 2000; round++) {
    const parts = Array.from(
      { length: 1 + random.int(12) },
      () => tokenBytes[random.int(tokenBytes.length)]!,
    );
    const bytes = Buffer.concat(parts).subarray(0, 96);
    const from = random.int(bytes.length);
    expect(countLongMerges(table, bytes, from, bytes.length)).toBe(countShort(bytes, from, bytes.length));
  }
});

describe('openTable refuses', () => {
  test.each([
    ['an empty file', (bytes: Uint8Array) => bytes.slice(0, 0)],
    ['one that is cut short', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['another kind of file', (bytes: Uint8Array) => bytes.slice().fill(0x7b, 0, 4)],
    ['another version', (bytes: Uint8Array) => bytes.slice().fill(9, 4, 5)],
    ['the other byte order', (bytes: Uint8Array) => Uint8Array.from(bytes.slice(0, 64)).reverse()],
  ])('%s', (_name, damage) => {
    const damaged = damage(new Uint8Array(buffer));
    const copy = new ArrayBuffer(damaged.length);
    new Uint8Array(copy).set(damaged);
    expect(() => openTable(copy)).toThrow(
      'The tokenizer table is damaged or of another version: run "npm run build".',
    );
  });
});
