import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phraseSet } from '../../../server/decide/domains/phrases.ts';

/** The phrases of a list that are in a text, one entry for each time, in no order. */
function found(phrases: readonly string[], text: string): string[] {
  const set = phraseSet();
  const names = new Map(phrases.map((phrase) => [set.add(phrase), phrase]));
  const hits: string[] = [];
  set.find(text, (id) => hits.push(names.get(id) ?? 'another'));
  return hits.sort();
}

describe('phraseSet()', () => {
  test('finds whole words only, in any case, phrases within phrases included', () => {
    const phrases = ['angle', 'angle bisector', 'internal angle bisector theorem', 'bisector'];
    expect(found(phrases, 'The internal ANGLE bisector of a triangle; rectangle.')).toEqual([
      'angle',
      'angle bisector',
      'bisector',
    ]);
  });

  test('does not go on over a stop, a digit or an operator', () => {
    expect(found(['prime factor'], 'prime. Factor, prime 2 factor, prime + factor')).toEqual([]);
    expect(found(['prime factor'], 'prime\n  factor, prime-factor, {prime}{factor}')).toHaveLength(3);
  });

  test('finds Chinese anywhere, without blanks', () => {
    expect(found(['三角形', '三角', '直角三角形'], '在直角三角形中')).toEqual([
      '三角',
      '三角形',
      '直角三角形',
    ]);
  });

  test('has one number for a phrase, however it is spelt, and none for what no text can hold', () => {
    const set = phraseSet();
    expect([set.add("Newton's method"), set.add('newton method'), set.add('newton')]).toEqual([0, 0, 1]);
    expect(['', '42', 'game of 24', 'a. b', '%'].map((phrase) => set.add(phrase))).toEqual(
      Array(5).fill(null),
    );
  });

  test('finds what comparing every place with every phrase finds', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(phrase, { selector: String, maxLength: 8 }),
        fc.array(word),
        (list, text) => {
          const expected = list.flatMap((one) =>
            text.flatMap((_, at) =>
              String(text.slice(at, at + one.length)) === String(one) ? [one.join(' ')] : [],
            ),
          );
          const phrases = list.map((one) => one.join(' '));
          expect(found(phrases, text.join(' '))).toEqual(expected.sort());
        },
      ),
    );
  });

  test('takes a long hostile text in linear time', () => {
    for (const piece of ['a ', '\\', "a'", "'", 'a', '三', '\\a']) {
      const started = performance.now();
      found(['a a a a a a a b'], piece.repeat(500_000));
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});
