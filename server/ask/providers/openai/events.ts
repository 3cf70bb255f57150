import { dataOfRest, eventsOf } from '../sse.ts';
import { countOf, isObject, type JsonObject, jsonOf, listOf, objectOf } from '../unknown.ts';

/** A stream folded into the shape of a whole reply, or why that can't be done. */
export type Folded =
  | { state: 'folded'; body: JsonObject; done: boolean }
  | { state: 'error'; body: JsonObject }
  | { state: 'cut' };

const DONE = '[DONE]';

/**
 * Folds the chunks of a streamed chat completion into a whole one: deltas of texts are joined, of all else the last
 * word counts; `done` says whether `[DONE]` came. A stream that ends inside a chunk, or holds none, is `cut`. Pure.
 */
export function foldOpenaiEvents(text: string): Folded {
  const { data, rest } = eventsOf(text);
  const last = rest === '' ? '' : dataOfRest(rest);
  const all = [...data, ...(last === '' ? [] : [last])].map((one) => one.trim());
  const events = all.filter((one) => one !== DONE).map(jsonOf);
  if (events.length === 0 || !events.every(isObject)) return { state: 'cut' };
  const failed = events.find((event) => isObject(event.error) || event.object === 'error');
  if (failed !== undefined) return { state: 'error', body: failed };
  return { state: 'folded', body: fold(events), done: all.includes(DONE) };
}

function fold(events: readonly JsonObject[]): JsonObject {
  const body: Record<string, unknown> = {};
  const folding = new Map<number, { fields: Record<string, unknown>; message: Record<string, unknown> }>();
  for (const { choices, object: _, ...rest } of events) {
    assignKnown(body, rest);
    for (const { delta, ...fields } of listOf(choices).filter(isObject)) {
      const index = countOf(fields.index) ?? 0;
      const one = folding.get(index) ?? { fields: {}, message: {} };
      folding.set(index, one);
      assignKnown(one.fields, fields);
      addTo(one.message, objectOf(delta));
    }
  }
  const choices = [...folding]
    .sort(([a], [b]) => a - b)
    .map(([, { fields, message }]) => ({ ...fields, message }));
  return { ...body, object: 'chat.completion', choices };
}

/** Joins the pieces of texts, and of lists; of a role the last word counts. */
function addTo(message: Record<string, unknown>, delta: JsonObject): void {
  for (const [key, value] of Object.entries(delta)) {
    const before = message[key];
    if (key !== 'role' && typeof value === 'string' && typeof before === 'string')
      message[key] = before + value;
    else if (Array.isArray(value) && Array.isArray(before))
      message[key] = [...(before as unknown[]), ...listOf(value)];
    else if (value !== null && value !== undefined) message[key] = value;
  }
}

function assignKnown(target: Record<string, unknown>, from: JsonObject): void {
  for (const [key, value] of Object.entries(from))
    if (value !== undefined && value !== null) target[key] = value;
}
