import { type Form, partsOf } from './form.ts';
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
  const [stem, ...options] = partsOf(form);
  if (stem === undefined) return '';
  const key = partHash(form, stem.from, stem.to).toString(36);
  if (options.length === 0) return key;
  const hashes = Float64Array.from(options, ({ from, to }) => partHash(form, from, to)).sort();
  return `${key}:${hashes.join()}`;
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
