import canonicalize from 'canonicalize';
import { WinnowError } from '../../shared/error.ts';

/** What an event body may hold: I-JSON without floats (decimals are written as strings). */
export type Canonical =
  | string
  | boolean
  | null
  | number
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/**
 * The canonical bytes of a value: RFC 8785 (JCS), UTF-8.
 * The value is checked before it is written, because a canonicaliser silently drops `undefined`
 * and rounds large numbers.
 * @throws WinnowError `failed`, naming the path, for undefined, a float, an integer beyond 2^53-1, a lone
 * surrogate or anything that is not plain JSON.
 */
export function canonicalBytes(value: Canonical): Uint8Array {
  check(value, '$');
  return new TextEncoder().encode(canonicalize(value));
}

function check(value: unknown, path: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    checkText(value, path);
    return;
  }
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return;
    throw fault(path, `${value} is not an integer of at most 2^53-1; write it as a string`);
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) check(value[i], `${path}[${i}]`);
    return;
  }
  if (
    typeof value === 'object' &&
    (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
  ) {
    for (const [key, member] of Object.entries(value)) {
      checkText(key, `${path} (a key)`);
      check(member, `${path}.${key}`);
    }
    return;
  }
  throw fault(path, `${typeof value} is not JSON`);
}

function checkText(text: string, path: string): void {
  if (!text.isWellFormed()) throw fault(path, 'the text holds half of a surrogate pair');
}

const fault = (path: string, why: string) =>
  new WinnowError('failed', `This event can not be written: at ${path}, ${why}.`, { path });
