import { isUtf8 } from 'node:buffer';
import { Fault, shown } from '../fault.ts';
import { MAX_DEPTH } from '../limits.ts';
import { parseExact } from './exact-json.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { survey } from './survey.ts';
import { badText, invalidText } from './text.ts';

/** The object that the bytes of a record hold, exactly, or why they hold none. `encoding` is that of the file. */
export function parseRecord(bytes: Buffer, encoding = 'utf-8'): JsonObject | Fault {
  if (bytes.includes(0)) return new Fault('nul-byte', 'The record holds a NUL character.');
  if (!isUtf8(bytes)) return invalidText(bytes, encoding);
  const value = parseJson(bytes.toString('utf8'));
  if (value instanceof Fault || isObject(value)) return value;
  return new Fault('not-an-object', `The record is ${kind(value)}, not an object with named fields.`);
}

/**
 * Parses JSON exactly. The native parser does the work where a look over the text says that it can not change
 * anything: no number that loses digits, and as many names parsed as written, so that none came twice.
 */
export function parseJson(text: string): Json | Fault {
  const { names, depth, plainNumbers } = survey(text);
  if (depth > MAX_DEPTH) {
    return new Fault('too-deep', `The record is nested ${depth} deep; the limit is ${MAX_DEPTH}.`);
  }
  const quick = plainNumbers ? nativeParse(text) : undefined;
  const value = quick !== undefined && countNames(quick) === names ? quick : parseExact(text);
  if (value instanceof Fault || !SUSPICIOUS.test(text)) return value;
  return badText(value) ?? value;
}

/** An escape of a surrogate or of NUL. */
const SUSPICIOUS = /\\u(?:[dD][89a-fA-F]|0000)/;

function nativeParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function countNames(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countNames(item);
    return count;
  }
  for (const item of Object.values(value)) count += 1 + countNames(item as Json);
  return count;
}

const kind = (value: Json): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'string'
    ? `the text "${shown(value, 20)}"`
    : `the ${typeof value} ${String(value)}`;
};
