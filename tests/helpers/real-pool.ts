import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Folder of the real question pool, null where this machine has none. */
export const REAL_POOL =
  [process.env.WINNOW_REAL_POOL ?? resolve('..', 'shared', 'pool')].find((folder) =>
    existsSync(join(folder, 'pool')),
  ) ?? null;

export const NO_POOL =
  'needs a real question pool, which is not part of the project: set WINNOW_REAL_POOL to its folder';

/** The records of one gzipped JSONL file of the pool. */
export function recordsOf<T>(...path: string[]): T[] {
  const text = gunzipSync(readFileSync(join(REAL_POOL ?? '', ...path))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const record: T = JSON.parse(line);
      return record;
    });
}

/** The questions of all files of the pool, in file order. */
export function poolQuestions(): { question: string; solution: string | null }[] {
  return readdirSync(join(REAL_POOL ?? '', 'pool'))
    .sort()
    .flatMap((file) => recordsOf<{ question: string; solution: string | null }>('pool', file));
}
