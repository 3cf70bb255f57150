import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the workspace in which backups are made that were ordered in the workbench; no backup holds it. */
export const BACKUPS = 'backups';

export interface KeptBackup {
  name: string;
  bytes: number;
  madeAt: string;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,60}\.tar$/;

/** Backups in a workspace, newest first; what is still being written has another name. */
export function keptBackups(dir: string): KeptBackup[] {
  const folder = join(dir, BACKUPS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .map((name) => {
      const { size, mtime } = statSync(join(folder, name));
      return { name, bytes: size, madeAt: mtime.toISOString() };
    })
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}
