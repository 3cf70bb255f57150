import { WinnowError } from '../../../shared/error.ts';
import type { OwnValue } from '../candidate.ts';
import { type Token, tokensOf } from './tokens.ts';

export const OPERATORS = ['>=', '<=', '>', '<', '==', '!='] as const;
export type Operator = (typeof OPERATORS)[number];

/** A rule about signals of one's own, as a tree. */
export type Rule =
  | { is: 'and' | 'or'; left: Rule; right: Rule }
  | { is: 'not'; of: Rule }
  | { is: 'compare'; name: string; operator: Operator; value: OwnValue }
  | { is: 'in'; name: string; values: OwnValue[] };

/** Parentheses and `not`s within one another at most. */
const DEEPEST = 32;

/**
 * Reads a rule: comparisons (`reward >= 0.6`, `topic == "algebra"`, `topic in ["algebra", "sets"]`, a truth value
 * by its name alone) joined by `and`, `or`, `not` and parentheses; `and` binds closer than `or`. A name with other
 * signs than letters, digits, `_`, `.`, `:` and `-` stands between backquotes.
 * @param what the place, for the message
 * @throws WinnowError `bad-input`
 */
export function parseRule(text: string, what: string): Rule {
  const reader = new Reader(tokensOf(text, what), text, what);
  const rule = reader.or(0);
  reader.end();
  return rule;
}

class Reader {
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private readonly what: string;

  constructor(tokens: readonly Token[], text: string, what: string) {
    this.tokens = tokens;
    this.text = text;
    this.what = what;
  }

  or(depth: number): Rule {
    let left = this.and(depth);
    while (this.take('word', 'or')) left = { is: 'or', left, right: this.and(depth) };
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) this.wrong('"and", "or" or the end');
  }

  private and(depth: number): Rule {
    let left = this.not(depth);
    while (this.take('word', 'and')) left = { is: 'and', left, right: this.not(depth) };
    return left;
  }

  private not(depth: number): Rule {
    if (depth > DEEPEST) {
      throw new WinnowError('bad-input', `${this.what}: the rule is nested more than ${DEEPEST} deep.`);
    }
    if (this.take('word', 'not')) return { is: 'not', of: this.not(depth + 1) };
    if (!this.take('sign', '(')) return this.comparison();
    const rule = this.or(depth + 1);
    if (!this.take('sign', ')')) this.wrong('")"');
    return rule;
  }

  private comparison(): Rule {
    const name = this.tokens[this.at];
    if (name === undefined || (name.kind !== 'name' && name.kind !== 'word') || isKeyword(name))
      this.wrong('the name of a signal');
    this.at++;
    if (this.take('word', 'in')) return { is: 'in', name: name.text, values: this.list() };
    const operator = OPERATORS.find((sign) => this.take('sign', sign));
    if (operator !== undefined) return { is: 'compare', name: name.text, operator, value: this.value() };
    if (this.tokens[this.at]?.kind === 'sign' && this.tokens[this.at]?.text === '=')
      this.wrong('"==" (not "=")');
    return { is: 'compare', name: name.text, operator: '==', value: true };
  }

  private list(): OwnValue[] {
    if (!this.take('sign', '[')) this.wrong('"["');
    const values = [this.value()];
    while (this.take('sign', ',')) values.push(this.value());
    if (!this.take('sign', ']')) this.wrong('"," or "]"');
    return values;
  }

  private value(): OwnValue {
    const token = this.tokens[this.at];
    this.at++;
    if (token?.kind === 'number') return Number(token.text);
    if (token?.kind === 'text') return token.text;
    if (token?.kind === 'word' && token.text === 'true') return true;
    if (token?.kind === 'word' && token.text === 'false') return false;
    this.at--;
    return this.wrong('a number, a text in quotes, true or false');
  }

  private take(kind: Token['kind'], text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== kind || token.text !== text) return false;
    this.at++;
    return true;
  }

  private wrong(expected: string): never {
    const token = this.tokens[this.at];
    const found =
      token === undefined
        ? 'it ends'
        : `there is ${JSON.stringify(this.text.slice(token.start, token.end))} at character ${token.start + 1}`;
    throw new WinnowError(
      'bad-input',
      `${this.what}: ${expected} is expected, but ${found}; a rule reads like: reward >= 0.6 and topic in ["algebra", "sets"].`,
    );
  }
}

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'true', 'false']);
const isKeyword = ({ kind, text }: Token): boolean => kind === 'word' && KEYWORDS.has(text);

/** Every signal that a rule names, once, in their order. */
export function namesIn(rule: Rule): string[] {
  if (rule.is === 'not') return namesIn(rule.of);
  if (rule.is === 'compare' || rule.is === 'in') return [rule.name];
  return [...new Set([...namesIn(rule.left), ...namesIn(rule.right)])];
}
