import type { ImportedSignal } from '../db/signals.ts';
import type { Tables } from '../db/tables.ts';
import type { OwnValue } from '../decide/candidate.ts';

/** Names of values that are read as what they are called. */
const FIELDS = new Set(['domain', 'level', 'trace_tokens']);

/** Imported values of one's own and tags, by question and name; vectors stay where they are. */
export function ownSignals({ signals, marks }: Tables): Map<string, Record<string, OwnValue>> {
  const found = new Map<string, Record<string, OwnValue>>();
  const put = (question: string, name: string, value: OwnValue): void => {
    const own = found.get(question);
    if (own === undefined) found.set(question, named(name, value));
    else Object.assign(own, named(name, value));
  };
  for (const signal of signals.all())
    if (!FIELDS.has(signal.name)) put(signal.question, signal.name, readValue(signal));
  for (const { question, mark, name } of marks.all()) if (mark === 'tag') put(question, `tag:${name}`, true);
  return found;
}

/** An object with one member, whatever its name. */
const named = (name: string, value: OwnValue): Record<string, OwnValue> =>
  Object.fromEntries([[name, value]]);

/** Values of older imports say nothing of their kind: what reads as a number or a truth value is one. */
function readValue({ kind, value }: ImportedSignal): OwnValue {
  if (kind === 'label') return value;
  if (kind === 'boolean' || (kind === null && /^(?:true|false)$/.test(value))) return value === 'true';
  const number = Number(value);
  return kind === 'number' || (value.trim() !== '' && Number.isFinite(number)) ? number : value;
}
