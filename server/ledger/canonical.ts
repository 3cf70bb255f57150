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
 * Differs: what I-JSON can not carry exactly is refused, while a canonicaliser silently drops `undefined` and
 * rounds large numbers; so there are no floats, and a number is the digits of an integer. A library stands
 * beside it in the tests.
 * @throws WinnowError `failed`, naming the path, for undefined, a float, an integer beyond 2^53-1, a lone
 * surrogate or anything that is not plain JSON.
 */
export function canonicalBytes(value: Canonical): Uint8Array {
  return Buffer.from(canonicalText(value), 'utf8');
}

/** The same as text. */
export const canonicalText = (value: Canonical): string => write(value, []);

/** Keys and places that lead to a value. */
type Path = (string | number)[];

function write(one: unknown, path: Path): string {
  switch (typeof one) {
    case 'string':
      return text(one, path, '');
    case 'boolean':
      return one ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(one) || Object.is(one, -0))
        throw fault(path, '', `${one} is not an integer of at most 2^53-1; write it as a string`);
      return String(one);
    case 'object':
      return one === null ? 'null' : Array.isArray(one) ? list(one, path) : members(one, path);
    default:
      throw fault(path, '', `${typeof one} is not JSON`);
  }
}

function list(items: readonly unknown[], path: Path): string {
  if (items.length === 0) return '[]';
  let out = '[';
  for (let i = 0; i < items.length; i++) {
    path.push(i);
    out += (i > 0 ? ',' : '') + write(items[i], path);
    path.pop();
  }
  return `${out}]`;
}

function members(object: object, path: Path): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) throw fault(path, '', 'object is not JSON');
  const keys = Object.keys(object);
  if (!isSorted(keys)) keys.sort();
  let out = '{';
  for (const key of keys) {
    out += out.length > 1 ? `,${keyText(key, path)}` : keyText(key, path);
    path.push(key);
    out += write((object as Record<string, unknown>)[key], path);
    path.pop();
  }
  return `${out}}`;
}

/** Keys as they were written before, colon included: events have few, and the same ones. */
const written = new Map<string, string>();
const WRITTEN_MOST = 1000;

function keyText(key: string, path: Path): string {
  const known = written.get(key);
  if (known !== undefined) return known;
  const made = `${text(key, path, ' (a key)')}:`;
  if (written.size < WRITTEN_MOST && key.length < 40) written.set(key, made);
  return made;
}

/** In the order of their UTF-16 units, as a sort would put them. */
function isSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return false;
  return true;
}

/** Printable ASCII without quote and backslash stands for itself: nearly all that an event holds. */
const PLAIN = /^[ !#-[\]-~]*$/;

function text(value: string, path: Path, what: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw fault(path, what, 'the text holds half of a surrogate pair');
  return JSON.stringify(value);
}

function fault(path: Path, what: string, why: string): WinnowError {
  const place = `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}${what}`;
  return new WinnowError('failed', `This event can not be written: at ${place}, ${why}.`, { path: place });
}
