import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesGlob } from '../../../server/intake/hub/glob.ts';

/** The same by trying every way: right for short texts, and for those alone. */
function tried(pattern: string, path: string): boolean {
  if (pattern === '') return path === '';
  const ends = Array.from({ length: path.length + 1 }, (_, i) => i);
  if (pattern.startsWith('**/'))
    return ends.some((i) => (i === 0 || path[i - 1] === '/') && tried(pattern.slice(3), path.slice(i)));
  if (pattern.startsWith('**')) return ends.some((i) => tried(pattern.slice(2), path.slice(i)));
  if (pattern.startsWith('*'))
    return ends.some((i) => !path.slice(0, i).includes('/') && tried(pattern.slice(1), path.slice(i)));
  return path !== '' && pattern[0] === path[0] && tried(pattern.slice(1), path.slice(1));
}

describe('a pattern of a card', () => {
  test.each<[string, string, boolean]>([
    ['data/train-*', 'data/train-00000-of-00002.parquet', true],
    ['data/*.parquet', 'data/de/x.parquet', false],
    ['data/**', 'data/de/x.parquet', true],
    ['**/*.parquet', 'x.parquet', true],
    ['data/**/x.parquet', 'data/de/at/x.parquet', true],
    ['data/**/x.parquet', 'data/dex.parquet', false],
    ['a+(b)/[x]?.json', 'a+(b)/[x]?.json', true],
    ['a.json', 'axjson', false],
  ])('%s on %s: %s', (pattern, path, fits) => {
    expect(matchesGlob(pattern, path)).toBe(fits);
  });

  test('fits what it fits by trying every way', () => {
    const text = (parts: string[], maxLength: number) =>
      fc.array(fc.constantFrom(...parts), { maxLength }).map((all) => all.join(''));
    fc.assert(
      fc.property(text(['a', 'b', '/', '*', '**', '**/'], 6), text(['a', 'b', '/'], 7), (pattern, path) => {
        expect(matchesGlob(pattern, path)).toBe(pattern === path || tried(pattern, path));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes no longer for stars that can be spread in many ways', () => {
    const before = process.cpuUsage();
    for (const pattern of ['*a*a*a*a*a*ab', '**a**a**a**a**ab', '*a'.repeat(100)])
      expect(matchesGlob(pattern, `${'a'.repeat(2000)}.json`)).toBe(false);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000); // ms; the expression took years
  });
});
