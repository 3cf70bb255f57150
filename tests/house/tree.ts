import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Path (with `/`, from the root) -> text. House rules take such a map, so that a test can hand in a broken tree. */
export type Tree = ReadonlyMap<string, string>;

/** The files under the given folders whose names end in one of `endings`. */
export function readTree(folders: readonly string[], endings: readonly string[]): Tree {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !endings.some((ending) => entry.name.endsWith(ending))) continue;
      const file = join(entry.parentPath, entry.name);
      files.set(file.slice(ROOT.length).replaceAll('\\', '/'), readFileSync(file, 'utf8'));
    }
  }
  return files;
}

/** All that the product is made of. */
export const readProduct = (): Tree => readTree(['shared', 'server', 'client'], ['.ts', '.tsx']);

/** The text of one file of the checkout. */
export const readRoot = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
