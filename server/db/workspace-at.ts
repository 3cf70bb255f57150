import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether there is a workspace in a folder: opening one would make it. */
export const workspaceAt = (dir: string): boolean => existsSync(join(dir, 'winnow.db'));
