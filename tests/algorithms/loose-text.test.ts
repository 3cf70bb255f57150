import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestWords, looseText } from '../../server/algorithms/loose-text.ts';

describe('looseText(text)', () => {
  test.each([
    ['If $x = 2$, then\n  $x^2=4$.', 'if x=2, then x^{2} = 4.'],
    ['\\left( a \\, b \\right)', '(ab)'],
    ['10\\,000~km', '10000 km'],
    ['\\( x\\quad y \\)', '$x y$'],
    ['a\u00a0b\u200bc', 'abc'],
  ])('%j and %j are the same', (one, other) => {
    expect(looseText(one)).toBe(looseText(other));
  });

  test('keeps commands that begin like those that set space', () => {
    expect(looseText('\\quadratic \\lefteqn \\rightarrow')).toBe('\\quadratic\\lefteqn\\rightarrow');
  });

  test('takes no notice of where space stands, and is quick on what could blow up', () => {
    const words = fc.array(fc.constantFrom('ab', 'C', '3', '\\frac', '+'), { minLength: 1 });
    const gaps = fc.infiniteStream(fc.constantFrom('', ' ', '\n', '~', '\\,', '\\; ', ' $', '{', '\\quad '));
    fc.assert(
      fc.property(words, gaps, (some, between) => {
        const spaced = some.map((word) => `${word}${String(between.next().value)}`).join('');
        const apart = some.join(' ');
        // a command that runs into a letter is another command
        fc.pre(!/\\frac[A-Za-z]/.test(spaced));
        expect(looseText(spaced)).toBe(looseText(apart));
      }),
    );
    const started = performance.now();
    for (const part of ['\\', '\\quad', ' ', '\\left(', '$\u007b}'])
      looseText(part.repeat(200_000 / part.length));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('longestWords(text)', () => {
  test('three at most, longest first, none shorter than three letters and none of a spacing command', () => {
    expect(longestWords('a triangle \\quad of area 1000 is drawn on the plane')).toEqual([
      'triangle',
      'drawn',
      'plane',
    ]);
    expect(longestWords('1 + 1 = 2')).toEqual([]);
  });

  test('each stands in every text that has the query, however it is spaced', () => {
    const text = 'Let\\,$ABCD$ be a~convex quadrilateral.';
    for (const word of longestWords('let ABCD be a convex quadrilateral'))
      expect(text.toLowerCase()).toContain(word.toLowerCase());
  });
});
