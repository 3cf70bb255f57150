import { WinnowError } from '../../../shared/error.ts';
import { type Json, type JsonObject, member, setMember } from './json.ts';
import { type FieldPath, parsePath, valueAt, without } from './path.ts';

/**
 * What a record may say of a question, each with the names it is known by without `--map`, in any case.
 * Where several are present the first of the list that says something is taken; the others are kept in `meta`.
 */
export const KNOWN_NAMES = {
  id: ['id'],
  source: ['source'],
  question: ['question', 'problem', 'prompt', 'input'],
  options: ['options', 'choices'],
  answer: ['answer', 'final_answer', 'expected_answer'],
  solution: ['solution', 'rationale', 'cot', 'response', 'output'],
  license: ['license', 'licence'],
  level: ['level', 'difficulty'],
  subject: ['subject', 'type'],
  meta: ['meta', 'metadata'],
} as const;
export type Field = keyof typeof KNOWN_NAMES;
export const FIELDS = Object.keys(KNOWN_NAMES) as Field[];

/** Field to the path it is read from, as said by `--map`. */
export type FieldMap = ReadonlyMap<Field, FieldPath>;

/**
 * Reads `question=row.qa.question,answer=final`: a field of ours, and the dotted path of theirs.
 * @throws WinnowError `bad-usage`
 */
export function parseFieldMap(text: string): FieldMap {
  const map = new Map<Field, FieldPath>();
  for (const pair of text.split(',')) {
    const equals = pair.indexOf('=');
    const field = FIELDS.find((name) => name === pair.slice(0, equals).trim().toLowerCase());
    const path = pair.slice(equals + 1).trim();
    if (equals < 1 || path === '' || field === undefined || map.has(field)) {
      throw new WinnowError(
        'bad-usage',
        `--map "${pair}" is not understood; write FIELD=THEIRS, each FIELD once, of ${FIELDS.join(', ')}.`,
      );
    }
    map.set(field, parsePath(path));
  }
  return map;
}

/** What a record says, field by field; `rest` is everything that was not taken. */
export interface Picked {
  values: Map<Field, Json>;
  rest: JsonObject;
  /** The record's own name for `meta`. */
  metaName: string;
}

/** Splits a record into the fields that are known and the rest, losing nothing that says something. */
export function pickFields(record: JsonObject, map: FieldMap): Picked {
  const taken = namesTaken(record, map);
  const values = new Map<Field, Json>();
  for (const [field, { name }] of taken) values.set(field, record[name] ?? null);
  let left = record;
  for (const [field, path] of map) {
    const value = valueAt(record, path);
    if (value !== undefined && !saysNothing(value)) values.set(field, value);
    left = without(left, path);
  }
  return { values, rest: restOf(left, taken), metaName: taken.get('meta')?.name ?? 'meta' };
}

/** The member that each field is read from by its name; of several that say something the first of the list. */
export function namesTaken(record: JsonObject, map: FieldMap): Map<Field, { name: string; rank: number }> {
  const taken = new Map<Field, { name: string; rank: number }>();
  for (const name of Object.keys(record)) {
    const role = roleOf(name);
    if (role === null || map.has(role.field) || saysNothing(record[name] ?? null)) continue;
    const other = taken.get(role.field);
    if (other === undefined || other.rank > role.rank) taken.set(role.field, { name, rank: role.rank });
  }
  return taken;
}

/** The members that were not taken; a known field that says nothing is left out. */
function restOf(record: JsonObject, taken: ReadonlyMap<Field, { name: string }>): JsonObject {
  const rest: JsonObject = {};
  for (const name of Object.keys(record)) {
    const role = roleOf(name);
    const value = record[name] ?? null;
    if (role !== null && (taken.get(role.field)?.name === name || saysNothing(value))) continue;
    setMember(rest, name, value);
  }
  return rest;
}

/** Null, or an empty text: the same as if the field were not there. */
export const saysNothing = (value: Json): boolean => value === null || value === '';

/** Whether the question is there, and an empty text. */
export function hasEmptyQuestion(record: JsonObject, map: FieldMap): boolean {
  const path = map.get('question');
  if (path !== undefined) return valueAt(record, path) === '';
  return Object.entries(record).some(([name, value]) => value === '' && roleOf(name)?.field === 'question');
}

interface Role {
  field: Field;
  /** Smaller goes first: the order of the list, then the plain spelling before others. */
  rank: number;
}

const ROLES = new Map<string, Role>(
  FIELDS.flatMap((field) => KNOWN_NAMES[field].map((name, i) => [name, { field, rank: 2 * i }] as const)),
);

function roleOf(name: string): Role | null {
  const exact = ROLES.get(name);
  if (exact !== undefined) return exact;
  if (name.length > LONGEST) return null;
  const other = ROLES.get(name.toLowerCase());
  return other === undefined ? null : { field: other.field, rank: other.rank + 1 };
}

const LONGEST = Math.max(...[...ROLES.keys()].map((name) => name.length));

/** Whether a header of a table names a question, by itself or by the map. */
export function namesQuestion(names: readonly string[], map: FieldMap): boolean {
  const path = map.get('question');
  if (path !== undefined) return names.includes(path.text);
  return names.some((name) => roleOf(name)?.field === 'question');
}

/** The first member of a record, by one of the names, that is a text or a number. */
export function firstOf(record: JsonObject, names: readonly string[]): Json | undefined {
  for (const name of names) {
    const value = member(record, name);
    if (value !== undefined && !saysNothing(value)) return value;
  }
  return undefined;
}
