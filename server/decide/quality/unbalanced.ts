import { looksLikeCode } from './code-signs.ts';
import type { Defect, Detect } from './detector.ts';
import { has } from './glance.ts';

/** Mathematics of LaTeX that opens and does not close, or the other way round. */
export const unbalancedMaths: Detect = ({ text, glance }) => {
  const latex = has(glance, '\\');
  const dollars = has(glance, '$');
  if (!latex && !dollars) return null;
  const found = (latex ? (environments(text) ?? fences(text) ?? delimiters(text)) : null) ?? null;
  if (found !== null) return looksLikeCode(text) ? { ...found, severity: 'blemish' } : found;
  const sign = dollars && MATHS.test(text) ? dollarSigns(text) : null;
  if (sign !== null) return looksLikeCode(text) ? { ...sign, severity: 'blemish' } : sign;
  const brace = MATHS.test(text) ? braces(text) : null;
  return brace === null || looksLikeCode(text) ? null : brace;
};

const fault = (start: number, end: number, open: string): Defect => ({
  severity: 'defect',
  start,
  end,
  detail: { open },
});

/** `\begin{x}` and `\end{x}`, as a stack. */
function environments(text: string): Defect | null {
  if (!/\\(?:begin|end)\b/.test(text)) return null;
  const open: { name: string; start: number; end: number }[] = [];
  for (const match of text.matchAll(/\\(begin|end)\s?\{([^{}\n]{1,30})\}/g)) {
    const [all, kind, name = ''] = match;
    const place = { name, start: match.index, end: match.index + all.length };
    if (kind === 'begin') open.push(place);
    else if (open.at(-1)?.name === name) open.pop();
    else return fault(place.start, place.end, all);
  }
  const left = open[0];
  return left === undefined ? null : fault(left.start, left.end, `\\begin{${left.name}}`);
}

/** As many `\left` as `\right`. */
function fences(text: string): Defect | null {
  if (!/\\(?:left|right)\b/.test(text)) return null;
  let depth = 0;
  let last = 0;
  for (const match of text.matchAll(/\\(left|right)(?![a-zA-Z])/g)) {
    if (match[1] === 'left') last = match.index;
    depth += match[1] === 'left' ? 1 : -1;
    if (depth < 0) return fault(match.index, match.index + match[0].length, match[0]);
  }
  return depth === 0 ? null : fault(last, last + 5, '\\left');
}

/** `\(` with `\)`, `\[` with `\]`; behind a line break `\\[2pt]` is a length. */
function delimiters(text: string): Defect | null {
  let open: { sign: string; at: number } | null = null;
  for (const match of text.matchAll(/\\(?:\\|[()[\]])/g)) {
    const sign = match[0];
    if (sign === '\\\\') continue;
    if (sign === '\\(' || sign === '\\[') {
      if (open !== null) return fault(open.at, open.at + 2, open.sign);
      open = { sign, at: match.index };
    } else if (open === null || (open.sign === '\\(') !== (sign === '\\)')) {
      return fault(match.index, match.index + 2, sign);
    } else open = null;
  }
  return open === null ? null : fault(open.at, open.at + 2, open.sign);
}

/** Signs that dollars stand for mathematics and not for money alone. */
const MATHS = /\\[a-zA-Z]{2,}|\$\\\{|[\w})]\^[\w{]|[a-zA-Z]_[\w{]/;

/** A dollar before a sum of money, which nothing closes. */
const MONEY = /^\$\s?\d[\d,]*(?:\.\d+)?(?:k|M|B)?(?=[\s.,;:?!)\]'"\u2013\u2014/-]|$)/;

/**
 * Dollar signs come in pairs, one or two at a time; where one may stand for money nothing is said of single ones.
 */
function dollarSigns(text: string): Defect | null {
  const signs = [...text.matchAll(/(?<!\\|\\textbackslash)\$+/g)];
  let open: { at: number; size: 1 | 2 } | null = null;
  for (const { 0: run, index } of signs) {
    if (open === null) {
      if (run.length !== 4) open = { at: index, size: run.length === 1 ? 1 : 2 };
    } else if (open.size === 2) {
      if (run.length === 2 || run.length === 3) open = null;
    } else open = run.length === 2 ? { at: index, size: 1 } : null;
  }
  if (open === null) return null;
  const isMoney = ({ 0: run, index }: RegExpExecArray) =>
    run.length === 1 && MONEY.test(text.slice(index, index + 24));
  return open.size === 1 && signs.some(isMoney) ? null : fault(open.at, open.at + open.size, '$');
}

/** As many opened as closed braces, those aside that stand for themselves. */
function braces(text: string): Defect | null {
  let depth = 0;
  let opened = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c) i += /^\\(?:left|right) [{}]/.test(text.slice(i, i + 8)) ? 7 : 1;
    else if (unit === 0x7b) {
      if (depth === 0) opened = i;
      depth++;
    } else if (unit === 0x7d) {
      depth--;
      if (depth < 0) return fault(i, i + 1, '}');
    }
  }
  return depth === 0 ? null : fault(opened, opened + 1, '{');
}
