import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { streamCounter } from '../../../server/algorithms/bpe/stream-counter.ts';
import { createTokenCounter } from '../../../server/algorithms/bpe/token-counter.ts';
import { mixedText } from '../texts.ts';
import { buildQwenTable } from './qwen-table.ts';

const counter = createTokenCounter(buildQwenTable());

/** Counts a text in pieces of these lengths, over and over. */
function inPieces(text: string, lengths: readonly number[]): number {
  const stream = streamCounter(counter);
  for (let from = 0, i = 0; from < text.length; i++) {
    const length = lengths[i % lengths.length] ?? 1;
    stream.push(text.slice(from, from + length));
    from += length;
  }
  return stream.end();
}

describe('streamCounter', () => {
  test('counts what the whole text counts, wherever it is parted', () => {
    const part = fc.oneof(
      mixedText,
      fc.constantFrom(
        '<|im_start|>',
        '<tool_call>',
        'e\u0301',
        ' 12 345',
        "it's",
        '\n\n  x',
        '数。函，',
        '\u{1d400}',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 20, maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }),
        (parts, lengths) => {
          const once = parts.join('');
          const text = once.repeat(Math.ceil(200_000 / (once.length + 1)));
          expect(inPieces(text, lengths)).toBe(counter.count(text));
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each([
    ['nothing', ''],
    ['no place to part it', '数'.repeat(200_000)],
    ['marks behind every sign', 'a .\u0301b '.repeat(40_000)],
    ['white space alone', ' \n\t'.repeat(70_000)],
    ['blanks before digits', 'a    5   6\n\n7'.repeat(20_000)],
    ['digits alone', '7'.repeat(200_000)],
    ['digits behind other numbers', '²7٣8'.repeat(60_000)],
  ])('counts %s', (_name, text) => {
    expect(inPieces(text, [65_537])).toBe(counter.count(text));
  });

  test('keeps little of a long text', () => {
    const held: number[] = [];
    const stream = streamCounter({ count: (text) => held.push(text.length) });
    for (let i = 0; i < 400; i++) stream.push('Let $x = 4$, and see what comes of it. '.repeat(100));
    stream.end();
    expect(held.length).toBeGreaterThan(10);
    expect(Math.max(...held)).toBeLessThan(200_000);
  });

  test('may be used again after its end', () => {
    const stream = streamCounter(counter);
    stream.push('one two');
    expect(stream.end()).toBe(2);
  });
});
