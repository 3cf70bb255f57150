import { createHash } from 'node:crypto';

/**
 * JSON with the keys of every object in the order of their code units and no white space: the form of RFC 8785
 * for texts, whole numbers, booleans and null, which is all that shipped facts hold.
 */
export function orderedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(orderedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${orderedJson(one)}`).join(',')}}`;
}

/** SHA-256 of a text in UTF-8, hex. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
