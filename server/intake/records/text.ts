import { Fault } from '../fault.ts';
import { type Json, NumberText } from './json.ts';

/** Why bytes that are no UTF-8 are none: half a surrogate pair that somebody encoded, or anything else. */
export function invalidText(bytes: Buffer, encoding: string): Fault {
  for (let i = bytes.indexOf(0xed); i !== -1; i = bytes.indexOf(0xed, i + 1)) {
    if ((bytes[i + 1] ?? 0) >= 0xa0) return loneSurrogate;
  }
  if (encoding === 'utf-8') {
    return new Fault(
      'invalid-utf8',
      'The bytes are not UTF-8; where the file has another encoding, name it with --encoding.',
    );
  }
  return new Fault('invalid-encoding', `The bytes are no text in ${encoding}.`);
}

const loneSurrogate = new Fault('lone-surrogate', 'The text holds half of a surrogate pair.');

/** The first text within a value, names included, that can not be stored as it is. */
export function badText(value: Json): Fault | null {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return new Fault('nul-byte', 'The text holds a NUL character.');
    return value.isWellFormed() ? null : loneSurrogate;
  }
  if (typeof value !== 'object' || value === null || value instanceof NumberText) return null;
  const parts: Json[] = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of parts) {
    const fault = badText(part);
    if (fault !== null) return fault;
  }
  return null;
}
