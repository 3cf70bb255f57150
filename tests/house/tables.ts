import { stringLiterals } from './sources.ts';
import type { Tree } from './tree.ts';

const CREATED = /\bCREATE\s+(?:VIRTUAL\s+)?(?:TABLE|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/gi;
const NAMED =
  /\b(?:FROM|JOIN|INTO|UPDATE(?:\s+OR\s+\w+)?|TABLE(?:\s+IF\s+(?:NOT\s+)?EXISTS)?)\s+["[`]?(\w+)/gi;

const allOf = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1]?.toLowerCase() ?? '');

/** The tables and views that numbered migrations make. */
export const tablesOf = (migrations: Tree): string[] => [
  ...new Set([...migrations.values()].flatMap((sql) => allOf(CREATED, sql))),
];

/** Table -> the files whose strings name it where SQL names a table. */
export function modulesByTable(sources: Tree, tables: readonly string[]): Map<string, string[]> {
  const owners = new Map<string, string[]>(tables.map((table) => [table, []]));
  for (const [path, text] of sources) {
    const named = new Set(stringLiterals(path, text).flatMap((literal) => allOf(NAMED, literal)));
    for (const table of named) owners.get(table)?.push(path);
  }
  return owners;
}

/** A sentence for each table that is not named in SQL by exactly one module, or by one outside `server/db`. */
export function tableFaults(sources: Tree, migrations: Tree): string[] {
  const faults: string[] = [];
  for (const [table, modules] of modulesByTable(sources, tablesOf(migrations))) {
    if (modules.length === 0) faults.push(`no module names the table ${table}`);
    if (modules.length > 1) faults.push(`${modules.join(' and ')} name the table ${table}`);
    const outside = modules.filter((path) => !path.startsWith('server/db/'));
    if (outside.length > 0) faults.push(`${outside.join(' and ')} name the table ${table} outside server/db`);
  }
  return faults;
}
