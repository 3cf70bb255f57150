import type { Finding } from '../stage.ts';

type Defect = 'asymptote' | 'missing-image' | 'numbering';

interface Span {
  start: number;
  end: number;
}

/**
 * The four patterns of s1's quality gate, on the text only and case-sensitive
 * (s1, data/filter.ipynb; the third tests `p1.` to `p999.` as bare substrings, so `step12.` matches too).
 * None can go back on itself: each is linear in the length of the text.
 */
const PATTERNS: readonly { defect: Defect; find: (text: string) => Span | null }[] = [
  { defect: 'asymptote', find: (text) => literal(text, '[asy]') },
  { defect: 'missing-image', find: (text) => literal(text, '![Image]') },
  { defect: 'numbering', find: (text) => first(text, /p[1-9][0-9]{0,2}\./) },
  { defect: 'numbering', find: boldLabel },
];

/** Every defect of a text, one finding a kind and pattern. */
export function findDefects(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const { defect, find } of PATTERNS) {
    const span = find(text);
    if (span === null || findings.some(({ reason }) => reason === defect)) continue;
    const evidence = { defect, start: span.start, end: span.end, text: text.slice(span.start, span.end) };
    findings.push({ reason: defect, evidence, margin: null });
  }
  return findings;
}

function literal(text: string, wanted: string): Span | null {
  const start = text.indexOf(wanted);
  return start < 0 ? null : { start, end: start + wanted.length };
}

function first(text: string, pattern: RegExp): Span | null {
  const match = pattern.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/**
 * Equal to Python's `\*\*(?=.*\d)[^\s\]]*\*\*`: two asterisks, a run without white space and `]`, two
 * asterisks, and a digit anywhere after the first two on the same line. Written as a scan, because the
 * expression itself takes quadratic time on a long line of asterisks.
 */
export function boldLabel(text: string): Span | null {
  if (!text.includes('**')) return null;
  for (let line = 0; line <= text.length; ) {
    const newline = text.indexOf('\n', line);
    const end = newline < 0 ? text.length : newline;
    const found = boldLabelInLine(text, line, end);
    if (found !== null) return found;
    line = end + 1;
  }
  return null;
}

function boldLabelInLine(text: string, from: number, end: number): Span | null {
  const opening = text.indexOf('**', from);
  if (opening < 0 || opening >= end) return null;
  const lastDigit = lastDigitBefore(text, from, end);
  for (let open = opening; open >= 0 && open + 2 <= lastDigit; ) {
    const stop = runEnd(text, open + 2, end);
    const close = text.lastIndexOf('**', stop - 2);
    if (close >= open + 2) return { start: open, end: close + 2 };
    open = text.indexOf('**', Math.max(open + 1, stop - 1));
  }
  return null;
}

/** End of the run without white space and `]` that starts at `from`. */
function runEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text[at] !== ']' && !/\s/u.test(text.charAt(at))) at++;
  return at;
}

/** Index of the last decimal digit of any script in the line, or -1. */
function lastDigitBefore(text: string, from: number, end: number): number {
  for (let at = end - 1; at >= from; at--) {
    if (/\p{Nd}/u.test(text.charAt(at))) return at;
  }
  return -1;
}
