import fc from 'fast-check';

/** Answers of the kinds that are read, each in one of several writings. */
const whole = fc.integer({ min: -999, max: 999 });
const small = fc.integer({ min: 2, max: 30 });
const number = fc.oneof(
  whole.map(String),
  fc.tuple(whole, small).map(([n, d]) => `\\frac{${n}}{${d}}`),
  fc.tuple(whole, small).map(([n, d]) => `${n}/${d}`),
  fc.tuple(whole, fc.integer({ min: 1, max: 9 })).map(([n, d]) => `${n}.${d}`),
  fc.tuple(small, small).map(([a, b]) => `${a}\\sqrt{${b}}`),
  small.map((n) => `${n}\\pi`),
  fc.tuple(whole, small).map(([a, b]) => `${a}+${b}i`),
);
const letter = fc.constantFrom('x', 'n', 't');
const expression = fc
  .tuple(letter, small, whole, small)
  .chain(([x, a, b, c]) =>
    fc.constantFrom(
      `${a}${x}+${b}`,
      `${x}^{2}-${a}${x}+${c}`,
      `\\frac{${x}+${a}}{${c}}`,
      `(${x}+${a})(${x}-${c})`,
      `\\sqrt{${x}^2+${a}}`,
      `${a}\\sin ${x}`,
    ),
  );
const items = fc.array(number, { minLength: 2, maxLength: 4 });
const unit = fc.constantFrom('cm', 'm', 'kg', 'hours', 'minutes', 'km/h', '\\%', '^\\circ', 'dollars');

export const answer = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: expression },
  items.map((list) => `(${list.join(', ')})`),
  items.map((list) => `\\{${list.join(', ')}\\}`),
  items.map((list) => list.join(', ')),
  fc.tuple(whole, small).map(([low, size]) => `[${low}, ${low + size})`),
  fc
    .tuple(letter, fc.constantFrom('<', '>', '\\le', '\\ge'), whole)
    .map(([x, sign, n]) => `${x} ${sign} ${n}`),
  fc.tuple(letter, number).map(([x, value]) => `${x} = ${value}`),
  fc
    .tuple(whole, whole, whole, whole)
    .map(([a, b, c, d]) => `\\begin{pmatrix} ${a} & ${b} \\\\ ${c} & ${d} \\end{pmatrix}`),
  fc
    .tuple(whole, unit)
    .map(([n, name]) =>
      name.startsWith('^') ? `${n}${name}` : `${n} \\text{ ${name} }`.replace('\\text{ \\% }', '\\%'),
    ),
  fc.tuple(small, small).map(([a, b]) => `${a}:${b}`),
  fc.constantFrom(
    'A',
    'B',
    '(C)',
    'D',
    'A, C',
    'yes',
    'no',
    'True',
    'False',
    'Monday',
    'odd',
    'even',
    'no solution',
    'the ladder',
  ),
);

/** Typesetting that must never matter. */
export const dressing = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `$${text}$`,
  (text) => `$$ ${text} $$`,
  (text) => `\\(${text}\\)`,
  (text) => `\\[ ${text} \\]`,
  (text) => `\\boxed{${text}}`,
  (text) => `  ${text}  `,
  (text) => `${text}.`,
  (text) => `{${text}}`,
  (text) => `\\displaystyle ${text}`,
  (text) => text.replaceAll('\\frac', '\\dfrac'),
  (text) => text.replaceAll('(', '\\left( ').replaceAll(')', ' \\right)'),
  (text) => text.replaceAll(', ', ',\\, '),
  (text) => text.replaceAll('+', ' + '),
  (text) => text.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
);

const PIECES = [
  '\\frac',
  '\\sqrt',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '\\{',
  '\\}',
  '^',
  '_',
  '!',
  '%',
  '|',
  ',',
  ';',
  ':',
  '=',
  '<',
  '+',
  '-',
  '*',
  '/',
  '\\pm',
  '\\cup',
  '\\infty',
  '\\text{',
  '\\begin{pmatrix}',
  '\\end{pmatrix}',
  '\\\\',
  '&',
  '\\left',
  '\\boxed{',
  '\\pi',
  '\\sin',
  '\\log',
  '0',
  '1',
  '12',
  '999',
  '1,000',
  '.5',
  '2e3',
  'x',
  'n',
  'e',
  'i',
  'cm',
  'm',
  ' ',
  'and',
  'or',
  'A',
  'yes',
  '\\circ',
  '°',
  '$',
  '\\',
  '一',
  '\ud800',
];

/** Heaps of pieces of answers, most of them nonsense. */
export const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(''));

/** Any UTF-16 units, half surrogate pairs included. */
export const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 32, max: 126 })), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));
