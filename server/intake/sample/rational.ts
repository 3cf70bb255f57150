/** An exact fraction in lowest terms, the denominator positive. */
export class Rational {
  readonly num: bigint;
  readonly den: bigint;

  /** @throws RangeError for a denominator of 0 */
  constructor(num: bigint | number, den: bigint | number = 1n) {
    const [n, d] = [BigInt(num), BigInt(den)];
    if (d === 0n) throw new RangeError('a denominator of 0');
    const common = gcdOf(n, d) * (d < 0n ? -1n : 1n);
    this.num = n / common;
    this.den = d / common;
  }

  add(other: Rational): Rational {
    return new Rational(this.num * other.den + other.num * this.den, this.den * other.den);
  }

  sub(other: Rational): Rational {
    return new Rational(this.num * other.den - other.num * this.den, this.den * other.den);
  }

  mul(other: Rational): Rational {
    return new Rational(this.num * other.num, this.den * other.den);
  }

  div(other: Rational): Rational {
    return new Rational(this.num * other.den, this.den * other.num);
  }

  /** @param exponent an integer; a negative one turns the fraction round */
  pow(exponent: number): Rational {
    const e = BigInt(Math.abs(exponent));
    return exponent < 0
      ? new Rational(this.den ** e, this.num ** e)
      : new Rational(this.num ** e, this.den ** e);
  }

  neg(): Rational {
    return new Rational(-this.num, this.den);
  }

  get isInteger(): boolean {
    return this.den === 1n;
  }

  /** Below, at or above zero. */
  get sign(): -1 | 0 | 1 {
    return this.num === 0n ? 0 : this.num < 0n ? -1 : 1;
  }

  toNumber(): number {
    return Number(this.num) / Number(this.den);
  }

  /** As `-7/3` or `5`. */
  toString(): string {
    return this.den === 1n ? `${this.num}` : `${this.num}/${this.den}`;
  }

  /** As `-\frac{7}{3}` or `5`, without dollars. */
  toTex(): string {
    if (this.den === 1n) return `${this.num}`;
    return this.num < 0n ? `-\\frac{${-this.num}}{${this.den}}` : `\\frac{${this.num}}{${this.den}}`;
  }

  /** Rounded to so many decimals, halves away from zero. */
  fixed(decimals: number): string {
    const scale = 10n ** BigInt(decimals);
    const negative = this.num < 0n;
    const scaled = ((negative ? -this.num : this.num) * scale * 2n + this.den) / (this.den * 2n);
    const digits = scaled.toString().padStart(decimals + 1, '0');
    const sign = negative && scaled !== 0n ? '-' : '';
    if (decimals === 0) return sign + digits;
    return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }

  /** As few decimals as it takes to be exact. @throws RangeError where the decimals never end */
  decimal(): string {
    for (let decimals = 0; decimals <= 12; decimals++) {
      if ((this.num * 10n ** BigInt(decimals)) % this.den === 0n) return this.fixed(decimals);
    }
    throw new RangeError(`${this} has no short decimal form`);
  }
}

export const q = (num: bigint | number, den: bigint | number = 1n): Rational => new Rational(num, den);

export const qSum = (terms: readonly Rational[]): Rational =>
  terms.reduce((total, term) => total.add(term), q(0));

function gcdOf(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
