import { readBrace, readClosingBrace } from './braces.ts';
import { readCommand } from './latex.ts';
import { isIdeograph, isWordUnit, readWord, settleSingleLetters } from './letters.ts';
import { readNumeral } from './numerals.ts';
import { isDigit, type Reading } from './reading.ts';
import { readSign } from './signs.ts';
import { FNV_START, fnv, hashedId, KIND } from './token.ts';

/**
 * Writes the tokens of a folded text (see fold.ts) behind those that the list of the reading holds already.
 * Reads prose, plain mathematics and LaTeX alike; what only lays out is passed over. Time: linear.
 */
export function tokenize(text: string, reading: Reading): void {
  reading.text = text;
  reading.at = 0;
  reading.from = reading.list.count;
  reading.brackets = [];
  reading.depth = 0;
  reading.numberAt = -1;
  reading.hasLower = /(?:^|[^\\A-Za-z{])[a-z]/.test(text) && !isShouted(text); // the names of commands aside
  while (reading.at < text.length) readUntil(reading, -1);
  settleSingleLetters(reading);
}

/** Whether prose is all in capitals, whatever letters stand in its formulas: long words are, and few others are not. */
function isShouted(text: string): boolean {
  const loud = countOf(/(?<![\\A-Za-z])[A-Z]{5,}/g, text); // names of points have four at most
  return loud > 1 && loud > countOf(/(?<![\\A-Za-z{])[a-z]{3,}/g, text);
}

const countOf = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

/** Reads up to and with the unit `stop`, or to the end. */
function readUntil(reading: Reading, stop: number): void {
  const { text } = reading;
  while (reading.at < text.length) {
    const unit = text.charCodeAt(reading.at);
    if (unit === stop) {
      reading.at++;
      return;
    }
    if (unit <= 0x20) reading.at++;
    else if (isWordUnit(unit)) readWord(reading);
    else if (isDigit(unit) || (unit === 0x2e && isDigit(text.charCodeAt(reading.at + 1))))
      readNumeral(reading);
    else if (unit === 0x5c) readCommand(reading, readUntil);
    else if (unit === 0x7b) readBrace(reading, readUntil);
    else if (unit === 0x7d) readClosingBrace(reading);
    else if (isIdeograph(unit)) {
      reading.list.push(hashedId(fnv(FNV_START, unit), (unit >>> 3) & 0x1fff, unit & 7), KIND.word);
      reading.at++;
    } else readSign(reading, unit, readUntil);
  }
}
