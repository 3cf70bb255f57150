const LEAST = -700;
/** 2^k for k from -1023 to 0, each exact. */
const POWERS = new Float64Array(1024);
for (let k = 0, power = 1; k < POWERS.length; k += 1, power /= 2) POWERS[k] = power;

/** 1 / n! from n = 3 to 10. */
const [T3, T4, T5, T6, T7, T8, T9, T10] = [6, 24, 120, 720, 5040, 40_320, 362_880, 3_628_800].map(
  (factorial) => 1 / factorial,
) as [number, number, number, number, number, number, number, number];

/**
 * e^x for x <= 0, to some 1e-12 of it, and 0 under -700: by IEEE additions and products alone, so that every machine
 * gets the same bits; Math.exp may differ in its last digit.
 * Method: x = r - k ln 2 with |r| <= ln 2 / 2; the series of e^r, times 2^-k.
 * @param x at most 0; NaN gives NaN
 */
export function exponential(x: number): number {
  if (x < LEAST) return 0;
  const k = Math.floor(0.5 - x / Math.LN2);
  const r = x + k * Math.LN2;
  const high = T5 + r * (T6 + r * (T7 + r * (T8 + r * (T9 + r * T10))));
  const sum = 1 + r * (1 + r * (0.5 + r * (T3 + r * (T4 + r * high))));
  return sum * (POWERS[k] ?? Number.NaN);
}
