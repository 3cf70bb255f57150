import { type Json, NumberText } from './json.ts';

/** A text, or a number or truth value as it is written; null for anything else. */
export function scalarText(value: Json): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof NumberText ? value.text : null;
}
