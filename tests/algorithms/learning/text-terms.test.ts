import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZES, TextTerms } from '../../../server/algorithms/learning/text-terms.ts';

const read = (text: string, gapped = false) => new TextTerms().read(text, gapped);

/** Terms of a text with how often each stands there, in no order. */
const counted = ({ buckets, times, count }: TextTerms): [number, number][] =>
  Array.from({ length: count }, (_, i): [number, number] => [buckets[i]!, times[i]!]).sort(
    ([a], [b]) => a - b,
  );

const sizes = (text: string): Record<string, number> => {
  const terms = read(text);
  return Object.fromEntries(
    SIZES.flatMap((name, i) => (terms.sizes[i] === 0 ? [] : [[name, terms.sizes[i]!]])),
  );
};

describe('TextTerms.read(text)', () => {
  it('folds case, and takes long numbers by their length', () => {
    expect(counted(read('Find THE sum'))).toEqual(counted(read('find the Sum')));
    expect(counted(read('add 1024'))).toEqual(counted(read('add 4096')));
    expect(counted(read('add 1024'))).not.toEqual(counted(read('add 409')));
    expect(counted(read('add 12'))).not.toEqual(counted(read('add 13')));
  });

  it('counts tokens, pairs of neighbours and, if asked, pairs with one between', () => {
    expect(read('a b c').count).toBe(5);
    expect(read('a b c', true).count).toBe(6);
    expect(
      counted(read('x x x'))
        .map(([, times]) => times)
        .sort(),
    ).toEqual([2, 3]);
    expect(counted(read('z '.repeat(1000))).map(([, times]) => times)).toEqual([255, 255]);
  });

  it('tells a command from a word, and gives each character of a wide script its own token', () => {
    expect(counted(read('\\frac'))).not.toEqual(counted(read('frac')));
    expect(read('求最大值').sizes[SIZES.indexOf('words')]).toBe(4);
  });

  it('counts what a text is made of', () => {
    expect(sizes('If $x^2 = 144$,\nfind \\sqrt{x}.')).toEqual({
      units: 30,
      tokens: 15,
      'distinct tokens': 13,
      words: 2,
      'letters in words': 6,
      'single letters': 2,
      commands: 1,
      'distinct commands': 1,
      numbers: 2,
      'long numbers': 1,
      digits: 4,
      'equals signs': 1,
      powers: 1,
      'full stops': 1,
      'dollar signs': 2,
      'line ends': 1,
      'opening brackets': 1,
      signs: 8,
    });
  });

  it('takes any text, and one object reads as a new one would', () => {
    const again = new TextTerms();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, gapped) => {
        const fresh = read(text, gapped);
        again.read(text, gapped);
        expect(counted(again)).toEqual(counted(fresh));
        expect(again.sizes).toEqual(fresh.sizes);
        expect(new Set(counted(fresh).map(([bucket]) => bucket)).size).toBe(fresh.count);
      }),
    );
  });

  it('has no bucket twice in a text of more terms than there are buckets', () => {
    const terms = read(
      Array.from({ length: 90_000 }, (_, i) => `w${String.fromCharCode(97 + (i % 26))}${i}`).join(' '),
      true,
    );
    expect(new Set(terms.buckets.subarray(0, terms.count)).size).toBe(terms.count);
  });
});
