import { expect, test } from 'vitest';
import { wordNgrams } from '../../server/algorithms/ngrams.ts';
import { buildOverlapIndex, type TextItem } from '../../server/algorithms/overlap-index.ts';
import { overlapMatcher } from '../../server/algorithms/overlap-matcher.ts';
import { NO_POOL, poolQuestions, REAL_POOL, recordsOf } from '../helpers/real-pool.ts';

type Line = { id: string; question: string };
type Print = { id: string; n_words: number; sha256_16_of_8grams: string[] };

test('on the real pool as many records are hit, set by set, as are known to be, and those of maps of strings', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const items = ['math500', 'aime24', 'aime25'].flatMap((set) =>
    recordsOf<Line>('evals', `${set}.jsonl.gz`).map(
      ({ id, question }): TextItem => ({ set, id, text: question }),
    ),
  );
  const fingerprints = recordsOf<Print>('evals', 'gpqa_diamond.fingerprints.jsonl.gz').map((line) => ({
    set: 'gpqa',
    id: line.id,
    words: line.n_words,
    fingerprints: line.sha256_16_of_8grams,
  }));
  const matches = overlapMatcher(buildOverlapIndex({ window: 8, items, fingerprints }));
  const ngrams = new Set(items.flatMap(({ text }) => wordNgrams(text, 8)));
  const hits: Record<string, number> = { all: 0, math500: 0, aime24: 0, aime25: 0, gpqa: 0 };
  const differing: string[] = [];
  for (const [i, { question }] of poolQuestions().entries()) {
    const found = matches(question);
    const sets = new Set(found.map(({ set }) => set));
    if (sets.size > 0) hits.all!++;
    for (const set of sets) hits[set]!++;
    if (i % 4 !== 0) continue; // maps take ten times as long
    const expected = wordNgrams(question, 8).some((ngram) => ngrams.has(ngram));
    if (expected !== found.some(({ set }) => set !== 'gpqa')) differing.push(question);
  }
  expect({ differing, hits }).toEqual({
    differing: [],
    hits: { all: 1586, math500: 1459, aime24: 345, aime25: 368, gpqa: 5 },
  });
});
