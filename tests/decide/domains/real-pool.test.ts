import { expect, test } from 'vitest';
import { domainOf } from '../../../server/decide/domains/domain.ts';
import { NO_POOL, poolQuestions, REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';
import { KEYWORDS, TAXONOMY } from './taxonomy-files.ts';

type Line = { source: string; question: string; meta?: Record<string, unknown> };

/** Codes that a reader would accept for a question of a topic; others are wrong. */
const ACCEPTABLE: Readonly<Record<string, readonly string[]>> = {
  Algebra: ['12', '26', '39', '40', '97'],
  'Intermediate Algebra': ['12', '26', '30', '39', '40', '51'], // conics and complex numbers are in it
  Prealgebra: ['11', '12', '97'],
  Precalculus: ['12', '15', '26', '30', '51'], // trigonometry, vectors, complex numbers
  Geometry: ['51', '52'],
  'Number Theory': ['11'],
  'Counting & Probability': ['05', '60'],
};
const PHYSICS = ['physics', '70', '74', '76', '78', '80', '81', '82', '83', '85', 'astronomy'];
const KINDRED: Readonly<Record<string, readonly string[]>> = {
  physics: PHYSICS,
  astronomy: ['astronomy', '85', '83'],
  biology: ['biology', 'medicine', '92'],
  medicine: ['medicine', 'biology'],
  economics: ['economics', '91', 'business'],
  business: ['business', 'economics', '91'],
  '62': ['62', '60'],
};

/** Share of the lines whose text alone is told as one of the codes accepted for it. */
function agreement(lines: readonly Line[], accepted: (line: Line) => readonly string[]): number {
  const right = lines.filter((line) => accepted(line).includes(KEYWORDS(line.question) ?? 'unknown'));
  return right.length / lines.length;
}

const stated = (line: Line) =>
  domainOf(
    { label: null, subject: null, source: line.source, meta: JSON.stringify(line.meta ?? {}), text: '' },
    TAXONOMY,
  );

test('on the real pool the keywords agree with the topics of MATH and MMLU', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const math = recordsOf<Line>('pool', 'math.jsonl.gz');
  expect(agreement(math, ({ meta }) => ACCEPTABLE[String(meta?.type)] ?? [])).toBeGreaterThan(0.75);
  const mmlu = recordsOf<Line>('pool', 'mmlu.jsonl.gz').filter(
    (line) => stated(line).domainFrom === 'metadata',
  );
  const accepted = (line: Line) => KINDRED[stated(line).domain] ?? [stated(line).domain];
  expect(agreement(mmlu, accepted)).toBeGreaterThan(0.6);
});

test('on the real pool hardly a question is left without a domain, and the whole of it is quick', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const texts = poolQuestions().map(({ question }) => question);
  const before = process.cpuUsage();
  const silent = texts.filter((text) => KEYWORDS(text) === null).length;
  const { user, system } = process.cpuUsage(before);
  expect(silent / texts.length).toBeLessThan(0.06);
  expect((user + system) / 1e6 / texts.length).toBeLessThan(50e-6); // seconds a question; 8e-6 when nobody else works
});
