import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spearman } from '../../server/algorithms/learning/rank-correlation.ts';
import { NO_EVIDENCE } from '../../server/decide/candidate.ts';
import { estimatesOf, learn, type ToEstimate } from '../../server/decide/difficulty/estimator.ts';
import { levelNumber } from '../../server/decide/difficulty/labels.ts';
import { estimatorQuality } from '../../server/decide/difficulty/report.ts';
import { termReader } from '../../server/decide/difficulty/terms.ts';
import type { Run } from '../../shared/schemas/decision.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import { winnow } from '../helpers/cli.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../helpers/real-pool.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { plainRidge } from './plain-ridge.ts';

interface Line {
  id: string;
  source: string;
  question: string;
  options?: string[] | null;
  solution: string | null;
  meta: { level?: unknown; difficulty?: unknown };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Halves that have nothing to do with the order of the pool, nor with the parts that a model is cross-fitted on. */
const isFirstHalf = ({ id }: Line) => Number.parseInt(sha256(`half ${id}`).slice(0, 8), 16) % 2 === 0;
const levelIn = ({ meta }: Line) => {
  const level = meta.level ?? meta.difficulty ?? null;
  return level === null ? null : String(level);
};

/** How much CPU learning may take beside that of a plain model of words and bigrams in the same process. */
const MOST_TIMES = 0.7;

/** CPU seconds that a piece of work takes. */
function measured<T>(work: () => T): { result: T; cpu: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: (user + system) / 1e6 };
}

test('trained on one half of the levels of MATH, estimates rank the other half better than words and bigrams do', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const lines = recordsOf<Line>('pool', 'math.jsonl.gz').sort((a, b) =>
    sha256(a.id) < sha256(b.id) ? -1 : 1,
  );
  const read = termReader();
  const questions = lines.map(
    (line): ToEstimate => ({
      source: line.source,
      level: isFirstHalf(line) ? levelIn(line) : null,
      evidence: NO_EVIDENCE,
      terms: read(promptOf(line.question, line.options ?? null), line.solution),
    }),
  );
  const rankOf = (readsSolutions: boolean) => {
    const estimates = estimatesOf(learn(questions, { teachers: [], readsSolutions })!, 0.8);
    const held = lines.flatMap((line, i) => {
      const level = isFirstHalf(line) ? null : levelNumber(levelIn(line) ?? '');
      return level === null ? [] : [[estimates[i]!, level.value] as const];
    });
    return spearman(
      held.map(([estimate]) => estimate),
      held.map(([, level]) => level),
    )!;
  };
  const figures = { question: rankOf(false), solution: rankOf(true) };
  console.log(JSON.stringify(figures));
  expect(figures.question).toBeGreaterThan(0.58);
  expect(figures.solution).toBeGreaterThan(0.66);
});

test('learning from the levels of the whole real pool is calibrated, and costs little beside the run', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const lines = readdirSync(join(REAL_POOL, 'pool')).flatMap((file) => recordsOf<Line>('pool', file));
  lines.sort((a, b) => (sha256(a.id) < sha256(b.id) ? -1 : 1));
  const read = termReader();
  const reading = measured(() =>
    lines.map((line) => read(promptOf(line.question, line.options ?? null), line.solution)),
  );
  const questions = lines.map(
    (line, i): ToEstimate => ({
      source: line.source,
      level: levelIn(line),
      evidence: NO_EVIDENCE,
      terms: reading.result[i]!,
    }),
  );
  const learning = measured(() => learn(questions, { teachers: [], readsSolutions: true })!);
  const quality = estimatorQuality(learning.result);
  const plain = measured(() => plainScores(lines));
  const times = (reading.cpu + learning.cpu) / plain.cpu;
  console.log(
    JSON.stringify({ readingCpu: reading.cpu, learningCpu: learning.cpu, plain: plain.cpu, times, quality }),
  );
  expect(quality.rankCorrelation).toBeGreaterThan(0.55);
  for (const { estimated, observed } of quality.calibration)
    expect(Math.abs(estimated! - observed!)).toBeLessThan(0.06);
  // Four models of the question and four that read its solution too, against one of words and bigrams.
  expect(times).toBeLessThan(MOST_TIMES);
});

/** What a plain model of words and bigrams, fitted once to the levels as they are, says of all questions. */
function plainScores(lines: readonly Line[]): Float64Array {
  const texts = lines.map(
    ({ question, options, solution }) => `${promptOf(question, options ?? null)} ${solution ?? ''}`,
  );
  const targets = lines.flatMap((line, row) => {
    const level = levelNumber(levelIn(line) ?? '');
    return level === null ? [] : [{ row, value: level.value }];
  });
  return plainRidge(texts, targets);
}

test('without attempts a run over the real pool keeps the harder half of each domain, and says so', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const dir = temporaryFolder();
  const pool = join(REAL_POOL, 'pool');
  const files = readdirSync(pool).map((name) => join(pool, name));
  expect((await winnow(dir, ['import', ...files, '--quiet'])).code).toBe(0);
  const { out, err, code } = await winnow(dir, ['run', '--recipe', 'winnow', '--json', '--quiet']);
  expect(code, err).toBe(0);
  const { funnel, signals, seconds } = JSON.parse(out) as Run;
  const gate = funnel.find(({ stage }) => stage === 'difficulty')!;
  const { estimator } = signals.difficulty;
  console.log(JSON.stringify({ seconds, gate, estimator: { ...estimator, worthAsking: undefined } }));
  expect(gate.label).toBe('difficulty (estimated)');
  expect(gate.kept / gate.in).toBeGreaterThan(0.42);
  expect(gate.kept / gate.in).toBeLessThan(0.58);
  expect(estimator?.selected).toBe(1000);
  const flags = await winnow(dir, ['flags', '--run', 'latest', '--code', 'DIFFICULTY_ESTIMATED']);
  expect(flags.out.trim().split('\n')).toHaveLength(1);
});
