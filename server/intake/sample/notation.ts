import { q, Rational } from './rational.ts';

/** A template string whose backslashes stay: LaTeX as it is written. */
export const tex = String.raw;

type Coefficient = number | bigint | Rational;

const asRational = (value: Coefficient): Rational => (value instanceof Rational ? value : q(value));

/** `\frac{a}{b}` in lowest terms, or the integer. */
export const frac = (num: number | bigint, den: number | bigint): string => q(num, den).toTex();

/** `\frac{6}{8} = \frac{3}{4}`, or only the one where nothing can be reduced. */
export function reduced(num: number | bigint, den: number | bigint): string {
  const [raw, low] = [`\\frac{${num}}{${den}}`, frac(num, den)];
  return raw === low ? raw : `${raw} = ${low}`;
}

/** `+ 5`, `- 3`; for a term that follows another one. */
export const plus = (value: Coefficient): string => {
  const r = asRational(value);
  return r.sign < 0 ? `- ${r.neg().toTex()}` : `+ ${r.toTex()}`;
};

/** In brackets where it is negative. */
export const paren = (value: Coefficient): string => {
  const r = asRational(value);
  return r.sign < 0 ? `(${r.toTex()})` : r.toTex();
};

/** A sum of terms such as `3x^2 - x + 4`: coefficients with what they stand before, zeros left out. */
export function terms(parts: readonly (readonly [coefficient: Coefficient, symbol: string])[]): string {
  let out = '';
  for (const [coefficient, symbol] of parts) {
    const r = asRational(coefficient);
    if (r.sign === 0) continue;
    const size = r.sign < 0 ? r.neg() : r;
    const one = size.isInteger && size.num === 1n && symbol !== '';
    const body = one ? symbol : `${size.toTex()}${symbol}`;
    if (out === '') out = r.sign < 0 ? `-${body}` : body;
    else out += r.sign < 0 ? ` - ${body}` : ` + ${body}`;
  }
  return out === '' ? '0' : out;
}

/** A polynomial from its coefficients, the constant first. */
export const poly = (coefficients: readonly Coefficient[], variable = 'x'): string =>
  terms(
    coefficients
      .map(
        (c, i) =>
          [c, i === 0 ? '' : i === 1 ? variable : `${variable}^{${i}}`.replace(/\{(\d)\}/, '$1')] as const,
      )
      .reverse(),
  );

/** A matrix in round brackets, rows of entries. */
export const matrix = (rows: readonly (readonly (Coefficient | string)[])[]): string =>
  `\\begin{pmatrix} ${rows
    .map((row) =>
      row.map((entry) => (typeof entry === 'string' ? entry : asRational(entry).toTex())).join(' & '),
    )
    .join(' \\\\ ')} \\end{pmatrix}`;

/** `a, b and c`. */
export function list(items: readonly (string | number | bigint)[], word = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** `1 apple`, `7 apples`. */
export const counted = (n: number | bigint, one: string, many: string): string =>
  `${n} ${Number(n) === 1 ? one : many}`;

/** `1st`, `2nd`, `13th`. */
export function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : ((['th', 'st', 'nd', 'rd'] as const)[n % 10] ?? 'th');
  return `${n}${ending}`;
}

const SMALL = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** In letters up to twelve, else in digits. */
export const inWords = (n: number): string => SMALL[n] ?? String(n);

/** Cents as dollars: `$12.50`, `$7`. */
export const money = (cents: number | bigint): string => {
  const r = q(cents, 100);
  return r.isInteger ? `$${r}` : `$${r.fixed(2)}`;
};

/** The first letter as a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a` or `an`, by the first letter or the sound of a number. */
export const article = (text: string): string =>
  /^(?:[aeiou]|8|11\b|18\b|11,|18,)/i.test(text) && !/^(?:uni|eu|one|use)/i.test(text)
    ? `an ${text}`
    : `a ${text}`;
