import { ZERO } from '../numbers/rational.ts';
import { endOfLabel } from './letters.ts';
import type { Reader } from './reader.ts';
import type { Joint, Node } from './syntax.ts';
import type { Token } from './tokens.ts';

/** The rules of the grammar that smaller ones come back to: what stands in braces and brackets. */
export interface Grammar {
  atom(cursor: Cursor): Node;
  sum(cursor: Cursor): Node;
  list(cursor: Cursor): { items: Node[]; joint: Joint };
}

const DEEPEST = 40;
const NOTHING: Node = { type: 'number', value: ZERO, written: null };

/** A place in the tokens. A rule that can not go on says so by `fail`; what it returns then is not looked at. */
export class Cursor {
  failed = false;
  /** Bars of absolute values that are open. */
  bars = 0;
  readonly reader: Reader;
  readonly #grammar: Grammar;
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], reader: Reader, grammar: Grammar) {
    this.#tokens = [...tokens];
    this.reader = reader;
    this.#grammar = grammar;
  }

  fail(): Node {
    this.failed = true;
    return NOTHING;
  }

  /** The token `ahead` places on; undefined behind the last one, and everywhere once a rule has failed. */
  peek(ahead = 0): Token | undefined {
    return this.failed ? undefined : this.#tokens[this.#at + ahead];
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'mark' && token.text === text;
  }

  isCommand(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'command' && token.text === text;
  }

  /** Whether the bracket here holds nothing but words: `6 (kites)`. */
  isLabel(): boolean {
    return endOfLabel(this.#tokens, this.#at) >= 0;
  }

  skip(tokens = 1): void {
    this.#at += tokens;
  }

  /** Goes past the mark if it stands here. */
  take(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  /** Takes the first character off the token here and leaves the rest of it (`\frac12`). */
  split(token: Token): Token {
    const rest = { ...token, text: token.text.slice(1), space: false };
    if (rest.text === '') this.#at += 1;
    else this.#tokens[this.#at] = rest;
    return { ...token, text: token.text.charAt(0) };
  }

  atom(): Node {
    return this.#deeper(() => this.#grammar.atom(this));
  }

  sum(): Node {
    return this.#deeper(() => this.#grammar.sum(this));
  }

  list(): { items: Node[]; joint: Joint } {
    let joint: Joint = 'comma';
    const items: Node[] = [];
    this.#deeper(() => {
      const list = this.#grammar.list(this);
      items.push(...list.items);
      joint = list.joint;
      return NOTHING;
    });
    return { items, joint };
  }

  #deeper(rule: () => Node): Node {
    if (++this.#depth > DEEPEST) return this.fail();
    const node = rule();
    this.#depth--;
    return node;
  }
}
