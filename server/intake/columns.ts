import type { Look } from '../../shared/schemas/upload.ts';
import { isObject, type Json, type JsonObject, writeJson } from './records/json.ts';

/** How deep a column may lie, how many are told, and how much of a value is shown. */
const DEEPEST = 4;
const MOST = 200;
const LONGEST = 120;

/**
 * The columns of records, as `--map` names them: members, members of members, and the first of a list. In the order in
 * which they first come.
 */
export function columnsOf(records: readonly JsonObject[]): Look['columns'] {
  const columns = new Map<string, { filled: number; sample: string }>();
  for (const record of records) {
    walk(record, '', 1, (path, value) => {
      const known = columns.get(path) ?? { filled: 0, sample: '' };
      if (known.filled === 0 && columns.size >= MOST) return;
      const sample = known.sample === '' ? shortOf(value) : known.sample;
      columns.set(path, { filled: known.filled + 1, sample });
    });
  }
  return [...columns].map(([path, column]) => ({ path, ...column }));
}

function walk(value: Json, path: string, depth: number, say: (path: string, value: Json) => void): void {
  const members = isObject(value)
    ? Object.entries(value)
    : Array.isArray(value) && value.some(isObject)
      ? [['0', value[0] ?? null] as const]
      : [];
  if (path !== '' && value !== null && value !== '') say(path, value);
  if (depth > DEEPEST) return;
  for (const [name, member] of members.slice(0, MOST))
    walk(member, path === '' ? name : `${path}.${name}`, depth + 1, say);
}

const shortOf = (value: Json): string =>
  (typeof value === 'string' ? value : writeJson(value)).slice(0, LONGEST).replace(/\s+/g, ' ');
