import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findKeys, type Keys, NO_KEYS } from '../../server/ask/keys.ts';
import { redact } from '../../server/ask/redact.ts';

const GEMINI = 'AIzaSyTESTtestTESTtestTESTtestTESTtest';

describe('findKeys(env)', () => {
  test('takes what is set, without edges, and nothing for what is empty', () => {
    expect(
      findKeys({ GEMINI_API_KEY: ` ${GEMINI}\n`, OPENAI_API_KEY: '', OPENAI_BASE_URL: 'http://h/v1' }),
    ).toEqual({
      gemini: GEMINI,
      openai: null,
      geminiBaseUrl: null,
      openaiBaseUrl: 'http://h/v1',
      hub: { token: null, url: null },
      warnings: [],
    });
    expect(findKeys({})).toEqual(NO_KEYS);
  });

  test('uses GOOGLE_API_KEY where both are set, and says so where they differ', () => {
    const both = (gemini: string) => findKeys({ GOOGLE_API_KEY: 'google-key', GEMINI_API_KEY: gemini });
    expect([both('gemini-key').gemini, both('google-key').warnings]).toEqual(['google-key', []]);
    expect(both('gemini-key').warnings).toEqual([
      'GOOGLE_API_KEY and GEMINI_API_KEY are both set and differ; GOOGLE_API_KEY is used.',
    ]);
  });
});

describe('redact(text, keys)', () => {
  const keys: Keys = { ...NO_KEYS, gemini: 'pa"ss wo/rd', openai: 'pa"ss wo/rd-longer' };

  test.each([
    ['as it is', 'x pa"ss wo/rd y', 'x [key] y'],
    ['as JSON writes it', JSON.stringify({ error: 'key pa"ss wo/rd' }), '{"error":"key [key]"}'],
    ['as an address writes it', 'http://h/?key=pa%22ss%20wo%2Frd', 'http://h/?key=[key]'],
    ['the longer before the shorter', 'pa"ss wo/rd-longer', '[key]'],
    ['every time', 'pa"ss wo/rd,pa"ss wo/rd', '[key],[key]'],
  ])('takes a key out %s', (_what, text, clean) => {
    expect(redact(text, keys)).toBe(clean);
  });

  test.each([
    [`API key ${GEMINI} is suspended.`, 'API key [key] is suspended.'],
    ['Incorrect API key provided: sk-proj-abcDEF123456_xyz.', 'Incorrect API key provided: [key].'],
    ['authorization: Bearer eyJhbGciOi.J9-_~+/== end', 'authorization: [key] end'],
    [
      'the bearer of news, sk-ip, risk-assessment-of-everything, AIzawa',
      'the bearer of news, sk-ip, risk-assessment-of-everything, AIzawa',
    ],
  ])('of %s', (text, clean) => {
    expect(redact(text, NO_KEYS)).toBe(clean);
  });

  test('takes credentials of a base URL out too', () => {
    const address = { ...NO_KEYS, openaiBaseUrl: 'https://user12:p%40ssword@host/v1?token=abcdef' };
    expect(redact('user12 p@ssword p%40ssword abcdef', address)).toBe('[key] [key] [key] [key]');
  });

  test('leaves a text alone for a value that is no key', () => {
    expect(redact('EMPTY is empty', { ...NO_KEYS, openai: 'EMPTY' })).toBe('EMPTY is empty');
  });

  test('leaves nothing of a key, wherever it stands', () => {
    const key = fc
      .string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' })
      .filter((one) => !'[key]'.includes(one));
    const text = fc.string({ maxLength: 60, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(key, text, text, (gemini, before, after) => {
        const clean = redact(`${before}${gemini}${after}`, { ...NO_KEYS, gemini });
        const outside = `${before}\0${after}`.includes(gemini);
        expect(clean.includes(gemini) && !outside && !`${before}[key]${after}`.includes(gemini)).toBe(false);
      }),
    );
  });

  test('takes a time that grows with the text alone', () => {
    const start = performance.now();
    for (const piece of ['AIza', 'sk-', 'Bearer ', 'Bearer  \t', 'sk-a-', 'a'])
      redact(piece.repeat(2_000_000 / piece.length), { ...NO_KEYS, gemini: 'aaaaaaaab' });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
