import type { Token } from './tokens.ts';
import { unitNamed } from './units.ts';

/** The functions that the evaluator knows, as they are typed. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan asin acos atan sinh cosh tanh ln log lg exp sqrt abs'.split(
    ' ',
  ),
);

/** Words that join two answers, with the joint they make. */
export const CONNECTORS: ReadonlyMap<string, 'and' | 'or'> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['和', 'and'],
  ['与', 'and'],
  ['且', 'and'],
  ['及', 'and'],
  ['或', 'or'],
  ['或者', 'or'],
]);

/** What makes a number an ordinal. */
export const ORDINALS: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th']);

const WORDS = new Set(['pi', 'infinity', 'inf', 'per', 'Rs']);

/** Words that keep their letters together wherever they stand. */
const isKnown = (word: string): boolean =>
  FUNCTIONS.has(word) || WORDS.has(word) || CONNECTORS.has(word.toLowerCase());

/**
 * The tokens with words of a formula split into functions and single letters (`sinx`, `xy`), empty braces taken
 * out. Units behind a value, running text, phrases with a word of four letters, and labels in brackets stay whole.
 */
export function lettersApart(tokens: readonly Token[]): Token[] {
  const apart: Token[] = [];
  let label = -1;
  for (const [i, token] of tokens.entries()) {
    const [before, next] = [tokens[i - 1], tokens[i + 1]];
    if (token.text === '(' && before?.kind === 'number') label = endOfLabel(tokens, i);
    if (token.text === '}' && apart.at(-1)?.text === '{') apart.pop();
    else if (isConnectorInBraces(token, before, next)) apart.splice(-1, 1, token);
    else if (token.text === '}' && isConnectorInBraces(before, tokens[i - 2], token)) continue;
    else if (i < label || token.kind !== 'word' || token.roman || token.text.length === 1) apart.push(token);
    else if (isUnitThere(token.text, apart.at(-1), next) || isKnown(token.text)) apart.push(token);
    else if (isOrdinal(token, apart) || isInPhrase(tokens, i)) apart.push(token);
    else apart.push(...split(token));
  }
  return apart;
}

/** Where the bracket that opens there closes, if nothing but words and hyphens stand in it; -1 if not. */
export function endOfLabel(tokens: readonly Token[], from: number): number {
  for (let i = from + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind === 'mark' && token.text === ')') return i > from + 1 ? i : -1;
    const isWord =
      token?.kind === 'word' && (i > from + 1 || token.text.length > 1) && !FUNCTIONS.has(token.text);
    const isHyphen = token?.kind === 'mark' && i > from + 1 && "-'".includes(token.text);
    if (!isWord && !isHyphen) return -1;
  }
  return -1;
}

/** `{or}`, as it is left over from a command that got lost. */
const isConnectorInBraces = (
  word: Token | undefined,
  before: Token | undefined,
  next: Token | undefined,
): boolean => before?.text === '{' && next?.text === '}' && CONNECTORS.has(word?.text.toLowerCase() ?? '');

/** Whether a word stands where a unit would: behind a value, and no function of what follows. */
function isUnitThere(word: string, before: Token | undefined, next: Token | undefined): boolean {
  if (before === undefined || unitNamed(word) === null) return false;
  if (before.kind === 'mark' && !')}]/*%°'.includes(before.text)) return false;
  return (
    !FUNCTIONS.has(word) || next === undefined || (next.kind === 'mark' && ',;/)]}.'.includes(next.text))
  );
}

function isOrdinal(token: Token, before: readonly Token[]): boolean {
  const [last, other] = [before.at(-1), before.at(-2)];
  const isRaised = last?.text === '^' || (last?.text === '{' && other?.text === '^');
  return ORDINALS.has(token.text) && (isRaised || (last?.kind === 'number' && !token.space));
}

/** Whether the words in a row that a word stands in hold one of four letters or more, so that all are words. */
function isInPhrase(tokens: readonly Token[], at: number): boolean {
  const isLong = (token: Token | undefined): boolean =>
    (token?.text.length ?? 0) > 3 && !isKnown(token?.text ?? '');
  for (const step of [-1, 1])
    for (let i = at + step; Math.abs(i - at) < 6 && tokens[i]?.kind === 'word'; i += step)
      if (isLong(tokens[i])) return true;
  return false;
}

/** Whether tokens are words of running text and nothing else: no formula. */
export function isProse(tokens: readonly Token[]): boolean {
  const isText = tokens.every(
    ({ kind, text }) => kind === 'word' || (kind === 'mark' && '.,!?"\'{}'.includes(text)),
  );
  return isText && tokens.some(({ text }) => (text.length > 2 || /^[A-Z]{2}$/.test(text)) && !isKnown(text));
}

function split(token: Token): Token[] {
  const word = token.text;
  if (!/^[A-Za-z]+$/.test(word)) return [token];
  const name = /^(?:arcsin|arccos|arctan|sin|cos|tan|cot|sec|csc|ln|log|pi|exp)(?=[A-Za-z]{1,2}$)/.exec(
    word,
  )?.[0];
  const letters = word.slice(name?.length ?? 0);
  if (letters.length > 3) return [token];
  const pieces = [...(name === undefined ? [] : [name]), ...letters];
  return pieces.map((text, i) => ({ ...token, text, space: i === 0 && token.space }));
}
