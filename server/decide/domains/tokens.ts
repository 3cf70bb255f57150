/** What hears a text: `token` each word, command or character, `gap` where a phrase can not go on. */
export interface TokenListener {
  token(word: string): void;
  gap(): void;
}

const SKIP = 0; // keeps phrases together: white space, hyphens, braces, parentheses, dollars
const GAP = 1; // ends a phrase: stops, digits, operators
const LETTER = 2; // part of a word
const SINGLE = 3; // a token by itself: an ideograph, a mathematical sign
const BACKSLASH = 4;
const APOSTROPHE = 5;

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/iu.test(char)) return LETTER;
  if (char === '\\') return BACKSLASH;
  if (char === "'") return APOSTROPHE;
  return /[\s\-{}()[\]$^_*~`]/u.test(char) ? SKIP : GAP;
});

const RIGHT_QUOTE = 0x2019;
/** Longer words are names of nothing that is looked for. Unit: UTF-16 units. */
const LONGEST_WORD = 40;

/**
 * Cuts a text into tokens, in one pass: words (letters of any alphabet, with digits after the first letter:
 * `h2o`), LaTeX commands with their backslash (`\frac`), and single characters of Chinese, Japanese kana and
 * the blocks of arrows and mathematical signs. A possessive `'s` is left out; a single letter keeps up to three
 * primes (`y''`). The text must be in lower case already.
 */
export function scanTokens(text: string, listener: TokenListener): void {
  let at = 0;
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === LETTER) at = scanWord(text, at, listener);
    else if (kind === BACKSLASH) at = scanCommand(text, at, listener);
    else if (kind === APOSTROPHE) at += lengthOfPossessive(text, at);
    else {
      if (kind === SINGLE) listener.token(text.charAt(at));
      else if (kind === GAP) listener.gap();
      at += 1;
    }
  }
}

function scanWord(text: string, start: number, listener: TokenListener): number {
  let end = start + 1;
  while (end < text.length && isInWord(text.charCodeAt(end))) end += 1;
  if (end === start + 1) end = endOfPrimes(text, end);
  if (end - start > LONGEST_WORD) listener.gap();
  else listener.token(text.slice(start, end));
  return end;
}

/** A run of backslashes is one, so that double-escaped text reads alike; without letters it is a gap. */
function scanCommand(text: string, start: number, listener: TokenListener): number {
  let name = start + 1;
  while (name < text.length && kindOf(text.charCodeAt(name)) === BACKSLASH) name += 1;
  let end = name;
  while (end < text.length && isCommandLetter(text.charCodeAt(end))) end += 1;
  if (end === name || end - name > LONGEST_WORD) listener.gap();
  else listener.token(text.slice(name - 1, end));
  return end;
}

function kindOf(code: number): number {
  if (code < 128) return ASCII[code] as number;
  if (code < 0xc0) return code === 0xa0 ? SKIP : GAP;
  if (code < 0x2000) return code === 0xd7 || code === 0xf7 ? SINGLE : LETTER;
  if (code < 0x2190) return code === RIGHT_QUOTE ? APOSTROPHE : GAP;
  if (code < 0x2c00) return SINGLE;
  if (code === 0x3000) return SKIP;
  if (code < 0x3040) return GAP;
  if (code < 0xa000 || (code >= 0xf900 && code < 0xfb00)) return SINGLE;
  return code >= 0xac00 && code < 0xd7a4 ? LETTER : GAP;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** False past the end of the text, where the code is NaN. */
const isInWord = (code: number): boolean => isDigit(code) || kindOf(code) === LETTER;
const isCommandLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;

/** Where the primes after a single letter end; an apostrophe before a letter is none. */
function endOfPrimes(text: string, start: number): number {
  let end = start;
  while (end < start + 3 && kindOf(text.charCodeAt(end)) === APOSTROPHE) end += 1;
  return isInWord(text.charCodeAt(end)) ? start : end;
}

/** 2 at a possessive `'s`, which is passed over; 1 at any other apostrophe. */
function lengthOfPossessive(text: string, at: number): number {
  const isS = text.charCodeAt(at + 1) === 0x73;
  return isS && !isInWord(text.charCodeAt(at + 2)) ? 2 : 1;
}
