import { type Command, commandOf } from './commands.ts';
import { readNumeral } from './numerals.ts';
import { isBlank, isDigit, isLetter, type Reading, type ReadUntil } from './reading.ts';
import { KIND, numberId, signId, wordId } from './token.ts';
import { knownWord } from './words.ts';

/** Groups in groups are looked into so deep; what lies deeper is read without its braces. */
const DEPTH = 40;
const CLOSING = 0x7d;
const ROOT = signId('sqrt');

/** Reads the command whose backslash stands at `at`. */
export function readCommand(reading: Reading, readUntil: ReadUntil): void {
  const { text } = reading;
  let start = reading.at + 1;
  while (text.charCodeAt(start) === 0x5c) start++; // a backslash that was escaped once more
  let end = start;
  while (isLetter(text.charCodeAt(end))) end++;
  if (end === start) {
    readSign(reading, start);
    return;
  }
  const name = text.slice(start, end);
  const command = commandOf(name) ?? asWord(name);
  reading.at = end;
  if (text.charCodeAt(end) === 0x2a) reading.at++; // \operatorname*
  if ((name === 'left' || name === 'right') && text.charCodeAt(reading.at) === 0x2e) reading.at++;
  carryOut(command, reading, readUntil);
}

/** A command that is not known is the word that it spells: `\\sin`, `\\angle`. */
function asWord(name: string): Command {
  const id = wordId(name.toLowerCase());
  const known = knownWord(id);
  return { does: 'write', id: known?.id ?? id, kind: known?.kind ?? KIND.word };
}

function carryOut(command: Command, reading: Reading, readUntil: ReadUntil): void {
  const { list } = reading;
  switch (command.does) {
    case 'nothing':
      return;
    case 'skip':
      for (let i = 0; i < command.args; i++) skipArgument(reading);
      return;
    case 'write':
      list.push(command.id, command.kind);
      return;
    case 'fraction':
      readArgument(reading, readUntil);
      list.push(signId('/'), KIND.operator);
      readArgument(reading, readUntil);
      return;
    case 'root':
      readRoot(reading, readUntil);
      return;
    case 'apply':
      readArgument(reading, readUntil);
      list.push(command.id, KIND.operator);
      for (let i = 1; i < command.args; i++) readArgument(reading, readUntil);
      return;
    case 'open':
      reading.brackets.push({ sign: command.sign, at: list.count, hasComma: true });
      list.push(signId(command.sign), KIND.open);
      return;
    case 'close':
      if (reading.brackets.at(-1)?.sign === command.sign) reading.brackets.pop();
      list.push(signId(command.sign), KIND.close);
  }
}

/** A backslash and one sign: `\{` and `\}` are brackets, `\%` is a per cent, the rest is spacing or layout. */
function readSign(reading: Reading, at: number): void {
  const unit = reading.text.charCodeAt(at);
  reading.at = at + 1;
  if (unit === 0x25) reading.list.push(signId('percent'), KIND.operator);
  else if (unit === 0x7b || unit === 0x7d)
    reading.list.push(signId('{'), unit === 0x7b ? KIND.open : KIND.close);
  else if (unit === 0x7c) reading.list.push(signId('||'), KIND.operator);
}

/** `\sqrt[3]{x}`, `\sqrt2`, and the sign of a root before a bracket, which is read as any other. */
function readRoot(reading: Reading, readUntil: ReadUntil): void {
  const { text, list } = reading;
  list.push(ROOT, KIND.operator);
  if (text.charCodeAt(reading.at) === 0x5b) {
    reading.at++;
    const [whole = '', index] =
      /^\s{0,3}([0-9a-z]{1,3})\s{0,3}\]/.exec(text.slice(reading.at, reading.at + 12)) ?? [];
    if (index !== undefined) {
      list.push(isDigit(index.charCodeAt(0)) ? numberId(index) : wordId(index), KIND.number);
      reading.at += whole.length;
    }
  }
  while (isBlank(text.charCodeAt(reading.at))) reading.at++;
  if (text.charCodeAt(reading.at) === 0x7b) readArgument(reading, readUntil);
  else if (isDigit(text.charCodeAt(reading.at))) readNumeral(reading);
}

/** A group in braces, bracketed where it is a sum; else one digit, one letter or one command. */
export function readArgument(reading: Reading, readUntil: ReadUntil): void {
  const { text, list } = reading;
  while (isBlank(text.charCodeAt(reading.at))) reading.at++;
  const unit = text.charCodeAt(reading.at);
  if (unit === 0x7b) {
    const from = list.count;
    readGroup(reading, readUntil);
    list.bracket(from);
  } else if (unit === 0x5c && reading.depth < DEPTH) {
    reading.depth++;
    readCommand(reading, readUntil);
    reading.depth--;
  } else if (isDigit(unit)) {
    list.push(numberId(text.charAt(reading.at)), KIND.number);
    reading.at++;
  } else if (isLetter(unit)) {
    list.push(wordId(text.charAt(reading.at).toLowerCase()), KIND.letter);
    reading.at++;
  }
}

/** Reads what the brace at `at` opens, without brackets. */
export function readGroup(reading: Reading, readUntil: ReadUntil): void {
  reading.at++;
  if (reading.depth >= DEPTH) return;
  reading.depth++;
  const brackets = reading.brackets;
  reading.brackets = [];
  readUntil(reading, CLOSING);
  reading.brackets = brackets;
  reading.depth--;
}

/** An argument that is passed over ends so soon, or is none. */
const LONGEST_SKIP = 200;

/** Passes over `[...]` and `{...}`, in which braces may stand, or over nothing. */
function skipArgument(reading: Reading): void {
  const { text } = reading;
  const ahead = text.slice(reading.at, reading.at + LONGEST_SKIP);
  const start = /^\s*(?:\[[^\]{}]*\]\s*)?/.exec(ahead)?.[0].length ?? 0;
  if (ahead.charCodeAt(start) !== 0x7b) return;
  let depth = 0;
  for (let i = start; i < ahead.length; i++) {
    const unit = ahead.charCodeAt(i);
    if (unit === 0x7b) depth++;
    else if (unit === 0x7d && --depth === 0) {
      reading.at += i + 1;
      return;
    }
  }
}
