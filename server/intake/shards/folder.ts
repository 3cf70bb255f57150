import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';

/** Folders are not followed deeper than this, so that a link in a circle ends. */
const DEEPEST = 16;

/** The Parquet files of a folder, and what else lies there. */
export interface ShardFolder {
  /** Paths below the folder, with `/`, in the order of their bytes: the order of the pool. */
  paths: string[];
  /** How many other files there are. */
  others: number;
}

/**
 * Looks for Parquet files in a folder and the folders below it; what begins with a dot is passed over.
 * @throws WinnowError `bad-input` where there is no such folder, or none in it
 */
export function shardFolder(folder: string): ShardFolder {
  const found: ShardFolder = { paths: [], others: 0 };
  gather(folder, '', 0, found);
  if (found.paths.length === 0)
    throw new WinnowError(
      'bad-input',
      `${folder} holds no Parquet file; name the folder of the shards, each called NAME.parquet.`,
    );
  found.paths.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return found;
}

function gather(folder: string, below: string, depth: number, found: ShardFolder): void {
  if (depth > DEEPEST) return;
  for (const name of namesIn(folder, below)) {
    if (name.startsWith('.')) continue;
    const path = posix.join(below, name);
    const stat = statSync(join(folder, path), { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) gather(folder, path, depth + 1, found);
    else if (stat?.isFile() === true && /\.parquet$/i.test(name)) found.paths.push(path);
    else found.others++;
  }
}

function namesIn(folder: string, below: string): string[] {
  try {
    return readdirSync(join(folder, below));
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such folder' : String(cause);
    throw new WinnowError('bad-input', `${join(folder, below)} can not be read: ${why}; check the name.`);
  }
}
