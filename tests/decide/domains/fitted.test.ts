import { describe, expect, test } from 'vitest';
import { fitDomains, type KnownText } from '../../../server/decide/domains/fit.ts';
import { fittedClassifier } from '../../../server/decide/domains/fitted.ts';
import { EXAMPLES } from './examples.ts';
import { SHIPPED } from './taxonomy-files.ts';

const NOTHING_KNOWN = fitDomains(SHIPPED, { known: [], counts: new Map() });

/** Forty questions of a source whose made-up words no file of ours knows. */
const WORDS = ['blorp', 'snazzle', 'quibnix', 'frotz', 'grommish', 'plindle', 'twerple', 'vashti'];
const KNOWN: KnownText[] = Array.from({ length: 40 }, (_, i) => {
  const half = i % 2 === 0 ? WORDS.slice(0, 4) : WORDS.slice(4);
  return {
    text: `Say ${half[i % 3]} and ${half[(i + 1) % 4]} of item ${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${i}`,
    source: 'made-up',
    code: i % 2 === 0 ? 'law' : 'chemistry',
  };
});
const COUNTS = new Map([
  ['law', 20],
  ['chemistry', 20],
]);
const TAUGHT = fitDomains(SHIPPED, { known: KNOWN, counts: COUNTS });

describe('fittedClassifier(fit, files, least)', () => {
  test('tells questions that nobody stated a topic for from their text alone', () => {
    const tell = fittedClassifier(NOTHING_KNOWN.fit, SHIPPED, 0);
    const told = Object.entries(EXAMPLES).flatMap(([code, texts]) =>
      texts.map((text) => tell(text, 'anywhere').code === code),
    );
    expect(told.filter(Boolean).length / told.length).toBeGreaterThan(0.85);
  });

  test('abstains where it is less sure than it should be, and has nothing to say of no words', () => {
    const tell = fittedClassifier(NOTHING_KNOWN.fit, SHIPPED, 0.15);
    const { code, confidence } = tell('Xyzzy plugh frobozz.', 'anywhere');
    expect(code).toBeNull();
    expect(confidence).toBeLessThan(0.15);
    expect(tell('', 'anywhere')).toEqual({ code: null, confidence: 0 });
    expect(tell('Find the radius of the circle through the vertices of the triangle.', 'anywhere')).toEqual({
      code: '51',
      confidence: expect.closeTo(0.9, 0),
    });
  });

  test('learns the words of a source that states topics, for that source', () => {
    const tell = fittedClassifier(TAUGHT.fit, SHIPPED, 0.15);
    expect(TAUGHT.fit.near).toEqual(['made-up']);
    expect(tell('Say snazzle and frotz', 'made-up').code).toBe('law');
    expect(tell('Say plindle and vashti', 'made-up').code).toBe('chemistry');
    expect(tell('Say plindle and vashti', 'other').code).toBeNull();
  });

  test('gives the same weights for the same questions, bit for bit', () => {
    const again = fitDomains(SHIPPED, { known: KNOWN, counts: COUNTS });
    expect(Buffer.from(again.fit.pool).equals(Buffer.from(TAUGHT.fit.pool))).toBe(true);
    expect(again.report).toEqual(TAUGHT.report);
  });
});

describe('fitDomains(files, pool)', () => {
  test('reports what it learned and how it fares on the half that was held back', () => {
    const { report } = TAUGHT;
    expect(report).toMatchObject({ known: 40, learned: 40, domains: 2 });
    expect(report.crossValidated?.macroF1).toBeGreaterThan(0.9);
    expect(report.untaught?.macroF1).toBeLessThan(0.5);
    expect(report.crossValidated?.low).toBeLessThanOrEqual(report.crossValidated?.macroF1 ?? 0);
  });

  test('says that there was nothing to check against where nothing is known', () => {
    expect(NOTHING_KNOWN.report).toEqual({
      ...{ known: 0, learned: 0, domains: 0 },
      ...{ crossValidated: null, untaught: null },
    });
  });

  test('refuses examples of a code that is not in the list', () => {
    const examples = { ...SHIPPED.examples, examples: { '99': ['What is it?'] } };
    expect(() => fitDomains({ ...SHIPPED, examples }, { known: [], counts: new Map() })).toThrow(
      'taxonomy: there are examples of the unknown code "99"; mend it in data/taxonomy/examples.json.',
    );
  });

  test('takes a source with few known questions for one of which nothing is known', () => {
    const few = KNOWN.slice(0, 10);
    const counts = new Map([
      ['law', 5],
      ['chemistry', 5],
    ]);
    expect(fitDomains(SHIPPED, { known: few, counts }).fit.near).toEqual([]);
  });
});
