import { createReadStream, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { WinnowError } from '../../shared/error.ts';
import { type Rejection, rejectionSchema } from '../../shared/schemas/import.ts';
import type { RejectionReason } from '../../shared/vocabulary/rejections.ts';
import { parser } from '../algorithms/parser.ts';

const parseRejection = parser(rejectionSchema);

/** Where the rejections of an import lie in a workspace; one that rejected nothing has no such file. */
export const rejectedIn = (dir: string, importId: string): string =>
  join(dir, 'imports', `${importId}.rejected.jsonl`);

/**
 * A page of the rejections in a file; a file that is not there lists none.
 * @param from where the page before ended. Unit: bytes
 * @returns `next`: where this page ends, null where nothing comes after it
 * @throws WinnowError `bad-usage` for a place at which no line begins
 */
export async function pageOfRejections(
  path: string,
  { from, limit, reason }: { from: number; limit: number; reason?: RejectionReason | undefined },
): Promise<{ items: Rejection[]; next: number | null }> {
  const items: Rejection[] = [];
  if (!existsSync(path)) return { items, next: null };
  const file = createReadStream(path, { start: from });
  let at = from;
  try {
    for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      const one = rejectionIn(line, at);
      const isWanted = reason === undefined || one.reason === reason;
      if (isWanted && items.length === limit) return { items, next: at };
      if (isWanted) items.push(one);
      at += Buffer.byteLength(line) + 1;
    }
  } finally {
    file.destroy();
  }
  return { items, next: null };
}

function rejectionIn(line: string, at: number): Rejection {
  try {
    return parseRejection(JSON.parse(line), 'a rejection');
  } catch {
    throw new WinnowError('bad-usage', `There is no rejection at byte ${at} of the list.`);
  }
}

/**
 * Holds that a list can be written there, and that nothing else than an earlier list would be replaced by it.
 * @throws WinnowError `bad-usage` where there is no such folder, `conflict` where something else lies there
 */
export async function refuseOtherFile(path: string): Promise<void> {
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new WinnowError(
      'bad-usage',
      `--rejected ${path}: there is no folder ${dirname(path)}; make it first.`,
    );
  try {
    await pageOfRejections(path, { from: 0, limit: 1 });
  } catch {
    throw new WinnowError(
      'conflict',
      `--rejected ${path}: what lies there is no list of rejections; name another file.`,
    );
  }
}
