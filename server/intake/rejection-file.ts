import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Rejection, rejectionSchema } from '../../shared/schemas/import.ts';
import { parser } from '../algorithms/parser.ts';

const parseRejection = parser(rejectionSchema);

/**
 * Rejections of an import, from its file in the workspace. An import that rejected nothing has none.
 * @param after how many of them come before
 */
export async function pageOfRejections(
  dir: string,
  importId: string,
  after: number,
  limit: number,
): Promise<{ items: Rejection[]; hasMore: boolean }> {
  const path = join(dir, 'imports', `${importId}.rejected.jsonl`);
  const items: Rejection[] = [];
  if (!existsSync(path)) return { items, hasMore: false };
  const file = createReadStream(path);
  let at = 0;
  try {
    for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      at++;
      if (at <= after) continue;
      if (items.length === limit) return { items, hasMore: true };
      items.push(parseRejection(JSON.parse(line), 'a rejection'));
    }
  } finally {
    file.destroy();
  }
  return { items, hasMore: false };
}
