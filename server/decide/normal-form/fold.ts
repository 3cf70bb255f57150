import { FIRST, raised, SECOND } from './symbols.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  ndash: '-',
  mdash: '-',
  minus: '-',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  hellip: ' ',
  times: '×',
  divide: '÷',
  le: '≤',
  ge: '≥',
  ne: '≠',
  plusmn: '±',
  deg: '°',
  pi: 'π',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  sigma: 'σ',
  Delta: 'Δ',
  delta: 'δ',
  omega: 'ω',
  phi: 'φ',
  radic: '√',
  infin: '∞',
  sum: '∑',
  int: '∫',
  middot: '·',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  rarr: '→',
  ang: '∠',
  asymp: '≈',
  isin: '∈',
  cup: '∪',
  cap: '∩',
  lpar: '(',
  rpar: ')',
  plus: '+',
  equals: '=',
  comma: ',',
  period: '.',
  quest: '?',
  dollar: '$',
  percnt: '%',
  sol: '/',
};

/**
 * A text in one writing: HTML entities read, signs without width gone, Unicode mathematics as LaTeX, NFKC,
 * plain quotes and dashes, look-alike letters of other scripts as Latin ones. Case and white space stay.
 * A text that has none of these is handed back as it is. Time: linear.
 */
export function fold(text: string): string {
  let plain = text;
  for (let i = 0; i < 2 && plain.includes('&'); i++) plain = withoutEntities(plain); // `&amp;lt;` is escaped twice
  if (isAscii(plain)) return plain;
  return replaced(replaced(plain, FIRST).normalize('NFKC'), SECOND);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Copies what is not replaced in runs. Superscripts in a row become one exponent. */
function replaced(text: string, table: ReadonlyMap<number, string>): string {
  let result = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    const exponent = exponentAt(text, i);
    const replacement = exponent === '' ? table.get(unit) : `^{${exponent}}`;
    if (replacement === undefined) continue;
    result += text.slice(from, i) + replacement;
    if (exponent !== '') i += exponent.length - 1;
    from = i + 1;
  }
  return from === 0 ? text : result + text.slice(from);
}

function exponentAt(text: string, start: number): string {
  let exponent = '';
  for (let i = start; i < text.length; i++) {
    const sign = raised(text.charCodeAt(i));
    if (sign === undefined) break;
    exponent += sign;
  }
  return exponent;
}

function withoutEntities(text: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const length = text.slice(at, at + 12).indexOf(';');
    const end = at + length;
    const sign = length < 0 ? undefined : entity(text.slice(at + 1, end));
    if (sign === undefined) continue;
    result += text.slice(from, at) + sign;
    from = end + 1;
    at = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

function entity(name: string): string | undefined {
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name];
  const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
