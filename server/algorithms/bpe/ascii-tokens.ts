/** What a byte may be; all that needs a closer look is `beyond`: whatever is not ASCII, and control characters. */
const BEYOND = 0;
const LETTER = 1;
const DIGIT = 2;
const SIGN = 3;
const BLANK = 4;
const NEWLINE = 5;

const APOSTROPHE = 0x27;

const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const lower = byte | 0x20;
  if (byte > 0x7e) return BEYOND;
  if (byte === 0x0a || byte === 0x0d) return NEWLINE;
  if (byte < 0x20) return BEYOND;
  if (byte === 0x20) return BLANK;
  if (lower >= 0x61 && lower <= 0x7a) return LETTER;
  return byte >= 0x30 && byte <= 0x39 ? DIGIT : SIGN;
});

/**
 * Where the pre-token that starts at bytes[from] ends, as `preTokenEnd` says, for what most of any text is: digits,
 * words and signs of ASCII with other ASCII behind them. 0 where it takes a closer look.
 */
export function asciiEnd(bytes: Uint8Array, from: number, end: number): number {
  const lead = KINDS[bytes[from]!]!;
  if (lead === DIGIT) return from + 1;
  if (lead === BEYOND || lead === NEWLINE || bytes[from] === APOSTROPHE) return 0; // 's is one by itself
  let to = from + 1;
  const next = to < end ? KINDS[bytes[to]!]! : BEYOND;
  if (lead === LETTER || next === LETTER) {
    while (to < end && KINDS[bytes[to]!] === LETTER) to++; // a sign or a blank before letters belongs to them
  } else {
    if (lead === BLANK && next !== SIGN) return 0;
    while (to < end && KINDS[bytes[to]!] === SIGN) to++;
    while (to < end && KINDS[bytes[to]!] === NEWLINE) to++;
  }
  return to < end && KINDS[bytes[to]!] === BEYOND ? 0 : to;
}
