import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldedText, KIND } from '../../../server/algorithms/containment/folded-text.ts';
import {
  buildContainmentIndex,
  type ProtectedText,
  protectedTokens,
} from '../../../server/algorithms/containment/index-data.ts';
import { containmentMatcher } from '../../../server/algorithms/containment/matcher.ts';
import { countTokens } from '../../../server/algorithms/containment/rarity.ts';

function folded(text: string): string {
  const reader = new FoldedText();
  reader.read([text]);
  return [...reader.hashes.subarray(0, reader.count)].join(' ');
}

describe('FoldedText reads spellings of one thing as one', () => {
  it.each([
    ['Find the SUM', 'find  the\nsum'],
    ['$\\frac{3}{4}$', '\\(\\dfrac{3}{4}\\)'],
    ['$x \\le 5$', 'x ≤ 5'],
    ['$x \\leqslant 5$', 'x ≤ 5'],
    ['90^\\circ', '90°'],
    ['\\sqrt{2}', '√2'],
    ['\\pi + \\alpha', 'π + α'],
    ['1,000 apples', '1000 apples'],
    ['two boxes', '2 boxes'],
    ['café', 'cafe'],
    ['ｆｕｌｌ １２３', 'full 123'],
    ['pаssаge', 'passage'],
    ['zero\u200bwidth soft\u00adhyphen', 'zerowidth softhyphen'],
    ['the farmer’s wife', "the farmer's wife"],
    ['\\left( x \\right)', '( x )'],
    ['\\begin{align*} a \\end{align*}', 'a'],
    ['\\begin{array}{cc} a & b \\end{array}', 'a b'],
    ['x − 3', 'x - 3'],
    ['Determine k', 'Find k'],
    ['½ cup', '1/2 cup'],
  ])('%j as %j', (one, other) => {
    expect(folded(one)).toBe(folded(other));
  });

  it.each([
    ['x + 3', 'x - 3'],
    ['12', '1 2'],
    ['0.5', '05'],
    ['\\sin x', '\\cos x'],
    ['十二', '十三'],
  ])('and keeps %j apart from %j', (one, other) => {
    expect(folded(one)).not.toBe(folded(other));
  });

  it('says where each token stands, and of what kind it is', () => {
    const reader = new FoldedText();
    reader.read(['If $\\cos x = 1.5$', '数 -2']);
    const texts = ['If $\\cos x = 1.5$', '数 -2'];
    const tokens = Array.from({ length: reader.count }, (_, i) => [
      texts[reader.parts[i]!]!.slice(reader.starts[i], reader.ends[i]),
      reader.kinds[i],
    ]);
    expect(tokens).toEqual([
      ['If', KIND.word],
      ['cos', KIND.command],
      ['x', KIND.letter],
      ['1.5', KIND.number],
      ['数', KIND.character],
      ['-', KIND.sign],
      ['2', KIND.number],
    ]);
  });
});

const WORDS = 'river amber stone lantern copper winter garden thistle marble falcon harbor meadow'.split(' ');
const sentence = fc.array(fc.constantFrom(...WORDS, '17', '204', '3', '+', '$x$'), {
  minLength: 12,
  maxLength: 30,
});

function matcherOf(texts: readonly string[], least = 0.5, exempt: string[] = []) {
  const items: ProtectedText[] = texts.map((text, i) => ({ set: 'set', id: `${i}`, text }));
  return containmentMatcher(
    buildContainmentIndex(items, countTokens(texts, protectedTokens(items)), exempt),
    least,
  );
}

describe('containmentMatcher', () => {
  it('finds a text in itself, all of it, with nothing put in', () => {
    fc.assert(
      fc.property(sentence, (words) => {
        const text = words.join(' ');
        const [found] = matcherOf([text])([text]);
        expect(found).toMatchObject({ set: 'set', id: '0', critical: 1, added: 0, covers: 1 });
        expect(found?.containment).toBeCloseTo(1, 5);
      }),
    );
  });

  it('says spans that are in the texts, in order, and shares between 0 and 1', () => {
    fc.assert(
      fc.property(sentence, sentence, sentence, (one, other, more) => {
        const texts = [
          `${other.join(' ')} ${one.slice(0, 8).join(' ')}`,
          `${one.slice(8).join(' ')} ${more.join(' ')}`,
        ];
        for (const match of matcherOf([one.join(' '), more.join(' ')], 0.2)(texts)) {
          expect(match.containment).toBeGreaterThanOrEqual(0.2);
          expect(match.containment).toBeLessThanOrEqual(1.0001);
          expect(match.covers).toBeLessThanOrEqual(1);
          for (const { part, start, end, text } of match.spans)
            expect(texts[part]?.slice(start, end)).toBe(text);
        }
      }),
    );
  });

  it('counts nothing of an exempted phrase', () => {
    const boilerplate = 'where m and n are relatively prime positive integers find their sum';
    const item = `The lantern of the harbor burns for many hours ${boilerplate}`;
    const text = `A falcon flies over the meadow ${boilerplate}`;
    const share = (exempt: string[]) => matcherOf([item], 0.01, exempt)([text])[0]?.containment ?? 0;
    expect(share([])).toBeGreaterThan(0.3);
    expect(share([boilerplate])).toBe(0);
  });

  it('gives the same whatever was looked at before', () => {
    const texts = [
      'The copper lantern weighs 204 grams in winter',
      'A marble garden with 17 thistles and 3 falcons',
    ];
    const fresh = () => matcherOf(texts);
    const used = fresh();
    used(['falcon '.repeat(5000)]);
    used([texts[0] ?? '', texts[1] ?? '']);
    expect(used([texts[1] ?? ''])).toEqual(fresh()([texts[1] ?? '']));
  });

  it('takes no more than a second on a long text that is made of the item’s words', () => {
    const item = `${WORDS.join(' ')} 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10`;
    const match = matcherOf([item]);
    const text = `${item} 1 + 2 + 3 + 4 `.repeat(600);
    const start = performance.now();
    expect(match([text])[0]?.containment).toBeCloseTo(1, 3);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
