import type { Form } from './form.ts';
import { FNV_START, KIND, kindOf } from './token.ts';

/** What is part of the wording: everything but the marks at the end of sentences. */
export const isWording = (token: number): boolean => {
  const kind = kindOf(token);
  return kind !== KIND.stopMark && kind !== KIND.askMark && kind !== KIND.option;
};

/**
 * A key that is equal for equal forms: stem in order, options as a set. 53 bits as text: two different forms of
 * a million agree with a chance of 6e-5.
 */
export function formKey(form: Form): string {
  let from = 0;
  let key = -1;
  const options: number[] = [];
  for (let i = 0; i <= form.length; i++) {
    if (i < form.length && kindOf(form[i]!) !== KIND.option) continue;
    const hash = partHash(form, from, i);
    if (key < 0) key = hash;
    else options.push(hash);
    from = i + 1;
  }
  if (options.length === 0) return keyText(key);
  options.sort((x, y) => x - y);
  return `${keyText(key)}:${options.length}:${keyText(combined(options))}`;
}

/** A hash of 53 bits as text, in two whole numbers of 32 bits: writing those out is many times quicker. */
export const keyText = (hash: number): string => `${Math.floor(hash / 2 ** 32)}.${hash | 0}`;

/** 53 bits of a hash of some such hashes in order. */
function combined(hashes: readonly number[]): number {
  let a = FNV_START;
  let b = 0x9e3779b9;
  for (const hash of hashes) {
    const high = Math.floor(hash / 2 ** 32);
    a = Math.imul(a ^ (hash >>> 0), 0x01000193);
    a = Math.imul((a ^ (a >>> 15)) + high, 0xc2b2ae35);
    b = Math.imul(b + (hash >>> 0), 0x85ebca6b);
    b ^= (b >>> 13) + high;
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

/** 53 bits of a hash of tokens[from, to), by what they are, not by their kinds. */
export function partHash(form: Form, from: number, to: number): number {
  let a = FNV_START;
  let b = 0x9e3779b9;
  for (let i = from; i < to; i++) {
    const token = form[i]!;
    if (!isWording(token)) continue;
    const id = token >>> 4;
    a = Math.imul(a ^ id, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + id, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}
