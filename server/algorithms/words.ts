/**
 * Whether Python's str.split(), str.strip() and `\s` take a UTF-16 unit for white space.
 * Differs from JavaScript's `\s`: U+001C to U+001F and U+0085 are in, U+FEFF is not.
 */
export function isWhiteSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit >= 0x1c;
  if (unit < 0x85) return false;
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  if (unit < 0x2000) return unit === 0x1680;
  if (unit <= 0x202f) return unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || unit === 0x202f;
  return unit === 0x205f || unit === 0x3000;
}

/** Where a word stands in its text: UTF-16 offsets, `end` behind its last unit. */
export interface WordSpan {
  start: number;
  end: number;
}

/** The words of a text as they stand in it, in order: runs without white space. */
export function wordSpans(text: string): WordSpan[] {
  const spans: WordSpan[] = [];
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    if (isWhiteSpace(text.charCodeAt(i))) {
      if (start >= 0) spans.push({ start, end: i });
      start = -1;
    } else if (start < 0) start = i;
  }
  if (start >= 0) spans.push({ start, end: text.length });
  return spans;
}

/**
 * The lower-cased words of a text, as Python's `text.lower().split()`; punctuation stays on the words.
 * Word k is the lower case of span k of `wordSpans`: no white space has a case, and none of it is passed
 * over when a final sigma is looked for.
 * Source: s1, data/decontaminate_util.py.
 * Differs: letters newer than the Unicode version of either runtime keep their case there.
 */
export function words(text: string): string[] {
  const lower = text.toLowerCase();
  return wordSpans(lower).map(({ start, end }) => lower.slice(start, end));
}

/** s1's normal form: lower case, no white space at the ends, one blank for every run of it within. */
export const normalForm = (text: string): string => words(text).join(' ');
