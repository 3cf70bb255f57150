import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';

/** Costs of scrypt. Source: OWASP Password Storage Cheat Sheet, "scrypt": N = 2^15, r = 8, p = 3. */
const COSTS = { log2N: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** The shortest password that is taken, and the longest. Unit: characters. Source: NIST SP 800-63B, 5.1.1. */
const SHORTEST = 12;
const LONGEST = 200;

/**
 * A password as it is stored: `scrypt$log2N$r$p$salt$key`, so that costs may rise later.
 * @throws WinnowError `bad-usage` for one that is too short or too long
 */
export async function hashPassword(password: string): Promise<string> {
  const plain = password.normalize('NFKC');
  if ([...plain].length < SHORTEST || plain.length > LONGEST)
    throw new WinnowError('bad-usage', `A password has ${SHORTEST} to ${LONGEST} characters.`);
  const { log2N, r, p } = COSTS;
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(plain, salt, COSTS);
  return ['scrypt', log2N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether it is the one. With no hash to hold it against, the same work is done for a no. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const plain = password.normalize('NFKC').slice(0, LONGEST + 1);
  const [kind, log2N, r, p, salt = '', key = ''] = (hash ?? '').split('$');
  if (kind !== 'scrypt') {
    await derive(plain, Buffer.alloc(SALT_BYTES), COSTS);
    return false;
  }
  const costs = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const found = await derive(plain, Buffer.from(salt, 'base64url'), costs);
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

function derive(plain: string, salt: Buffer, { log2N, r, p }: typeof COSTS): Promise<Buffer> {
  const N = 2 ** log2N;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((done, fail) =>
    scrypt(plain, salt, KEY_BYTES, options, (cause, key) => (cause ? fail(cause) : done(key))),
  );
}
