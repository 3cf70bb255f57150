/** A piece of a text. The `raw` of all pieces, one after the other, is the text, letter by letter. */
export type Piece =
  | { kind: 'text'; raw: string }
  /** A fenced block or drawing code: monospaced, nothing in it is mathematics. */
  | { kind: 'code'; raw: string }
  | { kind: 'inline' | 'display'; raw: string; tex: string };

/** A longer formula stays text, and so does whatever follows the first formulas of a text. */
const LONGEST_FORMULA = 4000;
const MOST_FORMULAS = 400;

const ENVIRONMENTS = new Set(
  ['equation', 'align', 'alignat', 'gather', 'multline', 'eqnarray'].flatMap((name) => [name, `${name}*`]),
);

/**
 * Splits a text into what is mathematics and what is not. Delimiters are `\(..\)`, `\[..\]`, `$$..$$`,
 * `$..$` and the displayed environments of LaTeX. Nothing else means anything: asterisks, underscores,
 * hashes and numbers at the start of a line are text, and shown word for word.
 *
 * A single `$` opens a formula only if the next `$` closes it: no digit may follow a formula without a command (`$5-$10`), and it is
 * no price. So `costs $5 and $10` is text (a space stands before the second `$`), `$5, then $x$` holds the
 * formula `x` only. Takes time linear in the length of the text.
 */
export function splitMaths(text: string): Piece[] {
  const pieces: Piece[] = [];
  const closer = closerFinder(text);
  let shown = 0;
  let formulas = 0;
  const flush = (end: number): void => {
    if (end > shown) pieces.push({ kind: 'text', raw: text.slice(shown, end) });
  };
  for (let at = nextMark(text, 0); at < text.length; ) {
    const piece = formulas < MOST_FORMULAS ? pieceAt(text, at, closer) : null;
    if (piece === null) {
      at = nextMark(text, at + (text[at] === '\\' ? 2 : 1));
      continue;
    }
    flush(at);
    pieces.push(piece);
    if (piece.kind !== 'code') formulas++;
    shown = at + piece.raw.length;
    at = nextMark(text, shown);
  }
  flush(text.length);
  return pieces;
}

type Closer = (mark: string, from: number) => number;

/** Like indexOf, but a mark that was not found once is not looked for again further on. */
function closerFinder(text: string): Closer {
  const none = new Set<string>();
  return (mark, from) => {
    if (none.has(mark)) return -1;
    const found = text.indexOf(mark, from);
    if (found < 0) none.add(mark);
    return found;
  };
}

const MARKS = /[\\$`[]/g;

function nextMark(text: string, from: number): number {
  MARKS.lastIndex = from;
  return MARKS.exec(text)?.index ?? text.length;
}

function pieceAt(text: string, at: number, closer: Closer): Piece | null {
  switch (text[at]) {
    case '`':
      return isLineStart(text, at)
        ? enclosed('code', text, at, '```', closer('\n```', at + 3), '\n```')
        : null;
    case '[':
      return enclosed('code', text, at, '[asy]', closer('[/asy]', at + 5), '[/asy]');
    case '\\':
      return commandAt(text, at, closer);
    default:
      return text[at + 1] === '$'
        ? enclosed('display', text, at, '$$', closer('$$', at + 2), '$$')
        : dollarAt(text, at, closer);
  }
}

const isLineStart = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';

function commandAt(text: string, at: number, closer: Closer): Piece | null {
  if (text[at + 1] === '(') return enclosed('inline', text, at, '\\(', closer('\\)', at + 2), '\\)');
  if (text[at + 1] === '[') return enclosed('display', text, at, '\\[', closer('\\]', at + 2), '\\]');
  const name = /^\\begin\{([a-z]{1,12}\*?)\}/.exec(text.slice(at, at + 24))?.[1];
  if (name === undefined || !ENVIRONMENTS.has(name)) return null;
  const end = `\\end{${name}}`;
  const close = closer(end, at);
  if (close < 0 || close - at > LONGEST_FORMULA) return null;
  const raw = text.slice(at, close + end.length);
  return { kind: 'display', raw, tex: raw };
}

function enclosed(
  kind: Piece['kind'],
  text: string,
  at: number,
  open: string,
  close: number,
  end: string,
): Piece | null {
  if (!text.startsWith(open, at) || close < at + open.length) return null;
  const raw = text.slice(at, close + end.length);
  if (kind === 'text' || kind === 'code') return { kind, raw };
  const tex = text.slice(at + open.length, close);
  return tex.trim() === '' || tex.length > LONGEST_FORMULA ? null : { kind, raw, tex };
}

function dollarAt(text: string, at: number, closer: Closer): Piece | null {
  let close = closer('$', at + 1);
  while (close > 0 && isEscaped(text, close)) close = closer('$', close + 1);
  if (close < 0 || close - at > LONGEST_FORMULA) return null;
  const tex = text.slice(at + 1, close);
  const isBeforeDigit = /^[0-9]/.test(text.slice(close + 1, close + 2));
  if ((isBeforeDigit && !tex.includes('\\')) || !isFormula(tex)) return null;
  return { kind: 'inline', raw: text.slice(at, close + 1), tex };
}

const isEscaped = (text: string, at: number): boolean => text[at - 1] === '\\' && text[at - 2] !== '\\';

/** Whether what stands between two dollars is a formula, and not the words between two prices. */
function isFormula(tex: string): boolean {
  const bare = tex.trim();
  if (bare === '' || tex.includes('\n\n')) return false;
  const before = /^\s/.test(tex);
  const after = /\s$/.test(tex);
  const mayBePrice = /^[0-9]/.test(bare);
  if (!before && !after && !mayBePrice) return true;
  if (hasProse(bare)) return false;
  if (/[\\^_]/.test(bare)) return true;
  if (mayBePrice && before !== after) return false;
  return !(before || after) || /[=<>+]|^[A-Z]{2,6}$/.test(bare) || bare.length === 1;
}

/** Two words of the language in a row, commands and their texts aside. */
function hasProse(tex: string): boolean {
  const bare = tex
    .replace(/\\(?:text|mathrm|textbf|mbox|operatorname)\s*\{[^{}]*\}/g, ' ')
    .replace(/\\[A-Za-z]+/g, ' ');
  return /\b(?:[a-z]{2,}[\s,;]+[A-Za-z]{2,}|[A-Za-z]{2,}[\s,;]+[a-z]{2,})\b/.test(bare);
}
