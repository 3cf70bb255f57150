/** Plain number theory for the templates; every function is exact within 2^53, the last ones beyond. */

export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

export const lcm = (a: number, b: number): number => (a / gcd(a, b)) * b;

/** The remainder in 0..m-1, also of a negative number. */
export const mod = (a: number, m: number): number => ((a % m) + m) % m;

/** base^exponent mod m, for m below 2^26. */
export function powMod(base: number, exponent: number, m: number): number {
  let result = 1 % m;
  let square = mod(base, m);
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * square) % m;
    square = (square * square) % m;
  }
  return result;
}

export function isPrime(n: number): boolean {
  if (n < 2) return false;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

const primesTo = (limit: number): number[] => {
  const found: number[] = [];
  for (let n = 2; n <= limit; n++) if (isPrime(n)) found.push(n);
  return found;
};

/** The primes below 1,000. */
export const PRIMES: readonly number[] = primesTo(1000);

export const primesBetween = (low: number, high: number): number[] =>
  PRIMES.filter((p) => p >= low && p <= high);

/** Prime powers of n as [prime, exponent], by prime. */
export function factorsOf(n: number): [prime: number, exponent: number][] {
  const factors: [number, number][] = [];
  let rest = n;
  for (let p = 2; p * p <= rest; p++) {
    let exponent = 0;
    while (rest % p === 0) {
      rest /= p;
      exponent++;
    }
    if (exponent > 0) factors.push([p, exponent]);
  }
  if (rest > 1) factors.push([rest, 1]);
  return factors;
}

/** Divisors of n, ascending. */
export function divisorsOf(n: number): number[] {
  const low: number[] = [];
  const high: number[] = [];
  for (let d = 1; d * d <= n; d++) {
    if (n % d !== 0) continue;
    low.push(d);
    if (d * d !== n) high.unshift(n / d);
  }
  return [...low, ...high];
}

export const totient = (n: number): number => factorsOf(n).reduce((left, [p]) => (left / p) * (p - 1), n);

export function factorial(n: number): bigint {
  let product = 1n;
  for (let i = 2; i <= n; i++) product *= BigInt(i);
  return product;
}

/** Binomial coefficient; 0 outside of 0 <= k <= n. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  const few = Math.min(k, n - k);
  for (let i = 1; i <= few; i++) result = (result * BigInt(n - few + i)) / BigInt(i);
  return result;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** low, low + 1, ..., high. */
export const range = (low: number, high: number): number[] =>
  Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
