import { meaningOf } from './commands.ts';
import { digitsAt } from './digits.ts';
import { plainMarks } from './marks.ts';
import type { Reader } from './reader.ts';

/** The smallest piece of an answer, typesetting taken off. */
export interface Token {
  /** `word` is a run of letters, `command` a LaTeX command that the parser builds on, `mark` all else. */
  readonly kind: 'number' | 'word' | 'command' | 'mark';
  /** Digits without separators, the letters, the command without backslash, or the mark. */
  readonly text: string;
  /** Whether white space stands before it. */
  readonly space: boolean;
  /** Whether it is set as running text (`\text{cm}`). */
  readonly roman: boolean;
}

/** Texts of more characters are no answers. */
export const LONGEST = 4000;
const DEEPEST = 12;

/**
 * The tokens of an answer in LaTeX or plain writing; null where it is too long or nested too deeply.
 * Marks of the alphabet: ASCII, `⦃⦄` for braces that are seen, `\\` between rows, and the signs of `commands.ts`.
 */
export function tokensOf(text: string, reader: Reader): Token[] | null {
  if (text.length > LONGEST) return null;
  const plain = plainMarks(text);
  const lexer = new Lexer(plain, reader);
  return lexer.read(false, 0) ? lexer.tokens : null;
}

class Lexer {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #reader: Reader;
  #at = 0;
  #space = false;
  /** Open brackets, innermost last: in all but `{` a comma separates. A brace that begins the text is seen. */
  readonly #open: string[] = [];
  #environments = 0;
  /** Whether a box was opened, so that the brace behind it is no set. */
  #boxed = false;

  constructor(text: string, reader: Reader) {
    this.#text = text;
    this.#reader = reader;
  }

