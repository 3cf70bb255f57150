import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DomainClues, domainOf } from '../../../server/decide/domains/domain.ts';
import { TAXONOMY } from './taxonomy-files.ts';

const NOTHING: DomainClues = { label: null, subject: null, meta: '{}', source: 'some', text: '' };
const told = (clues: Partial<DomainClues>) => domainOf({ ...NOTHING, ...clues }, TAXONOMY);
const CIRCLE = 'Find the radius of the circle.';

describe('domainOf(clues, taxonomy)', () => {
  test('believes the label first, then the metadata, then the text, then nothing', () => {
    const all = { label: '11', subject: 'physics', meta: '{"type":"Algebra"}', text: CIRCLE };
    expect(told(all)).toEqual({ domain: '11', domainFrom: 'label' });
    expect(told({ ...all, label: null })).toEqual({ domain: 'physics', domainFrom: 'metadata' });
    expect(told({ ...all, label: null, subject: null })).toEqual({ domain: '12', domainFrom: 'metadata' });
    expect(told({ text: CIRCLE })).toEqual({ domain: '51', domainFrom: 'classifier' });
    expect(told({ text: 'Hello there' })).toEqual({ domain: 'unknown', domainFrom: 'none' });
  });

  test.each([
    ['11', '11'],
    [' 05 ', '05'],
    ['11-XX', '11'],
    ['11A41', '11'],
    ['MSC 11', '11'],
    ['MSC2020: 11Axx', '11'],
    ['number THEORY', '11'],
    ['Linear and multilinear algebra; matrix theory', '15'],
    ['11 Number theory', '11'],
    ['05: Combinatorics', '05'],
    ['Physics', 'physics'],
    ['logic_puzzles', 'logic-puzzles'],
    ['Astronomy', 'astronomy'],
    ['Unknown', 'unknown'],
  ])('reads the label %j as %s', (label, domain) => {
    expect(told({ label, text: CIRCLE })).toEqual({ domain, domainFrom: 'label' });
  });

  test.each(['Origami', 'origami', '99', '04', '11 Origami', 'cluster-7', '5', '情感', 'gaokao-physics'])(
    'keeps the label %j as a domain of its own, as spelt',
    (label) => {
      expect(told({ label: `  ${label}\n` })).toEqual({ domain: label, domainFrom: 'label' });
    },
  );

  test('takes an empty label for none', () => {
    expect(told({ label: ' ', text: CIRCLE })).toEqual({ domain: '51', domainFrom: 'classifier' });
  });

  test.each([
    [{ type: 'Counting & Probability' }, '05'],
    [{ field: 'Math', subfield: 'Graph theory' }, '05'],
    [{ subject: 'high_school_biology' }, 'biology'],
    [{ topic: 'college_math.linear_algebra' }, '15'],
    [{ topic: ['Olympiad->Knowledge Point->Number Theory Modules->Remainders', 'Geometry'] }, '11'],
    [{ Category: 'NUMBER-THEORY' }, '11'],
    [{ category: 'Geometry', subcategory: 'Functional Equation' }, '39'],
    [{ topic: '竞赛->知识点->立体几何->体积' }, '51'],
    [{ msc: '26A24', type: 'Calculus' }, '26'],
  ])('reads the topic in %j as %s', (meta, domain) => {
    expect(told({ meta: JSON.stringify(meta) })).toEqual({ domain, domainFrom: 'metadata' });
  });

  test('narrows the subject down by a narrow field, not by a broad one', () => {
    expect(told({ subject: 'Algebra', meta: '{"subfield":"Inequality"}' }).domain).toBe('26');
    expect(told({ subject: 'Algebra', meta: '{"category":"Geometry"}' }).domain).toBe('12');
  });

  test.each([
    ['a topic too broad for one domain', '{"subject":"mathematics"}'],
    ['a topic that says unknown', '{"topic":"Unknown"}'],
    ['a field of another meaning', '{"author":"Geometry"}'],
    ['a text where a topic belongs', JSON.stringify({ topic: 'Number theory '.repeat(30) })],
    ['names that objects inherit', '{"__proto__":{"topic":"Algebra"},"topic":"constructor"}'],
    ['what is not JSON', 'topic: Algebra'],
    ['what is not an object', '"Algebra"'],
    ['null', 'null'],
    ['numbers and nesting', '{"topic":5,"subject":{"topic":"Algebra"},"type":[["Algebra"],null]}'],
  ])('falls back on the text at %s', (_what, meta) => {
    expect(told({ meta, text: CIRCLE })).toEqual({ domain: '51', domainFrom: 'classifier' });
  });

  test('never throws, always names a domain, and says the same twice', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom('__proto__', '11', '->'));
    fc.assert(
      fc.property(fc.option(text), fc.option(text), text, text, (label, subject, meta, question) => {
        const clues = { label, subject, meta, source: 'some', text: question };
        const first = domainOf(clues, TAXONOMY);
        expect(first.domain.trim()).not.toBe('');
        expect(domainOf(clues, TAXONOMY)).toEqual(first);
      }),
    );
  });
});
