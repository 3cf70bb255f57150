import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkAnswer } from '../../../server/algorithms/answers/check.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';

interface Line {
  source: string;
  question: string;
  answer: string | null;
  options?: string[] | null;
}

type Answered = Line & { answer: string };

/** The questions that have an answer, source by source; none where there is no pool. */
const SOURCES: Answered[][] =
  REAL_POOL === null
    ? []
    : readdirSync(join(REAL_POOL, 'pool'))
        .sort()
        .map((file) =>
          recordsOf<Line>('pool', file).filter((line): line is Answered => line.answer !== null),
        );

/** What is left of an answer for a plain comparison of texts or numbers. */
function bare(answer: string): string {
  const text = answer
    .replaceAll(/[\s$(){}\\]|left|right|text|mathrm|,(?=\d{3})/g, '')
    .replace(/^[a-zA-Z]=/, '')
    .toLowerCase();
  return /^-?\d*\.?\d+$/.test(text) ? String(Number(text)) : text.replace(/^([a-z])\..*/, '$1');
}

test('finds no real answer wrong against itself in other typesetting, and next to all of them correct', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const counts = { correct: 0, wrong: 0, unverifiable: 0, blank: 0 };
  for (const [i, { answer }] of SOURCES.flat().entries()) {
    if (i % 4 !== 0 && /^\(?[A-Z0-9.]+\)?$/.test(answer)) continue; // most are plain letters and numbers
    const { verdict, rule } = checkAnswer(`$\\boxed{${answer.replaceAll('\\frac', '\\dfrac')}}$`, answer);
    counts[rule === 'no-reference' || rule === 'no-answer' ? 'blank' : verdict]++;
  }
  const { correct, wrong, unverifiable } = counts;
  expect({ wrong, blank: counts.blank }).toEqual({ wrong: 0, blank: 40 });
  expect(correct / (correct + unverifiable)).toBeGreaterThan(0.995);
});

test("hardly ever finds another question's answer correct unless it is the same, 59,029 checks in seconds", (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  let [checks, different] = [0, 0];
  const start = process.cpuUsage();
  for (const lines of SOURCES)
    for (const [i, { answer, question, options }] of lines.entries()) {
      const other = lines[(i + 1) % lines.length]?.answer ?? '';
      const { verdict } = checkAnswer(other, answer, { question, options: options ?? null });
      checks++;
      if (verdict === 'correct' && bare(other) !== bare(answer)) different++;
    }
  const seconds = process.cpuUsage(start).user / 1e6;
  expect(checks).toBeGreaterThan(56_000);
  expect(different).toBeLessThanOrEqual(3);
  expect(seconds / checks).toBeLessThan(5 / 59_029); // 1.4 s where nothing else runs
});
