import { idOf, KIND, type Kind, kindOf, signId, tokenOf } from './token.ts';

const SUMS = new Set(
  [
    '+',
    '-',
    '=',
    '<',
    '>',
    '<=',
    '>=',
    '!=',
    'pm',
    'mp',
    'equiv',
    'approx',
    'in',
    '->',
    'wedge',
    'vee',
    'neg',
  ].map(signId),
);
const MINUS = signId('-');
const POWER = signId('^');
const OVER = signId('/');

/** Tokens as they are written, in a buffer that grows; brackets that say nothing are taken back. */
export class TokenList {
  tokens = new Uint32Array(1 << 10);
  count = 0;

  push(id: number, kind: Kind): void {
    if (this.count === this.tokens.length) this.#grow();
    this.tokens[this.count++] = tokenOf(id, kind);
  }

  /** Kind of the token before the last `back` ones, undefined before `from`. */
  kindBefore(from: number, back = 0): Kind | undefined {
    const at = this.count - 1 - back;
    return at < from ? undefined : kindOf(this.tokens[at]!);
  }

  removeAt(at: number): void {
    this.tokens.copyWithin(at, at + 1, this.count);
    this.count--;
  }

  /**
   * Brackets what was written from `from` on, as an argument of a fraction, a root or a power: only a sum or
   * a relation needs it.
   */
  bracket(from: number): void {
    if (this.#isNegative(from) || !this.#needsBrackets(from, false)) return;
    const to = this.count;
    this.push(0, KIND.open);
    this.push(signId('('), KIND.close);
    this.tokens.copyWithin(from + 1, from, to);
    this.tokens[from] = tokenOf(signId('('), KIND.open);
  }

  /** Closes the bracket that stands at `open`, or takes it back where what it holds needs none. */
  close(open: number, sign: string, hasComma: boolean): void {
    const before = open === 0 ? 0 : idOf(this.tokens[open - 1]!);
    const isPower = before === POWER || before === OVER;
    if ((isPower && this.#isNegative(open + 1)) || !this.#needsBrackets(open + 1, hasComma))
      this.removeAt(open);
    else this.push(signId(sign), KIND.close);
  }

  #isNegative(from: number): boolean {
    return this.count === from + 2 && idOf(this.tokens[from]!) === MINUS;
  }

  /** Whether it is anything but one number, letter, product or power. */
  #needsBrackets(from: number, hasComma: boolean): boolean {
    if (this.count - from < 2) return false;
    if (hasComma) return true;
    let depth = 0;
    for (let i = from; i < this.count; i++) {
      const token = this.tokens[i]!;
      const kind = kindOf(token);
      if (kind === KIND.open) depth++;
      else if (kind === KIND.close) depth--;
      else if (depth > 0) continue;
      else if (kind === KIND.operator ? SUMS.has(idOf(token)) : kind !== KIND.number && kind !== KIND.letter)
        return true;
    }
    return false;
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.tokens.length);
    larger.set(this.tokens);
    this.tokens = larger;
  }
}
