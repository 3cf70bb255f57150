/** What one look over a JSON text tells, before it is parsed. */
export interface Survey {
  /** Names of members, where the text is valid JSON. */
  names: number;
  /** Deepest nesting. */
  depth: number;
  /** No number in it would lose digits as a JavaScript number. */
  plainNumbers: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Longest run of digits that a double holds exactly whatever they are. */
const EXACT_DIGITS = 15;

/** Looks over a text that may be anything; strings are passed over by `indexOf`. Linear, and far quicker than parsing. */
export function survey(text: string): Survey {
  let names = 0;
  let depth = 0;
  let deepest = 0;
  let plainNumbers = true;
  let i = 0;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      i = stringEnd(text, i);
      if (text.charCodeAt(i) === 58 || nextSolid(text, i) === 58) names++;
    } else if ((c >= 48 && c <= 57) || c === 45) {
      const end = numberEnd(text, i);
      plainNumbers &&= isPlain(text, i, end);
      i = end;
    } else {
      if (c === 123 || c === 91) deepest = Math.max(deepest, ++depth);
      else if (c === 125 || c === 93) depth--;
      i++;
    }
  }
  return { names, depth: deepest, plainNumbers };
}

/** The index behind the string that begins at `open`; the end of the text where it is not closed. */
export function stringEnd(text: string, open: number): number {
  let quote = text.indexOf('"', open + 1);
  while (quote !== -1) {
    let slashes = 0;
    while (text.charCodeAt(quote - slashes - 1) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

function nextSolid(text: string, from: number): number {
  let i = from;
  while (isJsonSpace(text.charCodeAt(i))) i++;
  return text.charCodeAt(i);
}

/** White space of JSON (RFC 8259). */
export const isJsonSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9;

function numberEnd(text: string, from: number): number {
  let i = from + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const digit = (c >= 48 && c <= 57) || c === 46 || c === 43 || c === 45 || c === 69 || c === 101;
    if (!digit) break;
  }
  return i;
}

function isPlain(text: string, from: number, to: number): boolean {
  if (to - from > EXACT_DIGITS) return false;
  const signed = text.charCodeAt(from) === 45;
  if (signed && text.charCodeAt(from + 1) === 48) return false;
  for (let i = signed ? from + 1 : from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}
