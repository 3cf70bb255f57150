export const BLANK = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const SIGN = 3;
/** A character of a script that puts no blanks between words. */
export const WIDE = 4;

/** What each UTF-16 unit is in running text: a rough division, for models that count words. */
export const KINDS = Uint8Array.from({ length: 0x10000 }, (_, unit) => kindOf(unit));

function kindOf(unit: number): number {
  if (unit < 128) return kindOfAscii(unit);
  if ((unit >= 0x2e80 && unit < 0xa640) || (unit >= 0xac00 && unit < 0xd7b0))
    return unit === 0x3000 ? BLANK : WIDE;
  if (unit === 0x85 || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200f) || unit === 0xfeff) return BLANK;
  return (unit >= 0x2010 && unit < 0x2c00) || unit >= 0xff00 ? SIGN : LETTER;
}

function kindOfAscii(unit: number): number {
  if (unit <= 32 || unit === 127) return BLANK;
  if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)) return LETTER;
  return unit >= 48 && unit <= 57 ? DIGIT : SIGN;
}
