import { LETTERS, NUMBERS } from './unicode-ranges.ts';

/** Classes of characters that the pre-tokenizer tells apart. */
export const OTHER = 0;
export const LETTER = 1;
export const NUMBER = 2;
/** White space but for CR and LF. */
export const SPACE = 3;
/** CR and LF. */
export const NEWLINE = 4;

const WHITE_SPACE = [9, 11, 12, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000];

/** Class of every code point. 1.1 MB, of which a text touches a few pages. */
const CLASSES = classTable();

function classTable(): Uint8Array {
  const classes = new Uint8Array(0x110000);
  classes.fill(NUMBER, 0x30, 0x3a);
  classes.fill(LETTER, 0x41, 0x5b);
  classes.fill(LETTER, 0x61, 0x7b);
  fillRanges(classes, LETTERS, LETTER);
  fillRanges(classes, NUMBERS, NUMBER);
  for (const code of WHITE_SPACE) classes[code] = SPACE;
  classes.fill(SPACE, 0x2000, 0x200b);
  classes[0x0a] = NEWLINE;
  classes[0x0d] = NEWLINE;
  return classes;
}

function fillRanges(classes: Uint8Array, ranges: string, as: number): void {
  let at = 0;
  const numbers = ranges
    .trim()
    .split(/\s+/)
    .map((digits) => Number.parseInt(digits, 36));
  for (let i = 0; i < numbers.length; i += 2) {
    const start = at + numbers[i]!;
    at = start + numbers[i + 1]!;
    classes.fill(as, start, at);
  }
}

/** Class of the character that starts at bytes[at], which must be whole and well-formed UTF-8. */
export function classAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  return CLASSES[lead < 0x80 ? lead : codePointAt(bytes, at, lead)]!;
}

function codePointAt(bytes: Uint8Array, at: number, lead: number): number {
  const second = bytes[at + 1]! & 0x3f;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second;
  const third = bytes[at + 2]! & 0x3f;
  if (lead < 0xf0) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[at + 3]! & 0x3f);
}

/** Bytes of the character whose first byte this is. */
export function widthOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
