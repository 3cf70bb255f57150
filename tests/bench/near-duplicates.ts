import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../server/algorithms/random.ts';
import { similarityJoin } from '../../server/algorithms/similarity/join.ts';
import { minHashJoin } from '../../server/algorithms/similarity/minhash.ts';
import type { SetTable, SimilarPair } from '../../server/algorithms/similarity/sets.ts';
import { ShingleBuilder } from '../../server/algorithms/similarity/shingles.ts';
import { words } from '../../server/algorithms/words.ts';
import { NO_POOL, poolQuestions, REAL_POOL } from '../helpers/real-pool.ts';

/** Near duplicates at Jaccard 0.7 of word 3-grams: this join against the python package datasketch, CPU against CPU. */
const THRESHOLD = 0.7;
const ROUNDS = 3;

interface Measured {
  cpuSeconds: number;
  pairs: number;
  /** Share of the pairs that are similar which were found. */
  recall: number;
}

/** Seconds of this process over all its threads. */
function cpu<T>(act: () => T): [seconds: number, result: T] {
  const before = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1e6, result];
}

function tableOf(texts: readonly string[]): SetTable {
  const numbers = new Map<string, number>();
  const builder = new ShingleBuilder(3);
  for (const text of texts) {
    const tokens = Uint32Array.from(words(text), (word) => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, numbers.size + 1);
      return numbers.size;
    });
    builder.addPart(tokens, 0, tokens.length);
    builder.endSet();
  }
  return builder.table();
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function measure(
  texts: readonly string[],
  find: (table: SetTable) => SimilarPair[],
  truth: ReadonlySet<string> | null,
): [Measured, Set<string>] {
  const seconds: number[] = [];
  let found = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const [spent, pairs] = cpu(() => find(tableOf(texts)));
    seconds.push(spent);
    found = new Set(pairs.map(({ a, b }) => `${a} ${b}`));
  }
  const recall = truth === null ? 1 : [...truth].filter((pair) => found.has(pair)).length / truth.size;
  return [{ cpuSeconds: median(seconds), pairs: found.size, recall }, found];
}

const PEER = `
import json, sys, time
from datasketch import MinHash, MinHashLSH
texts = json.load(open(sys.argv[1]))
start = time.process_time()
lsh = MinHashLSH(threshold=${THRESHOLD}, num_perm=128)
pairs = []
for i, text in enumerate(texts):
    words = text.lower().split()
    grams = [' '.join(words[j:j + 3]).encode() for j in range(max(1, len(words) - 2))]
    m = MinHash(num_perm=128)
    m.update_batch(grams)
    pairs.extend((int(k), i) for k in lsh.query(m))
    lsh.insert(str(i), m)
json.dump({'cpuSeconds': time.process_time() - start, 'pairs': pairs}, sys.stdout)
`;

function measurePeer(texts: readonly string[], truth: ReadonlySet<string>): Measured | null {
  if (spawnSync('python3', ['-c', 'import datasketch']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  try {
    const file = join(folder, 'texts.json');
    writeFileSync(file, JSON.stringify(texts));
    const said = execFileSync('python3', ['-c', PEER, file], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const { cpuSeconds, pairs } = JSON.parse(said) as { cpuSeconds: number; pairs: [number, number][] };
    const found = new Set(pairs.map(([a, b]) => `${a} ${b}`));
    return {
      cpuSeconds,
      pairs: found.size,
      recall: [...truth].filter((pair) => found.has(pair)).length / truth.size,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Questions of a template each, with numbers and words drawn, for a machine without the real pool. */
function generated(count: number): string[] {
  const random = seededRandom('near-duplicates');
  const vocabulary = Array.from({ length: 4000 }, (_, i) => `w${i.toString(36)}`);
  const texts: string[] = [];
  while (texts.length < count) {
    const before = texts[random.int(Math.max(1, texts.length))];
    const isCopy = before !== undefined && random.int(8) === 0;
    const list = isCopy
      ? before.split(' ')
      : Array.from(
          { length: 20 + random.int(60) },
          () => vocabulary[Math.floor(random.next() ** 3 * 4000)] ?? '',
        );
    if (isCopy) list[random.int(list.length)] = `${random.int(1000)}`;
    texts.push(list.join(' '));
  }
  return texts;
}

const texts = REAL_POOL === null ? generated(59_029) : poolQuestions().map(({ question }) => question);
if (REAL_POOL === null) console.log(`over generated texts: the real pool ${NO_POOL}`);
const [own, truth] = measure(texts, (table) => similarityJoin(table, { threshold: THRESHOLD }), null);
const [minHash] = measure(texts, (table) => minHashJoin(table, { threshold: THRESHOLD }), truth);
const peer = measurePeer(texts, truth);
const results = { texts: texts.length, threshold: THRESHOLD, join: own, minHash, datasketch: peer };
console.log(JSON.stringify(results, null, 2));
if (peer === null) console.log('left out: datasketch, which python3 does not have');
else console.log(`the join takes ${(own.cpuSeconds / peer.cpuSeconds).toFixed(3)} of the CPU of datasketch`);
const out = join(import.meta.dirname, 'results');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'near-duplicates.json'), `${JSON.stringify(results, null, 2)}\n`);
