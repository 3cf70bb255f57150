/**
 * The natural logarithm of a number above 0, to some 1e-16 of it, by IEEE additions, products and quotients alone, so
 * that every machine gets the same bits; Math.log may differ in its last digit.
 * Method: x = m 2^k with m in [0.75, 1.5), ln m = 2 atanh((m - 1) / (m + 1)) by its series.
 * @throws RangeError unless 0 < x < Infinity
 */
export function naturalLog(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`naturalLog: ${x} has none`);
  let m = x;
  let k = 0;
  for (; m < 0.75; m *= 2) k--;
  for (; m >= 1.5; m /= 2) k++;
  const s = (m - 1) / (m + 1); // at most 1/5
  const square = s * s;
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = sum * square + 1 / n;
  return k * Math.LN2 + 2 * s * sum;
}
