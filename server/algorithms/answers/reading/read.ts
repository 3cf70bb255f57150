import { dateOf, slashedDate, timeOf } from './clock.ts';
import { interpret } from './interpret.ts';
import { isProse } from './letters.ts';
import { wordReading } from './named-words.ts';
import { parse } from './parse.ts';
import { type Ambiguity, Reader } from './reader.ts';
import type { Reading } from './readings.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The conventions chosen the second way. */
export type Convention = ReadonlySet<Ambiguity>;

/** An answer as far as it is read by every convention alike. */
export interface Answer {
  readonly text: string;
  /** Typesetting taken off, words apart by one blank. */
  readonly plain: string;
  /** The tokens as one key: the same for texts that differ in typesetting alone. */
  readonly key: string;
  /** What it says, by convention, as far as it was read. */
  readonly read: Map<string, { reading: Reading | null; met: ReadonlySet<Ambiguity> }>;
}

/** The text without its typesetting; null where it is too long. */
export function answerOf(whole: string): Answer | null {
  const text = withoutBold(whole);
  const tokens = tokensOf(text, new Reader());
  if (tokens === null) return null;
  const bare = bareTokens(tokens);
  const key = bare.map((token) => token.text).join(SEPARATOR);
  return { text, plain: plainOf(bare), key, read: new Map() };
}

/** `**5**` is a 5 in bold Markdown. */
function withoutBold(text: string): string {
  const bare = text.trim();
  if (bare.length < 5 || !bare.startsWith('**') || !bare.endsWith('**')) return text;
  const inner = bare.slice(2, -2);
  return inner.includes('**') ? text : inner;
}

/** Without the words that announce an answer, without a last full stop and without braces around the whole. */
function bareTokens(tokens: readonly Token[]): readonly Token[] {
  let [from, to] = [announcement(tokens), tokens.length];
  for (let size = -1; size !== to - from; ) {
    size = to - from;
    if (size > 1 && tokens[to - 1]?.text === '.') to--;
    if (size > 2 && tokens[from]?.text === '{' && closing(tokens, from) === to - 1)
      [from, to] = [from + 1, to - 1];
  }
  return tokens.slice(from, to);
}

/** How many tokens `The final answer is`, `Answer:` or `答案：` takes; 0 where something else stands there. */
function announcement(tokens: readonly Token[]): number {
  const word = (at: number): string => tokens[at]?.text.toLowerCase() ?? '';
  let at = word(0) === 'the' ? 1 : 0;
  if (word(at) === 'final' || word(at) === 'correct') at++;
  if (!['answer', '答案', '答案是', '答案为'].includes(word(at))) return 0;
  at++;
  if (['is', ':', '='].includes(word(at))) at++;
  else if (word(at - 1) === 'answer') return 0;
  if (word(at) === ':') at++;
  return at < tokens.length ? at : 0;
}

/** Where the brace that opens there closes; -1 where it never does. */
function closing(tokens: readonly Token[], from: number): number {
  let open = 0;
  for (let i = from; i < tokens.length; i++) {
    const text = tokens[i]?.text;
    if (text === '{') open++;
    else if (text === '}' && --open === 0) return i;
  }
  return -1;
}

const SEPARATOR = '\u0001';

function plainOf(tokens: readonly Token[]): string {
  const hasBraces = areBalanced(tokens);
  let plain = '';
  for (const { text, space, kind } of tokens)
    if (!hasBraces || kind !== 'mark' || (text !== '{' && text !== '}'))
      plain += (space && plain !== '' ? ' ' : '') + text;
  return plain;
}

/** Whether every brace has its partner; lone ones are no grouping but part of the answer. */
function areBalanced(tokens: readonly Token[]): boolean {
  let open = 0;
  for (const { text } of tokens) {
    if (text === '{') open++;
    if (text === '}' && --open < 0) return false;
  }
  return open === 0;
}

/** What an answer says by one convention; null where it can not be read. */
export const readingBy = (answer: Answer, convention: Convention): Reading | null =>
  read(answer, convention).reading;

/** Whether an answer was found to be open to two readings in that way. */
export const leavesOpen = (answer: Answer, ambiguity: Ambiguity): boolean =>
  [...answer.read.values()].some(({ met }) => met.has(ambiguity));

function read(answer: Answer, convention: Convention): { reading: Reading | null; met: Convention } {
  const name = convention.size === 0 ? '' : [...convention].sort().join();
  const known = answer.read.get(name);
  if (known !== undefined) return known;
  const reader = new Reader(convention);
  const { plain, text } = answer;
  const reading = clockReading(plain, reader) ?? wordReading(plain) ?? formula(text, reader);
  const found = { reading, met: reader.met };
  answer.read.set(name, found);
  return found;
}

/** An answer that leaves more open than this is not read. */
const MOST_AMBIGUITIES = 4;

/** The conventions to read two answers by: every choice among what either leaves open; none where that is too much. */
export function conventionsOf(answer: Answer, wanted: Answer): Convention[] {
  const open = new Set<Ambiguity>();
  for (let size = -1; size < open.size; ) {
    size = open.size;
    for (const one of [answer, wanted]) for (const met of read(one, new Set(open)).met) open.add(met);
  }
  if (open.size > MOST_AMBIGUITIES) return [];
  let conventions: Convention[] = [new Set()];
  for (const ambiguity of open)
    conventions = conventions.flatMap((convention) => [convention, new Set([...convention, ambiguity])]);
  return conventions;
}

function clockReading(plain: string, reader: Reader): Reading | null {
  if (plain.length > 30 || !/[0-9]/.test(plain) || !/[:点时年月/.-]|[AaPp]\.? ?[Mm]|[A-Za-z]{3}/.test(plain))
    return null;
  const time = timeOf(plain);
  if (time !== null && (time.isClear || reader.chooses('colon'))) return time.reading;
  const [monthFirst, dayFirst] = [slashedDate(plain, false), slashedDate(plain, true)];
  if (monthFirst !== null && dayFirst !== null) return reader.chooses('dates') ? dayFirst : monthFirst;
  return monthFirst ?? dayFirst ?? dateOf(plain);
}

function formula(text: string, reader: Reader): Reading | null {
  const tokens = tokensOf(text, reader);
  if (tokens === null || isProse(tokens)) return null;
  const bare = bareTokens(tokens);
  const tree = parse(bare, reader) ?? (bare.length < tokens.length ? parse(tokens, reader) : null);
  return tree === null ? null : interpret(tree, reader);
}
