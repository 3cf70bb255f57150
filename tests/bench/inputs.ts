import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { seededRandom } from '../../server/algorithms/random.ts';
import { readSampleData } from '../../server/intake/sample/folder.ts';
import { generateSample } from '../../server/intake/sample/generate.ts';
import { poolQuestions, REAL_POOL, recordsOf } from '../helpers/real-pool.ts';

const root = join(import.meta.dirname, '../..');

/** What all peers are measured over. */
export interface Inputs {
  /** Where the questions come from. */
  pool: 'real' | 'sample';
  questions: string[];
  solutions: string[];
  benchmarks: string[];
}

/** The real pool and its benchmarks, or the built-in sample where this machine has none. */
export function readInputs(): Inputs {
  if (REAL_POOL === null) return sampleInputs();
  const rows = poolQuestions();
  const evals = readdirSync(join(REAL_POOL, 'evals')).filter((name) => !name.includes('fingerprints'));
  return {
    pool: 'real',
    questions: rows.map(({ question }) => question),
    solutions: rows.flatMap(({ solution }) => solution ?? []),
    benchmarks: evals.flatMap((file) =>
      recordsOf<{ question: string }>('evals', file).map(({ question }) => question),
    ),
  };
}

/** Chained solutions with what a thinking model says in between: 4,870 tokens each, as in s1. */
export function traceLike({ solutions }: Inputs, count: number): string[] {
  const random = seededRandom('traces');
  const links = ['Wait, let me check that again. ', 'Hmm, ', 'So we have: ', 'Alternatively, ', 'Okay, now '];
  const pick = <T>(list: readonly T[]): T => list[random.int(list.length)] as T;
  return Array.from({ length: count }, () => {
    let text = '';
    while (text.length < 12_000) text += `${pick(links)}${pick(solutions)}\n\n`;
    return text;
  });
}

/** Sources, type declarations and documents of packages, this program's own, and what is Chinese in the pool. */
export function diverse({ questions }: Inputs, size: number): string[] {
  const packages = dirname(dirname(createRequire(import.meta.url).resolve('typescript/package.json')));
  const files = ['typescript/lib', '@types', 'ajv', 'express', 'katex/src']
    .map((name) => join(packages, name))
    .concat(join(root, 'server'), join(root, 'docs'));
  const chinese = questions.filter((text) => /[\u4e00-\u9fff]{20}/.test(text));
  let total = 0;
  return [...files.flatMap(textsIn), ...chinese].filter((text) => {
    total += text.length;
    return total <= size;
  });
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|js|mjs|md|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.length < 300_000);
}

/** What s1's notebook reads of one question; null features are its reason for the null gate. */
export interface FeatureRow {
  question: string;
  source: string;
  source_type: string;
  domain: string | null;
  isqwen7bcorrect: boolean | null;
  isqwen32bcorrect: boolean | null;
  isgeminicorrect: boolean | null;
  gemini_length: number | null;
}

/** Each question once, with features drawn in the shares of s1's pool (8 % without, 47 % solved by neither). */
export function featureRows({ questions }: Inputs): FeatureRow[] {
  const random = seededRandom('features');
  return [...new Set(questions)].map((question, i) => {
    const isNull = random.next() < 0.08;
    const source = i < 900 ? 'qq8933/AIME_1983_2024' : i < 1250 ? 'Idavidrein/gpqa' : `source-${i % 13}`;
    return {
      question,
      source,
      source_type: source,
      domain: isNull ? null : `${10 + random.int(51)}`,
      isqwen7bcorrect: isNull ? null : random.next() < 0.4,
      isqwen32bcorrect: isNull ? null : random.next() < 0.4,
      isgeminicorrect: isNull ? null : random.next() < 0.6,
      gemini_length: isNull ? null : 200 + Math.floor(8000 * random.next() ** 2),
    };
  });
}

function sampleInputs(): Inputs {
  const inputs: Inputs = { pool: 'sample', questions: [], solutions: [], benchmarks: [] };
  for (const { path, text } of generateSample(readSampleData(join(root, 'data')))) {
    if (path.startsWith('signals') || path.startsWith('truth')) continue;
    for (const line of text.trimEnd().split('\n')) {
      const record = JSON.parse(line) as { question: string; solution?: string };
      const isBenchmark = path.startsWith('benchmark');
      (isBenchmark ? inputs.benchmarks : inputs.questions).push(record.question);
      if (record.solution) inputs.solutions.push(record.solution);
    }
  }
  return inputs;
}
