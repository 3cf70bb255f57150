import { describe, expect, test } from 'vitest';
import type { DomainsFile, TopicsFile } from '../../../server/decide/domains/files.ts';
import { loadTaxonomy } from '../../../server/decide/domains/taxonomy.ts';
import { WinnowError } from '../../../shared/error.ts';
import { SHIPPED, TAXONOMY } from './taxonomy-files.ts';

const MSC = [
  ...['00', '01', '03', '05', '06', '08', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '22'],
  ...['26', '28', '30', '31', '32', '33', '34', '35', '37', '39', '40', '41', '42', '43', '44', '45', '46'],
  ...['47', '49', '51', '52', '53', '54', '55', '57', '58', '60', '62', '65', '68', '70', '74', '76', '78'],
  ...['80', '81', '82', '83', '85', '86', '90', '91', '92', '93', '94', '97'],
];

const none = { sure: [], strong: [], fair: [], weak: [] };
const entry = (code: string, title: string, aliases: string[] = []): DomainsFile['domains'][number] => ({
  code,
  title,
  aliases,
  keywords: none,
});
const load = (domains: DomainsFile['domains'], topics: TopicsFile['topics'] = {}) =>
  loadTaxonomy({ domains: { version: 1, about: [], domains }, topics: { version: 1, about: [], topics } });
const UNKNOWN = entry('unknown', 'Unknown');

describe('the taxonomy that is shipped', () => {
  test('has the 63 classes of MSC 2020 and words for the rest, each with a title', () => {
    const codes = [...TAXONOMY.titles.keys()];
    expect(codes.filter((code) => /^\d/u.test(code))).toEqual(MSC);
    expect(codes.filter((code) => /^[a-z]/u.test(code))).toEqual([
      ...['arts', 'astronomy', 'biology', 'business', 'chemistry', 'earth-science', 'economics', 'education'],
      ...['engineering', 'general', 'geography', 'history', 'language', 'law', 'logic-puzzles', 'medicine'],
      ...['philosophy', 'physics', 'politics', 'psychology', 'sociology', 'unknown'],
    ]);
    expect(TAXONOMY.titles.get('11')).toBe('Number theory');
  });

  test('knows the topics of well-known data sets', () => {
    const codes = [
      ...['algebra', 'intermediate algebra', 'prealgebra', 'precalculus', 'counting and probability'],
      ...['abstract algebra', 'high school physics', 'professional law', 'logiqa zh', 'math nt', '立体几何'],
    ].map((topic) => TAXONOMY.codeOfTopic.get(topic));
    expect(codes).toEqual([
      ...['12', '12', '97', '26', '05', '20', 'physics', 'law', 'logic-puzzles', '11', '51'],
    ]);
  });

  test('gives a topic that is a title too the code of the title', () => {
    const differing = [...TAXONOMY.codeOfTopic].filter(([topic, code]) => {
      const titled = TAXONOMY.codeOfTitle.get(topic);
      return titled !== undefined && titled !== code;
    });
    expect(differing).toEqual([]);
  });

  test('is the same whatever the order of its domains', () => {
    const domains = { ...SHIPPED.domains, domains: [...SHIPPED.domains.domains].reverse() };
    expect([...loadTaxonomy({ ...SHIPPED, domains }).titles]).toEqual([...TAXONOMY.titles]);
  });
});

describe('loadTaxonomy({ domains, topics }, classify)', () => {
  test('takes another classifier', () => {
    const guess = { code: '11', confidence: 0.5 };
    expect(loadTaxonomy(SHIPPED, () => guess).classify('a circle', 'some')).toBe(guess);
  });

  test.each([
    ['a code is listed twice', () => load([UNKNOWN, entry('11', 'A'), entry('11', 'B')])],
    ['the code "unknown" is missing', () => load([entry('11', 'A')])],
    [
      '"knots" stands for both 11 and 57',
      () => load([UNKNOWN, entry('11', 'A', ['Knots']), entry('57', 'KNOTS')]),
    ],
    ['the topic "X" of S has the unknown code "99"', () => load([UNKNOWN], { S: { X: '99' } })],
    [
      '"a b" stands for both 11 and unknown',
      () => load([UNKNOWN, entry('11', 'A')], { S: { a_b: '11' }, T: { 'A-B': 'unknown' } }),
    ],
  ])('refuses files where %s', (fault, attempt) => {
    expect(attempt).toThrow(new WinnowError('bad-input', `taxonomy: ${fault}; mend it in data/taxonomy.`));
  });
});
