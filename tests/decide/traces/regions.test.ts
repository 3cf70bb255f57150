import { describe, expect, test } from 'vitest';
import { regionsOf } from '../../../server/decide/traces/regions.ts';

/** The regions as texts, and what is open at the end. */
const seen = (text: string) => {
  const { spans, open } = regionsOf(text);
  return { spans: spans.map(({ start, end }) => text.slice(start, end)), open };
};

describe('regionsOf', () => {
  test.each([
    ['a $x + 1$ b', ['$x + 1$']],
    ['a $$x$$ b \\(y\\) c \\[z\\]', ['$$x$$', '\\(y\\)', '\\[z\\]']],
    ['\\begin{align*}\na &= b\n\\end{align*}', ['\\begin{align*}\na &= b\n\\end{align*}']],
    ['It costs $5 and $7.50, that is $12.50 in all.', []],
    ['We pay $<<5*3=15>>15 for $3 each.', []],
    ['a \\$5 b $x$', ['$x$']],
    ['use `f(x)` here', ['`f(x)`']],
    ['```py\nx = 1 $ 2\n```\nthen $y$', ['```py\nx = 1 $ 2\n```', '$y$']],
    ['1. one\n   ```py\n   x\n   ```\n2. two', ['   ```py\n   x\n   ```']],
    ['a lone ` and a lone $ in one line\n\nand more', []],
    ['a row \\\\[2pt] b', []],
  ])('of %j', (text, spans) => {
    expect(seen(text)).toEqual({ spans, open: null });
  });

  test.each([
    ['So $x^2 + ', { kind: 'formula', start: 3 }],
    ['So \\[\nx = ', { kind: 'formula', start: 3 }],
    ['So \\begin{cases} x', { kind: 'formula', start: 3 }],
    ['So\n```js\nf(', { kind: 'code', start: 3 }],
  ])('finds what is open at the end of %j', (text, open) => {
    expect(seen(text)).toEqual({ spans: [text.slice(open.start)], open });
  });
});
