import { dataOfRest, eventsOf } from '../sse.ts';
import { countOf, isObject, type JsonObject, jsonOf, listOf, objectOf } from '../unknown.ts';

/** A stream folded into the shape of a whole reply, or why that can't be done. */
export type Folded =
  | { state: 'folded'; body: JsonObject }
  | { state: 'error'; body: JsonObject }
  | { state: 'cut' };

/**
 * Folds the events of `streamGenerateContent` into one reply of the same shape as the unary one: texts are joined,
 * neighbouring parts of one kind become one, of all else the last word counts. A stream that ends between two events
 * folds like a whole one and lacks its finish reason; one that ends inside an event, or holds none, is `cut`. Reads a JSON array,
 * too, which is what comes without `alt=sse`. Pure.
 */
export function foldGeminiEvents(text: string): Folded {
  const events = chunksOf(text);
  if (events === null || events.length === 0) return { state: 'cut' };
  const failed = events.find((event) => isObject(event.error));
  if (failed !== undefined) return { state: 'error', body: failed };
  return { state: 'folded', body: fold(events) };
}

/** The events; null where one of them can't be read. */
function chunksOf(text: string): JsonObject[] | null {
  const { data, rest } = eventsOf(text);
  if (text.trimStart().startsWith('[')) {
    const list = jsonOf(text);
    return Array.isArray(list) ? list.filter(isObject) : null;
  }
  const last = rest === '' ? '' : dataOfRest(rest);
  const events = [...data, ...(last === '' ? [] : [last])].map(jsonOf);
  return events.every(isObject) ? events : null;
}

function fold(events: readonly JsonObject[]): JsonObject {
  const body: Record<string, unknown> = {};
  const folding = new Map<number, Folding>();
  for (const { candidates, ...rest } of events) {
    assignKnown(body, rest);
    for (const candidate of listOf(candidates).filter(isObject)) {
      const index = countOf(candidate.index) ?? 0;
      const one = folding.get(index) ?? { fields: {}, parts: [] };
      folding.set(index, one);
      addTo(one, candidate);
    }
  }
  if (folding.size === 0) return body;
  const candidates = [...folding]
    .sort(([a], [b]) => a - b)
    .map(([, { fields, parts }]) => ({ ...fields, content: { role: 'model', parts } }));
  return { ...body, candidates };
}

/** A candidate on its way. */
interface Folding {
  fields: Record<string, unknown>;
  parts: Record<string, unknown>[];
}

function addTo({ fields, parts }: Folding, { content, citationMetadata, ...others }: JsonObject): void {
  assignKnown(fields, others);
  const sources = [...sourcesOf(fields.citationMetadata), ...sourcesOf(citationMetadata)];
  if (sources.length > 0) fields.citationMetadata = { citationSources: sources };
  for (const part of listOf(objectOf(content).parts).filter(isObject)) append(parts, part);
}

/** The last word counts, silence does not. */
function assignKnown(target: Record<string, unknown>, from: JsonObject): void {
  for (const [key, value] of Object.entries(from))
    if (value !== undefined && value !== null) target[key] = value;
}

/** Puts a piece of text at the end of the part that it goes on with, or begins a new one. */
function append(parts: Record<string, unknown>[], part: JsonObject): void {
  const last = parts.at(-1);
  const goesOn =
    last !== undefined &&
    typeof last.text === 'string' &&
    typeof part.text === 'string' &&
    (last.thought === true) === (part.thought === true);
  if (!goesOn) parts.push({ ...part });
  else Object.assign(last, part, { text: `${String(last.text)}${String(part.text)}` });
}

/** The sources of citations, by either name. */
function sourcesOf(metadata: unknown): readonly unknown[] {
  const { citationSources, citations } = objectOf(metadata);
  return [...listOf(citationSources), ...listOf(citations)];
}
