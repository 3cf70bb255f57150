import { LONGEST_NAME, nameKey, pathNames } from './names.ts';
import { type Taxonomy, UNKNOWN_DOMAIN } from './taxonomy.ts';

/** Fields of the metadata that narrow a subject down, narrowest first, as data sets name them. */
const NARROW_FIELDS = ['msc', 'subfield', 'subcategory', 'subtopic', 'subdomain', 'subsubject'];
/** Fields that hold a subject, or the name of a part of a data set that has one. */
const BROAD_FIELDS = [
  ...['domain', 'topic', 'topics', 'subject', 'type', 'problem_type', 'category', 'branch', 'discipline'],
  ...['subset', 'task', 'field', 'high_level_domain', 'area', 'categories', 'tags'],
];
const FIELDS: ReadonlySet<string> = new Set([...NARROW_FIELDS, ...BROAD_FIELDS]);
/** Of a longer list only the first are looked at: it is no list of topics. Unit: names. */
const MOST_NAMES = 32;

/**
 * The names of topics that a source states, narrowest first: the narrow fields of the metadata, the
 * question's own subject, then the broad fields. `meta` is a JSON object as text; anything else has none.
 */
export function statedTopics(subject: string | null, meta: string): string[] {
  const fields = fieldsOf(meta);
  if (fields.size === 0) return namesIn(subject);
  const names = [
    ...NARROW_FIELDS.flatMap((field) => namesIn(fields.get(field))),
    ...namesIn(subject),
    ...BROAD_FIELDS.flatMap((field) => namesIn(fields.get(field))),
  ];
  return names.slice(0, MOST_NAMES);
}

/** The code of the first name that is a known topic, a title or an alias, or null. Paths go leaf first. */
export function codeOfTopics(names: readonly string[], taxonomy: Taxonomy): string | null {
  for (const name of names) {
    const code = codeOfName(name, taxonomy);
    if (code !== null) return code;
  }
  return null;
}

/** Few names stand in many records: what each means is remembered, for so many of them. */
const MOST_REMEMBERED = 4096;
const remembered = new WeakMap<Taxonomy, Map<string, string | null>>();

function codeOfName(name: string, taxonomy: Taxonomy): string | null {
  const known = remembered.get(taxonomy) ?? new Map<string, string | null>();
  remembered.set(taxonomy, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const code = lookedUp(name, taxonomy);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(name, code);
  return code;
}

function lookedUp(name: string, taxonomy: Taxonomy): string | null {
  for (const part of pathNames(name)) {
    const key = nameKey(part);
    const code = taxonomy.codeOfTopic.get(key) ?? taxonomy.codeOfTitle.get(key);
    if (code !== undefined && code !== UNKNOWN_DOMAIN) return code;
  }
  return null;
}

/** Those fields of a JSON object, their names in lower case; the first where two differ in case only. */
function fieldsOf(meta: string): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  if (meta === '{}') return fields;
  const value = parsed(meta);
  if (typeof value !== 'object' || value === null) return fields;
  for (const [name, field] of Object.entries(value)) {
    const key = name.toLowerCase();
    if (FIELDS.has(key) && !fields.has(key)) fields.set(key, field);
  }
  return fields;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function namesIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value.slice(0, MOST_NAMES) : [value];
  return values.filter((one): one is string => typeof one === 'string' && one.length <= LONGEST_NAME);
}
