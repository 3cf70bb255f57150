import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenCounter } from '../../../server/algorithms/bpe/token-counter.ts';
import { NO_POOL, poolQuestions, REAL_POOL } from '../../helpers/real-pool.ts';
import { mixedText } from '../texts.ts';
import { buildQwenTable, oracle } from './qwen-table.ts';

const table = buildQwenTable();
const counter = createTokenCounter(table);
const reference = oracle();

/** Texts whose counts differ from the oracle's. */
async function differing(texts: string[]): Promise<{ text: string; ours: number; theirs: number }[]> {
  const encodings = await reference.encodeBatch(texts, { addSpecialTokens: false });
  return texts
    .map((text, i) => ({ text, ours: counter.count(text), theirs: encodings[i]!.getLength() }))
    .filter(({ ours, theirs }) => ours !== theirs);
}

describe('a token count is that of Hugging Face tokenizers', () => {
  test('for texts on which tokenizers trip', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mixedText, { minLength: 20, maxLength: 40 }), async (texts) => {
        expect(await differing(texts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('for every fifth character that is in use, alone and between letters', async () => {
    const texts: string[] = [];
    for (let code = 0; code < 0x33500; code += 320) {
      const characters = Array.from({ length: 64 }, (_, i) => String.fromCodePoint(code + 5 * i));
      texts.push(
        characters.join(''),
        characters.map((character) => `a${character}b ${character}`).join('\n'),
      );
    }
    expect(await differing(texts)).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['the chat form', '<|im_start|>system\nYou are.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n'],
    [
      'control tokens that are broken or nested',
      '<|im_start<|im_start|>|><tool_call</tool_call><|endoftext|><|endoftext|>',
    ],
    ['a combining mark after a control token', 'e<|im_end|>\u0301e\u0301'],
    ['100,000 times one letter', 'a'.repeat(100_000)],
    ['50,000 times two letters of Chinese', '函数'.repeat(50_000)],
    ['100,000 blanks before a word', `${' '.repeat(100_000)}x`],
    ['100,000 line breaks', '\n'.repeat(100_000)],
    ['100,000 digits', '7'.repeat(100_000)],
    ['100,000 signs', '=-'.repeat(50_000)],
    ['white space of all kinds', ' \t\r\n \u00a0\u3000\n  x\u2028 \u0085y \r'],
    ['half pairs', 'a\ud800b\udc00\ud800\ud800c'],
  ])('for %s', async (_name, text) => {
    const before = performance.now();
    counter.count(text);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(await differing([text])).toEqual([]);
  });

  test('for texts beyond what the buffers hold', async () => {
    const long = 'Let $x^2$ be “what” it is, naïvely. '.repeat(9_000);
    expect(await differing([long, 'short', long.slice(1)])).toEqual([]);
  });

  test('for 3,000 texts of the real pool', async (context) => {
    if (REAL_POOL === null) return context.skip(NO_POOL);
    const texts = poolQuestions()
      .filter((_, i) => i % 30 === 0)
      .flatMap(({ question, solution }) => (solution === null ? [question] : [question, solution]));
    expect(texts.length).toBeGreaterThan(2500);
    expect(await differing(texts)).toEqual([]);
  });
});

test('a count is the same the second time, and in another counter over the same table', () => {
  const [one, two] = [createTokenCounter(table), createTokenCounter(table)];
  fc.assert(
    fc.property(mixedText, (text) => {
      expect([one.count(text), two.count(text), one.count(text)]).toEqual(
        new Array<number>(3).fill(counter.count(text)),
      );
    }),
  );
});
