import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where releases lie that the workbench builds, below the workspace. */
export const RELEASES = 'releases';

/** The folder of a release below the workspace, by its manifest; null where it was written to somewhere else. */
export function releaseFolder(dir: string, releaseId: string): string | null {
  const folders = foldersIn(join(dir, RELEASES));
  return folders.find((folder) => idIn(join(dir, RELEASES, folder)) === releaseId) ?? null;
}

function foldersIn(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch {
    return []; // nothing was released here
  }
}

function idIn(folder: string): unknown {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as unknown;
    return typeof manifest === 'object' && manifest !== null && 'releaseId' in manifest
      ? manifest.releaseId
      : null;
  } catch {
    return null; // no release, or one whose manifest is damaged
  }
}
