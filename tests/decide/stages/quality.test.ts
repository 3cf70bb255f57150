import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDefects } from '../../../server/decide/quality/s1-patterns.ts';
import { quality } from '../../../server/decide/stages/quality.ts';
import { candidate, configFor } from '../candidates.ts';

const defects = (text: string) => findDefects(text).map(({ reason, evidence }) => [reason, evidence.text]);

describe('findDefects(text) holds the four patterns of s1', () => {
  it.each([
    ['Draw [asy] here', [['asymptote', '[asy]']]],
    ['Draw [ASY] here', []],
    ['see ![Image](a.png)', [['missing-image', '![Image]']]],
    ['see ![image](a.png)', []],
    ['p1. Find x', [['numbering', 'p1.']]],
    ['step12. Find x', [['numbering', 'p12.']]],
    ['sp7.5 grams', [['numbering', 'p7.']]],
    ['p999. Find', [['numbering', 'p999.']]],
    ['p0. p012. p1000. P1. p1 .', []],
    ['**B3.** Find x', [['numbering', '**B3.**']]],
    ['**Note** there are 3', [['numbering', '**Note**']]],
    ['**Note** there are three', []],
    ['3 apples **Note** then', []],
    ['**two words** 3', []],
    ['**a]b** 3', []],
    ['**Note**\n3', []],
    ['**** 3', [['numbering', '****']]],
    ['2**3**4', [['numbering', '**3**']]],
  ])('%j', (text, expected) => {
    expect(defects(text)).toEqual(expected);
  });

  it('says where the defect stands', () => {
    expect(findDefects('a [asy] b')[0]).toEqual({
      reason: 'asymptote',
      evidence: { defect: 'asymptote', start: 2, end: 7, text: '[asy]' },
      margin: null,
    });
  });

  it('agrees with the regular expressions on any text', () => {
    const text = fc.string({
      unit: fc.constantFrom('*', '*', '1', 'a', ']', ' ', '\n', 'p', '.'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, (sample) => {
        const bold = /\*\*(?=.*\d)[^\s\]]*\*\*/.test(sample);
        const numbered = /p[1-9][0-9]{0,2}\./.test(sample);
        expect(defects(sample).length > 0).toBe(bold || numbered);
      }),
      { numRuns: 3000 },
    );
  });

  it('stays linear on a hundred thousand asterisks', () => {
    const start = performance.now();
    findDefects(`${'*'.repeat(100_000)} 1`);
    findDefects(`${'** '.repeat(50_000)} 1`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('quality', () => {
  const look = (settings: object, text: string, source = 'test') =>
    quality.prepare(configFor('quality', settings), null)(candidate({ question: text, source }), text);

  it('drops with the defect as the reason', () => {
    expect(look({}, 'p1. [asy]')).toMatchObject({
      kept: false,
      finding: { reason: 'asymptote' },
      notes: [{ reason: 'numbering' }],
    });
  });

  it('keeps a question with [asy] from an AIME source, whatever else it matches, with notes', () => {
    expect(look({}, 'p1. [asy]', 'x/AIME_1983')).toMatchObject({
      kept: true,
      notes: [{ reason: 'asymptote' }, { reason: 'numbering' }],
    });
    expect(look({}, 'p1. no drawing', 'x/AIME_1983')).toMatchObject({ kept: false });
    expect(look({}, '[asy]', 'sample-aime-style')).toMatchObject({ kept: true });
    expect(look({}, '[asy]', 'claimed-elsewhere')).toMatchObject({ kept: false });
    expect(look({ aimeException: false }, '[asy]', 'AIME')).toMatchObject({ kept: false });
  });

  it('turns a detector into a note, or off', () => {
    expect(look({ asymptote: 'note' }, '[asy]')).toMatchObject({
      kept: true,
      notes: [{ reason: 'asymptote' }],
    });
    expect(look({ asymptote: 'off' }, '[asy]')).toEqual({ kept: true, margin: null, notes: [] });
    expect(look({ mode: 'note' }, '[asy]')).toMatchObject({ kept: true, notes: [{ reason: 'asymptote' }] });
    expect(look({ mode: 'off' }, '[asy]')).toEqual({ kept: true, margin: null, notes: [] });
  });
});
