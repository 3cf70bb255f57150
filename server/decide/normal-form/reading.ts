import { TokenList } from './token-list.ts';

/** A bracket that is not closed yet: where its token stands, -1 where none was written. */
interface Bracket {
  sign: string;
  at: number;
  hasComma: boolean;
}

/** A text on its way into tokens. */
export interface Reading {
  text: string;
  at: number;
  readonly list: TokenList;
  /** Where this text begins among the tokens. */
  from: number;
  brackets: Bracket[];
  /** Groups that are open. */
  depth: number;
  /** False where all letters are capitals: then capitals tell nothing. */
  hasLower: boolean;
  /** True where the text as it was written has no sign of LaTeX: then braces are signs like others. */
  isPlain: boolean;
  /** Where the last number stands, and its value, so that `twenty` and `five`, `2` and `million` come together. */
  numberAt: number;
  value: number;
  /** True where that number was written in words. */
  inWords: boolean;
}

export const newReading = (): Reading => ({
  text: '',
  at: 0,
  list: new TokenList(),
  from: 0,
  brackets: [],
  depth: 0,
  hasLower: true,
  isPlain: false,
  numberAt: -1,
  value: 0,
  inWords: false,
});

/** Reads `stop` (a UTF-16 unit), or to the end of the text. */
export type ReadUntil = (reading: Reading, stop: number) => void;

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
export const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
export const isBlank = (unit: number): boolean =>
  unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0x7e;

/** The first unit at or behind `at` that is no blank; NaN at the end. */
export function nextUnit(text: string, at: number): number {
  let i = at;
  while (isBlank(text.charCodeAt(i))) i++;
  return text.charCodeAt(i);
}
