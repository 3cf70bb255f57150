/** The one JSON object that a text is, or a sentence that says why it is none. */
export type OneObject = { object: Record<string, unknown> } | { fault: string };

/** Longest text that is looked at. Unit: UTF-16 units. */
const LONGEST = 200_000;

/**
 * Reads a text that must be one JSON object from end to end; a Markdown fence around the whole of it is taken off.
 * Nothing is searched for: words before or behind it, two objects, or a key that stands twice are faults.
 */
export function oneJsonObject(text: string): OneObject {
  if (text.length > LONGEST) return { fault: 'it is too long' };
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'it is empty' };
  const bare = /^```(?:json)?[ \t]*\n([\s\S]*)\n```$/.exec(trimmed)?.[1] ?? trimmed;
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return { fault: 'it is not one JSON object and nothing else' };
  }
  if (!isObject(value)) return { fault: 'it is JSON, but no object' };
  if (keysOf(bare) !== Object.keys(value).length) return { fault: 'it names a key twice' };
  return { object: value };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of the outermost object of valid JSON, repeated ones counted each time. */
function keysOf(json: string): number {
  let [keys, depth] = [0, 0];
  for (let i = 0; i < json.length; i++) {
    const sign = json.charAt(i);
    if (sign === '"') i = stringEnd(json, i);
    else if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    else if (sign === ':' && depth === 1) keys++;
  }
  return keys;
}

/** Index of the closing quotation mark of the string that opens at `start`. */
function stringEnd(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charAt(at) !== '"') at += json.charAt(at) === '\\' ? 2 : 1;
  return at;
}
