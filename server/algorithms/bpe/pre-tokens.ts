import { classAt, LETTER, NEWLINE, NUMBER, OTHER, SPACE, widthOf } from './characters.ts';

const APOSTROPHE = 0x27;
const BLANK = 0x20;

/**
 * Where the pre-token that starts at bytes[at] ends: what the pattern of Qwen2's tokenizer matches there,
 * `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
 * by hand: in linear time, as no white space is read more than three times.
 * @param bytes well-formed UTF-8; `at` is a boundary between pre-tokens, at < end
 */
export function preTokenEnd(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  const kind = classAt(bytes, at);
  const next = at + widthOf(lead);
  if (kind === LETTER) return runEnd(bytes, next, end, LETTER);
  if (kind === NUMBER) return next;
  if (kind === NEWLINE) return whiteSpaceEnd(bytes, at, end);
  if (lead === APOSTROPHE) {
    const contraction = contractionEnd(bytes, next, end);
    if (contraction > 0) return contraction;
  }
  const following = next < end ? classAt(bytes, next) : NEWLINE;
  if (following === LETTER) return runEnd(bytes, next, end, LETTER);
  if (kind === SPACE && !(lead === BLANK && following === OTHER)) return whiteSpaceEnd(bytes, at, end);
  return runEnd(bytes, runEnd(bytes, next, end, OTHER), end, NEWLINE);
}

/** The end of a run of characters of one class. */
function runEnd(bytes: Uint8Array, from: number, end: number, kind: number): number {
  let at = from;
  while (at < end && classAt(bytes, at) === kind) at += widthOf(bytes[at]!);
  return at;
}

/**
 * A run of white space goes up to its last line break where it has one; else all of it at the end of the
 * text, else all but its last character (which joins what follows), but one character at least.
 */
function whiteSpaceEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  let last = from;
  let afterBreak = -1;
  while (at < end) {
    const kind = classAt(bytes, at);
    if (kind !== SPACE && kind !== NEWLINE) break;
    last = at;
    at += widthOf(bytes[at]!);
    if (kind === NEWLINE) afterBreak = at;
  }
  if (afterBreak >= 0) return afterBreak;
  return at < end && last > from ? last : at;
}

/** The end of an English contraction whose apostrophe stands before `at`; 0 where there is none. */
function contractionEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0;
  const first = bytes[at]! | 0x20; // lower case, for a letter of ASCII
  if (first === 0x73 || first === 0x74 || first === 0x6d || first === 0x64) return at + 1; // s t m d
  if (at + 1 >= end) return 0;
  const second = bytes[at + 1]!;
  if (bytes[at] === 0xc5 && second === 0xbf) return at + 2; // the long s folds to s
  const lower = second | 0x20;
  if ((first === 0x72 || first === 0x76) && lower === 0x65) return at + 2; // re ve
  return first === 0x6c && lower === 0x6c ? at + 2 : 0; // ll
}
