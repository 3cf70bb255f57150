import { expect, test } from 'vitest';
import { heldBackFifths, heldBackSources, knownQuestions, quality, tried } from '../decide/domains/trial.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';

test('on the real pool, topics that were held back are told from the texts alone', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const questions = knownQuestions();
  const told = (trials: readonly ReturnType<typeof tried>[]) =>
    quality(trials.flatMap(({ answers }) => answers));
  const fifths = told(heldBackFifths(questions));
  const sources = told(heldBackSources(questions));
  const untold = told([tried([], questions)]);
  expect(fifths.questions).toBeGreaterThan(40_000);
  expect(fifths.domains).toBeGreaterThan(40);
  expect([fifths.macroF1, fifths.accuracy].map((share) => share > 0.6)).toEqual([true, true]);
  expect(fifths.calibrationError).toBeLessThan(0.1);
  expect(sources.macroF1).toBeGreaterThan(0.42);
  expect(untold.macroF1).toBeGreaterThan(0.42);
  expect(untold.accuracy).toBeGreaterThan(0.57);
});
