import { WinnowError } from '../../../shared/error.ts';

/** A word may be a keyword; a name (between backquotes) is never one. */
export interface Token {
  kind: 'word' | 'name' | 'number' | 'text' | 'sign';
  /** Without quotes. */
  text: string;
  /** Where it stands in the rule: [start, end) in UTF-16 code units. */
  start: number;
  end: number;
}

/** Each token at one place: sticky, and without a repetition inside another, so that no text takes long. */
const PATTERNS: readonly [Token['kind'], RegExp][] = [
  ['number', /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}_.:-]*/uy],
  ['name', /`([^`]+)`/y],
  ['text', /"([^"]*)"|'([^']*)'/y],
  ['sign', />=|<=|==|!=|[<>=()[\],]/y],
];

const SPACE = /\s*/y;

/** @throws WinnowError `bad-input` where something stands that is no token */
export function tokensOf(rule: string, what: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skip(rule, 0); at < rule.length; at = skip(rule, at)) {
    const token = tokenAt(rule, at);
    if (token === undefined) {
      const rest = rule.slice(at, at + 12);
      throw new WinnowError(
        'bad-input',
        `${what}: ${JSON.stringify(rest)} at character ${at + 1} is no part of a rule; texts stand in quotes, names with other signs between backquotes.`,
      );
    }
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function skip(rule: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.test(rule);
  return SPACE.lastIndex;
}

function tokenAt(rule: string, start: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const match = pattern.exec(rule);
    if (match !== null)
      return { kind, text: match[1] ?? match[2] ?? match[0], start, end: pattern.lastIndex };
  }
  return undefined;
}
