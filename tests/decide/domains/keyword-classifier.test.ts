import { describe, expect, test } from 'vitest';
import type { DomainsFile, Keywords } from '../../../server/decide/domains/files.ts';
import { keywordClassifier } from '../../../server/decide/domains/keyword-classifier.ts';
import { EXAMPLES } from './examples.ts';
import { KEYWORDS, SHIPPED } from './taxonomy-files.ts';

const domain = (code: string, keywords: Partial<Keywords>): DomainsFile['domains'][number] => ({
  code,
  title: `Title of ${code}`,
  aliases: [],
  keywords: { sure: [], strong: [], fair: [], weak: [], ...keywords },
});

describe('keywordClassifier({ domains })', () => {
  test('names the domain with the most points: 4, 2, 1 and 0.5 for a keyword by its strength', () => {
    const classify = keywordClassifier({
      domains: [
        domain('11', { sure: ['prime'] }),
        domain('51', { strong: ['circle', 'angle'], weak: ['line'] }),
        domain('97', { fair: ['total', 'each'] }),
      ],
    });
    expect(classify('a prime and a circle')).toBe('11');
    expect(classify('a prime, a circle, an angle, a line')).toBe('51');
    expect(classify('a circle in total')).toBe('51');
  });

  test('takes the smaller code where two are level, however the list is ordered', () => {
    const domains = [domain('physics', { fair: ['force'] }), domain('70', { fair: ['force'] })];
    expect(keywordClassifier({ domains })('a force')).toBe('70');
    expect(keywordClassifier({ domains: domains.reverse() })('a force')).toBe('70');
  });

  test('is silent under one point, and on a text without a keyword', () => {
    const classify = keywordClassifier({ domains: [domain('51', { weak: ['line', 'point'] })] });
    expect(['a line', 'a line, a point', 'Hello', ''].map(classify)).toEqual([null, '51', null, null]);
  });

  test('counts a keyword three times at most, a half and a quarter of it when it comes again', () => {
    const classify = keywordClassifier({
      domains: [domain('11', { strong: ['prime', 'digit'] }), domain('97', { strong: ['apple'] })],
    });
    expect(classify(`${'apple '.repeat(99)} prime digit`)).toBe('11'); // 3.5 to 4
    expect(classify('apple apple prime')).toBe('97'); // 3 to 2
  });

  test('takes a regular plural for its singular, and lets a plural that is listed have its own points', () => {
    const classify = keywordClassifier({
      domains: [domain('11', { strong: ['prime'], weak: ['primes'] }), domain('51', { fair: ['circle'] })],
    });
    expect(classify('primes and circles')).toBe('51');
  });

  test('carries nothing over from one text to the next', () => {
    const texts = Object.values(EXAMPLES).flatMap((some, i) => (i % 8 === 0 ? some : []));
    const alone = texts.map((text) => keywordClassifier(SHIPPED.domains)(text));
    expect([...texts].reverse().map(KEYWORDS).reverse()).toEqual(alone);
  });

  test.each([
    ['that no text can match', { sure: ['game of 24'] }],
    ['that is there twice', { sure: ['prime'], weak: ['Prime'] }],
  ])('refuses a keyword %s, and says where it is', (_what, keywords) => {
    expect(() => keywordClassifier({ domains: [domain('11', keywords)] })).toThrow(
      /^taxonomy, domain 11: the keyword "(?:game of 24|Prime)" is there twice or can not be matched/u,
    );
  });
});

describe('the keywords that are shipped', () => {
  test.each(Object.entries(EXAMPLES))('tell the questions of %s', (code, questions) => {
    expect(questions.map(KEYWORDS)).toEqual(questions.map(() => code));
  });

  test('have an example for each domain but unknown', () => {
    const codes = SHIPPED.domains.domains.map(({ code }) => code).filter((code) => code !== 'unknown');
    expect(Object.keys(EXAMPLES).sort()).toEqual(codes.sort());
  });
});
