/** Round constants and first state: the fractions of the cube and square roots of the first primes. */
export const SHA256_CONSTANTS = new Int32Array(64);
export const SHA256_START = new Int32Array(8);
firstPrimes(64).forEach((prime, i) => {
  SHA256_CONSTANTS[i] = fraction(Math.cbrt(prime));
  if (i < SHA256_START.length) SHA256_START[i] = fraction(Math.sqrt(prime));
});

const schedule = new Int32Array(64);

/**
 * SHA-256 (FIPS 180-4) of bytes[start, end), as eight 32-bit words written to `out`, which is returned.
 * Allocates nothing: for short messages by the million, where a call into the crypto library costs twice
 * as much as the hash. Whole files belong to that library.
 */
export function sha256Words(bytes: Uint8Array, start: number, end: number, out: Int32Array): Int32Array {
  out.set(SHA256_START);
  let at = start;
  for (; at + 64 <= end; at += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = bigEndian(bytes, at + 4 * i);
    compress(out);
  }
  padded(bytes, at, end, out);
  const length = end - start;
  schedule[14] = Math.floor(length / 0x2000_0000); // the length in bits, as 64 bits
  schedule[15] = length << 3;
  compress(out);
  return out;
}

/** Puts the last bytes and the closing bit in place; goes on to a further block where the length does not fit. */
function padded(bytes: Uint8Array, from: number, end: number, out: Int32Array): void {
  const left = end - from;
  const whole = left >> 2;
  for (let i = 0; i < whole; i++) schedule[i] = bigEndian(bytes, from + 4 * i);
  let last = 0x80;
  for (let i = end - 1, shift = 8; i >= from + 4 * whole; i--, shift += 8) last |= bytes[i]! << shift;
  schedule[whole] = last << (8 * (3 - (left & 3)));
  schedule.fill(0, whole + 1, 16);
  if (left < 56) return;
  compress(out);
  schedule.fill(0, 0, 16);
}

const bigEndian = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;

/** FIPS 180-4, 6.2.2, over the block that lies in the schedule. */
function compress(state: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15]!;
    const y = schedule[i - 2]!;
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = (small1 + schedule[i - 7]! + small0 + schedule[i - 16]!) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + big1 + (g ^ (e & (f ^ g))) + SHA256_CONSTANTS[i]! + schedule[i]!) | 0;
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (big0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}
