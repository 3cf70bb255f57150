/** A number as it is written, where JavaScript would change it: `1.10`, `12345678901234567890`, `1e400`, `-0`. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** JSON with its digits. An object may have any key, `__proto__` too: read it by `Object.entries` and `member`. */
export type Json = string | number | boolean | null | NumberText | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);

/** A member by its name, undefined where the object has none of its own. */
export const member = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Sets a member, whatever its name. */
export function setMember(object: JsonObject, name: string, value: Json): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Compact JSON text, members in their order, numbers with their digits. */
export function writeJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof NumberText) return value.text;
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${writeJson(item)}`;
    return `[${text}]`;
  }
  for (const name of Object.keys(value)) {
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${writeJson(value[name] ?? null)}`;
  }
  return `{${text}}`;
}

/** The same value with JavaScript's numbers, for who wants to check it by a schema. */
export function plain(value: Json): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, m]) => [name, plain(m)]));
}
