import type { Draw } from './draw.ts';
import { q } from './rational.ts';
import type { Made } from './template.ts';

const LETTERS = 'ABCDE';

/** Makes a question with options out of one with a short answer; null where nothing plausible is at hand. */
export function withOptions(d: Draw, made: Made): { options: string[]; letter: string } | null {
  if (made.answer === null) return null;
  const answer = made.answer;
  const size = d.chance(0.7) ? 4 : 5;
  const wrong =
    made.wrong !== undefined && made.wrong.length > 0
      ? d.shuffle([...new Set(made.wrong)])
      : slips(d, answer, size + 3);
  const others = wrong.filter((text) => text !== answer).slice(0, size - 1);
  if (others.length < 3) return null;
  const options = d.shuffle([answer, ...others]);
  return { options: options.map(shownAnswer), letter: LETTERS[options.indexOf(answer)] ?? 'A' };
}

/** A number as LaTeX; anything else as it is. */
export function shownAnswer(answer: string): string {
  const fraction = /^(-?)(\d+)\/(\d+)$/.exec(answer);
  if (fraction !== null) return `$${fraction[1]}\\frac{${fraction[2]}}{${fraction[3]}}$`;
  return /^-?\d+(\.\d+)?$/.test(answer) ? `$${answer}$` : answer;
}

/** Different wrong answers of the kind that a slip leads to: off by one, a sign, a factor, a digit. */
export function slips(d: Draw, answer: string, count: number): string[] {
  const found = new Set<string>();
  for (let tries = 0; found.size < count && tries < 40; tries++) {
    const wrong = slip(d, answer);
    if (wrong !== null && wrong !== answer) found.add(wrong);
  }
  return [...found];
}

/** One wrong answer; null where the answer is no number. */
export function slip(d: Draw, answer: string): string | null {
  const parts = /^(\$?)(-?)(\d+)(?:\/(\d+))?(\.\d+)?$/.exec(answer);
  if (parts === null) return null;
  const [, dollar = '', sign = '', whole = '0', den, decimals] = parts;
  const n = BigInt(whole) * (sign === '-' ? -1n : 1n);
  if (den !== undefined) return fractionSlip(d, n, BigInt(den));
  const near = BigInt(d.nonzero(-9, 9));
  const wrong = d.pick([n + near, n + near, n + 10n * near, 2n * n, n - n / 10n + near, -n]);
  const kept = dollar !== '' && wrong < 0n ? -wrong : wrong;
  return `${dollar}${kept}${decimals ?? ''}`;
}

function fractionSlip(d: Draw, num: bigint, den: bigint): string {
  const near = BigInt(d.nonzero(-4, 4));
  const bottom = den + near === 0n ? den + 1n : den + near;
  const wrong = d.pick([
    q(num + near, den),
    q(num, bottom),
    q(num, den).mul(q(2)),
    q(num + near, bottom),
    q(num, den).neg(),
  ]);
  return wrong.toString();
}
