import { LONGEST_NAME, nameKey, pathNames } from './names.ts';
import { type Taxonomy, UNKNOWN_DOMAIN } from './taxonomy.ts';

/** Fields of the metadata that narrow a subject down, narrowest first, as data sets name them. */
const NARROW_FIELDS = ['msc', 'subfield', 'subcategory', 'subtopic', 'subdomain', 'subsubject'];
/** Fields that hold a subject, or the name of a part of a data set that has one. */
const BROAD_FIELDS = [
  ...['domain', 'topic', 'topics', 'subject', 'type', 'problem_type', 'category', 'branch', 'discipline'],
  ...['subset', 'task', 'field', 'high_level_domain', 'area', 'categories', 'tags'],
];
/** Of a longer list only the first are looked at: it is no list of topics. Unit: names. */
const MOST_NAMES = 32;

/**
 * The names of topics that a source states, narrowest first: the narrow fields of the metadata, the
 * question's own subject, then the broad fields. `meta` is a JSON object as text; anything else has none.
 */
export function statedTopics(subject: string | null, meta: string): string[] {
  const fields = fieldsOf(meta);
  const names = [
    ...NARROW_FIELDS.flatMap((field) => namesIn(fields.get(field))),
    ...namesIn(subject),
    ...BROAD_FIELDS.flatMap((field) => namesIn(fields.get(field))),
  ];
  return names.slice(0, MOST_NAMES);
}

/** The code of the first name that is a known topic, a title or an alias, or null. Paths go leaf first. */
export function codeOfTopics(names: readonly string[], taxonomy: Taxonomy): string | null {
  for (const name of names.flatMap(pathNames)) {
    const key = nameKey(name);
    const code = taxonomy.codeOfTopic.get(key) ?? taxonomy.codeOfTitle.get(key);
    if (code !== undefined && code !== UNKNOWN_DOMAIN) return code;
  }
  return null;
}

/** The fields of a JSON object, their names in lower case; the first where two differ in case only. */
function fieldsOf(meta: string): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const value = parsed(meta);
  if (typeof value !== 'object' || value === null) return fields;
  for (const [name, field] of Object.entries(value)) {
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, field);
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
