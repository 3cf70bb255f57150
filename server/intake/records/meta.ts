import { Fault } from '../fault.ts';
import { firstOf } from './fields.ts';
import { isObject, type Json, type JsonObject, member, setMember } from './json.ts';
import { parseJson } from './parse.ts';
import { scalarText } from './scalar.ts';

/** Where the level and the subject are looked for in `meta`, when the record has no field for them; best first. */
const LEVEL_IN_META = ['level', 'difficulty'];
const SUBJECT_IN_META = ['subject', 'topic', 'subfield', 'type', 'category', 'field', 'domain'];

/**
 * What was not known by name. The members of the record's own `meta` come first, the unknown fields after
 * them; where both use a name, or `meta` is no object, it is kept whole under its name.
 * @param metaName the name under which the record has it
 */
export function mergeMeta(meta: Json | undefined, metaName: string, rest: JsonObject): JsonObject {
  if (meta === undefined) return rest;
  const object = typeof meta === 'string' ? parsedObject(meta) : meta;
  const free = isObject(object) && !Object.keys(object).some((name) => Object.hasOwn(rest, name));
  const merged: JsonObject = {};
  if (free) copyMembers(object, merged);
  else setMember(merged, freeName(rest, metaName), meta);
  copyMembers(rest, merged);
  return merged;
}

function copyMembers(from: JsonObject, to: JsonObject): void {
  for (const name of Object.keys(from)) setMember(to, name, from[name] ?? null);
}

/** The name, made longer until the object has none like it. */
export function freeName(object: JsonObject, name: string): string {
  let free = name;
  while (Object.hasOwn(object, free)) free = `${free}_`;
  return free;
}

/** Tables hold objects as JSON text; a text that is none stays a text. */
function parsedObject(text: string): Json {
  if (!text.trimStart().startsWith('{')) return text;
  const value = parseJson(text);
  return value instanceof Fault ? text : value;
}

/** The level that `meta` states, as text; it stays in `meta` too. */
export const levelIn = (meta: JsonObject): string | null => textIn(meta, LEVEL_IN_META);

/** The subject that `meta` states, as text, several joined by semicolons; it stays in `meta` too. */
export const subjectIn = (meta: JsonObject): string | null => textIn(meta, SUBJECT_IN_META);

function textIn(meta: JsonObject, names: readonly string[]): string | null {
  const nested = member(meta, 'meta') ?? member(meta, 'metadata');
  const value = firstOf(meta, names) ?? (isObject(nested) ? firstOf(nested, names) : undefined);
  if (value === undefined) return null;
  if (!Array.isArray(value)) return scalarText(value);
  const texts = value.map(scalarText);
  return texts.includes(null) || texts.length === 0 ? null : texts.join('; ');
}
