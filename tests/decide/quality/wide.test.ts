import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findingsBy } from '../../../server/decide/quality/findings.ts';
import { type Finding, findingsOf } from '../../../server/decide/stage.ts';
import { quality } from '../../../server/decide/stages/quality.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { candidate, configFor } from '../candidates.ts';

const SENTENCES = [
  'Find the number of primes below one hundred and say how you know. ',
  'A rectangle has a perimeter of thirty six metres and one side of seven. ',
  'What is x? ',
  'x',
  '<b>7</b> ',
];

const texts = fc
  .array(fc.tuple(fc.constantFrom(...SENTENCES), fc.constantFrom(1, 1, 2, 6)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.map(([sentence, times]) => sentence.repeat(times)).join(''));

const limits = fc.record({
  longest: fc.constantFrom(1, 50, 199, 200, 700, 1000, 1001, 5000),
  shortest: fc.constantFrom(0, 3, 12, 13, 40, 1000),
  repeatedShare: fc.constantFrom(0, 0.01, 0.02, 0.1, 0.3, 0.6, 1),
});

/** Every detector has at most one. */
const told = (findings: readonly Finding[]) =>
  new Map(findings.map(({ reason, evidence }) => [reason, evidence]));

it('makes of a wide look, under any limits, what a look with these limits finds', () => {
  fc.assert(
    fc.property(texts, limits, (question, some) => {
      const config = configFor('quality', { rule: 'detectors', dropFrom: 'blemish', ...some });
      const one = candidate({ question });
      const text = promptOf(one.question, one.options);
      const judged = findingsOf(quality.prepare(config, null)(one, text));
      expect(told(judged)).toEqual(told(findingsBy(config)(one, text)));
    }),
    { numRuns: 400, seed: 3 },
  );
});
