import { describe, expect, it, test } from 'vitest';
import { checkAnswer } from '../../../server/algorithms/answers/check.ts';
import { ANSWER_RULES } from '../../../server/algorithms/answers/rules.ts';
import { FORMULAS } from './cases/formulas.ts';
import { LISTS } from './cases/lists.ts';
import { MORE_KINDS } from './cases/more-kinds.ts';
import { MORE_UNITS } from './cases/more-units.ts';
import { MORE_VALUES } from './cases/more-values.ts';
import { MORE_WORDS } from './cases/more-words.ts';
import { NUMBERS } from './cases/numbers.ts';
import { QUANTITIES } from './cases/quantities.ts';
import { rowsOf } from './cases/table.ts';
import { VALUES } from './cases/values.ts';
import { WORDS } from './cases/words.ts';

const FIRST = [NUMBERS, VALUES, QUANTITIES, LISTS, FORMULAS, WORDS];
const MORE = [MORE_VALUES, MORE_KINDS, MORE_UNITS, MORE_WORDS];
const ROWS = [...FIRST, ...MORE].flatMap(rowsOf);

describe('checkAnswer(given, reference)', () => {
  test('is held to at least 1,300 cases, each of them once', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(1300);
    expect(new Set(ROWS.map(({ given, reference }) => `${given} ¦ ${reference}`)).size).toBe(ROWS.length);
  });

  test('has a case for every rule that needs nothing but the two texts', () => {
    const elsewhere = ['choice-by-text', 'no-reference', 'no-answer', 'too-long', 'repeats-the-question'];
    const led = new Set([...ROWS.map(({ rule }) => rule), ...elsewhere]);
    expect(Object.keys(ANSWER_RULES).filter((rule) => !led.has(rule))).toEqual([]);
  });

  it.each(ROWS)(
    '$group: $given against $reference is $verdict ($rule)',
    ({ given, reference, verdict, rule }) => {
      const check = checkAnswer(given, reference);
      expect({ verdict: check.verdict, rule: check.rule }).toEqual({ verdict, rule });
    },
  );
});
