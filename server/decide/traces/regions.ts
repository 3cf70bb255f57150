import type { Span } from './sentences.ts';

export interface Regions {
  /** Formulas and code, ascending, never overlapping. */
  readonly spans: readonly Span[];
  /** What is still open where the text ends, and where it began. */
  readonly open: { readonly kind: 'formula' | 'code'; readonly start: number } | null;
}

/** What opens a region, in the order in which it is tried at one place. */
const OPENING = /^ {0,3}(?:```|~~~)|`|\\\[|\\\(|\\begin\{([a-zA-Z]{1,20}\*?)\}|\\[^[(]|\$\$|\$/gm;

/**
 * Formulas (between dollars, `\( \)`, `\[ \]`, environments) and code (fences, backquotes) of a text in Markdown with
 * TeX. A dollar before an amount is money. What never closes runs to the end of its paragraph where it is inline, else
 * to the end of the text. Linear: a closing mark that is missing is looked for once.
 */
export function regionsOf(text: string): Regions {
  const spans: Span[] = [];
  const closing = finder(text);
  let open: Regions['open'] = null;
  OPENING.lastIndex = 0;
  for (let mark = OPENING.exec(text); mark !== null; mark = OPENING.exec(text)) {
    const [start, from] = [mark.index, mark.index + mark[0].length];
    const found = regionAt(text, mark, closing);
    if (found === null) {
      OPENING.lastIndex = from;
      continue;
    }
    if (found.end < 0) open = { kind: found.kind, start };
    const end = found.end < 0 ? text.length : found.end;
    spans.push({ start, end });
    OPENING.lastIndex = end;
    if (end >= text.length) break;
  }
  return { spans, open };
}

interface Found {
  kind: 'formula' | 'code';
  /** -1 where it never closes. */
  end: number;
}

/** Place of the next `wanted` from `from`, or -1. */
type Finder = (wanted: string, from: number) => number;

/** What the mark opens; null where it opens nothing. */
function regionAt(text: string, mark: RegExpExecArray, closing: Finder): Found | null {
  const from = mark.index + mark[0].length;
  const name = mark[0].trimStart();
  if (name === '```' || name === '~~~') return fenced(text, name, from, closing);
  if (name === '`') return within(text, '`', from, 'code', closing);
  if (name === '\\[') return within(text, '\\]', from, 'formula', closing);
  if (name === '\\(') return within(text, '\\)', from, 'formula', closing);
  if (mark[1] !== undefined) return within(text, `\\end{${mark[1]}}`, from, 'formula', closing);
  if (name === '$$') return within(text, '$$', from, 'formula', closing);
  if (name === '$') return isMoney(text, from) ? null : within(text, '$', from, 'formula', closing);
  return null;
}

/** A fence closes at the start of a line, blanks aside; three backquotes within one line are inline code. */
function fenced(text: string, fence: string, from: number, closing: Finder): Found {
  const newline = closing('\n', from);
  const lineEnd = newline < 0 ? text.length : newline;
  for (let at = closing(fence, from); at >= 0; at = closing(fence, at + 3)) {
    const before = text.slice(Math.max(0, at - 12), at);
    if (at < lineEnd || /\n[ \t>]{0,10}$/.test(before)) return { kind: 'code', end: at + 3 };
  }
  return { kind: 'code', end: -1 };
}

/**
 * What closes within its paragraph. What never does is open at the end where that is the last paragraph and it looks
 * like a formula that was begun; else it is no region.
 */
function within(
  text: string,
  mark: string,
  from: number,
  kind: Found['kind'],
  closing: Finder,
): Found | null {
  const end = closing(mark, from);
  const paragraph = closing('\n\n', from);
  const dollar = mark === '$' && /\s/.test(text.charAt(from));
  if (dollar && end >= 0 && !/\s/.test(text.charAt(end - 1))) return null;
  if (end >= 0 && (paragraph < 0 || end < paragraph)) return { kind, end: end + mark.length };
  if (kind === 'code' || (paragraph >= 0 && text.slice(paragraph, paragraph + 4000).trim() !== ''))
    return null;
  const rest = text.slice(from, from + LONGEST_OPEN + 1);
  const isBegun =
    rest.length <= LONGEST_OPEN && (mark !== '$' || isFormula(rest)) && !/[a-z]{3}[.!?]\s+[A-Z]/.test(rest);
  return isBegun ? { kind, end: -1 } : null;
}

/** A formula that was begun and never closed is no longer than this. Unit: UTF-16 units. */
const LONGEST_OPEN = 3000;

/** What can stand behind a dollar and is no amount. */
const isFormula = (rest: string): boolean =>
  /[\\^_{}]/.test(rest) ||
  /^[a-zA-Z(|-][^a-zA-Z]{0,40}(?:[=<>+][^a-zA-Z]{0,40}[a-zA-Z]?[^a-zA-Z]{0,40})?$/.test(rest);

/** An amount with something behind it that is no formula: `$5 and`, `$1,200.50.` */
function isMoney(text: string, from: number): boolean {
  return /^(?:<<|\d{1,3}(?:,\d{3}){0,4}\d{0,9}(?:\.\d{1,2})?(?:\s[a-zA-Z(]|[.,;:!?)]{1,2}(?:\s|$)|-[a-z]|\/[a-z]|\s?$))/.test(
    text.slice(from, from + 40),
  );
}

/** `indexOf` that goes over each stretch of the text once for each thing wanted, as long as `from` ascends. */
function finder(text: string): Finder {
  const known = new Map<string, number>();
  return (wanted, from) => {
    const last = known.get(wanted);
    if (last !== undefined && (last < 0 || last >= from)) return last;
    const found = text.indexOf(wanted, from);
    known.set(wanted, found);
    return found;
  };
}
