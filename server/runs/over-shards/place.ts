import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../db/workspace.ts';

/** Where decisions of a run over shards lie. */
export type DecisionsPlace = 'beside' | 'workspace';

/** What Winnow leaves beside shards lies in a folder of this name. */
const BESIDE = '.winnow';

/** The folder of a run's decisions. @param folder that of the shards */
export const decisionsDir = (
  { dir, log }: Pick<Workspace, 'dir' | 'log'>,
  folder: string,
  place: DecisionsPlace,
  runId: string,
): string =>
  place === 'beside'
    ? join(folder, BESIDE, log.replace('/', '-'), runId)
    : join(dir, 'pools', 'decisions', runId);

/** Beside the shards where that can be written. */
export function placeFor(folder: string, asked: DecisionsPlace | undefined): DecisionsPlace {
  if (asked !== undefined) return asked;
  try {
    const beside = join(folder, BESIDE);
    mkdirSync(beside, { recursive: true });
    accessSync(beside, constants.W_OK);
    return 'beside';
  } catch {
    return 'workspace';
  }
}