  /** Reads to the end, or in running text to the brace that closes it; false where it is nested too deeply. */
  read(roman: boolean, depth: number): boolean {
    if (depth > DEEPEST) return false;
    let braces = 0;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (roman && character === '}' && braces === 0) {
        this.#at += 1;
        return true;
      }
      if (roman && character === '{') braces++;
      if (roman && character === '}') braces--;
      if (character === '\\') {
        if (!this.#command(roman, depth)) return false;
      } else if (isSpace(character) || character === '~') this.#skip(1, true);
      else if (character === '$' && this.#isMoney()) this.#push('mark', '$', roman);
      else if (character === '$') this.#skip(1, this.#space);
      else if (isDigit(character) || (character === '.' && isDigit(this.#text.charAt(this.#at + 1))))
        this.#number(roman);
      else if (isLetter(character)) this.#push('word', this.#run(character), roman);
      else this.#mark(character, roman);
    }
    return true;
  }

  /**
   * Whether the dollar that stands first is no beginning of a formula, but a sum of money: no other one closes it.
   * Source: Pandoc's tex_math_dollars; the closing dollar has no blank before it and no digit behind it.
   */
  #isMoney(): boolean {
    if (this.tokens.length > 0) return false;
    MONEY.lastIndex = this.#at;
    return MONEY.test(this.#text) && !/[^\s$]\$(?![0-9])/.test(this.#text.slice(this.#at + 1));
  }

  #skip(characters: number, space: boolean): void {
    this.#at += characters;
    this.#space = space;
  }

  #push(kind: Token['kind'], text: string, roman: boolean, length = text.length): void {
    this.tokens.push({ kind, text, space: this.#space, roman });
    this.#skip(length, false);
  }

  #mark(character: string, roman: boolean): void {
    if (character === '{') this.#open.push(this.tokens.length > 0 || this.#boxed ? '{' : '⦃');
    else if ('([⦃'.includes(character)) this.#open.push(character);
    else if (')]⦄}'.includes(character)) this.#open.pop();
    this.#push('mark', character, roman);
  }

  /** Letters of one script: ASCII stays apart from Greek and Chinese. */
  #run(first: string): string {
    const isAscii = first < '\x80';
    let end = this.#at + 1;
    for (; end < this.#text.length; end++) {
      const next = this.#text.charAt(end);
      if (!isLetter(next) || next < '\x80' !== isAscii) break;
    }
    return this.#text.slice(this.#at, end);
  }

  #command(roman: boolean, depth: number): boolean {
    const next = this.#text.charAt(this.#at + 1);
    if (next >= '\x80' || !isLetter(next)) {
      this.#escape(next, roman);
      return true;
    }
    RUN.lastIndex = this.#at + 1;
    const run = RUN.exec(this.#text)?.[0] ?? '';
    const known = meaningOf(run);
    if (known === null) {
      this.#push('command', run, roman, run.length + 1);
      return true;
    }
    const { meaning, length } = known;
    if (run === 'boxed' || run === 'fbox') this.#boxed = true;
    if (meaning.as === 'nothing') this.#skip(length + 1, this.#space);
    else if (meaning.as === 'space') this.#skip(length + 1, true);
    else if (meaning.as === 'text') return this.#runningText(length + 1, depth);
    else if (meaning.as === 'mark') {
      if (meaning.text === '⦃') this.#open.push('⦃');
      if (meaning.text === '⦄') this.#open.pop();
      this.#push('mark', meaning.text, roman, length + 1);
    } else {
      if (meaning.text === 'begin') this.#environments++;
      if (meaning.text === 'end') this.#environments--;
      this.#push(meaning.as, meaning.text, roman, length + 1);
    }
    return true;
  }

  #runningText(length: number, depth: number): boolean {
    this.#skip(length, this.#space);
    while (isSpace(this.#text.charAt(this.#at))) this.#at += 1;
    if (this.#text.charAt(this.#at) !== '{') return true;
    this.#skip(1, this.#space);
    const before = this.tokens.length;
    const whole = this.read(true, depth + 1);
    if (this.tokens.length === before) this.#space = true;
    return whole;
  }

  /** A backslash before anything but a letter. */
  #escape(next: string, roman: boolean): void {
    if (next === '\\') {
      RUN.lastIndex = this.#at + 2;
      const run = this.#environments > 0 ? '' : (RUN.exec(this.#text)?.[0] ?? '');
      if (run !== '' && meaningOf(run) !== null)
        this.#skip(1, this.#space); // escaped once too often
      else this.#push('mark', '\\\\', roman);
    } else if (next === '{' || next === '}') {
      if (next === '{') this.#open.push('⦃');
      else this.#open.pop();
      this.#push('mark', next === '{' ? '⦃' : '⦄', roman, 2);
    } else if (next === '!') this.#skip(2, this.#space);
    else if (next !== '' && ',;:> '.includes(next)) this.#skip(2, true);
    else if (next !== '' && '()[]'.includes(next)) this.#skip(2, this.#space);
    else if (next === '$') this.#push('mark', '＄', roman, 2);
    else if (next === '|') this.#push('mark', '‖', roman, 2);
    else if (next !== '' && '%&#_'.includes(next)) this.#push('mark', next, roman, 2);
    else if (this.#environments > 0) this.#push('mark', '\\\\', roman, 1);
    else this.#skip(1, this.#space);
  }

  #number(roman: boolean): void {
    const { digits, end } = digitsAt(this.#text, this.#at, this.#inList(), this.#reader);
    this.#push('number', digits, roman, end - this.#at);
  }

  /** Whether a comma separates here. */
  #inList(): boolean {
    const last = this.#open.at(-1);
    return last !== undefined && last !== '{';
  }
}

/** A dollar and a number. */
const MONEY = /(?<!\$)\$\.?[0-9]/y;
const RUN = /[A-Za-z]+/y;
const isSpace = (character: string): boolean =>
  character === ' ' || (character !== '' && (character < ' ' || character > '~') && /\s/.test(character));
const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const isLetter = (character: string): boolean =>
  character < '\x80'
    ? (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
    : /\p{L}/u.test(character);
