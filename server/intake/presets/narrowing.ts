import type { PresetSource } from '../../../shared/schemas/source-preset.ts';
import type { Workspace } from '../../db/workspace.ts';
import { readingOf } from '../import-options.ts';
import { readRecords } from '../readers/read.ts';
import type { JsonObject } from '../records/json.ts';
import { type Drawable, drawEvenly } from './draw.ts';
import { type Lists, meets, textKey } from './narrow.ts';
import { shapeOf, textAt } from './shape.ts';

/** What decides about each record of a source while it is imported, and what it has counted. */
export interface Narrowing {
  shape: (record: JsonObject) => JsonObject | null;
  counts: { read: number; narrowed: number; notDrawn: number };
}

/** Of every draw: the same records give the same questions everywhere. */
const SEED = '42';

/** Rules and draw of a source over its files; where it is drawn from, they are read once before. */
export async function narrowing(
  workspace: Workspace,
  { keep, sample, fields }: PresetSource,
  { paths, lists, signal }: { paths: readonly string[]; lists: Lists; signal: AbortSignal },
): Promise<Narrowing> {
  const { shape, textOf } = shapeOf(fields);
  const counts = { read: 0, narrowed: 0, notDrawn: 0 };
  let drawn: Set<string> | null = null;
  if (sample !== null) {
    const all: Drawable[] = [];
    const { read } = readingOf(workspace, {});
    for (const path of paths)
      await readRecords(
        path,
        read,
        { signal },
        {
          record(record) {
            if (!meets(record, keep, lists)) return;
            const group = JSON.stringify(sample.by.map((field) => textAt(record, field)));
            all.push({ key: textKey(textOf(record)), group });
          },
          reject: () => undefined,
        },
      );
    drawn = drawEvenly(all, sample.n, SEED);
  }
  return {
    counts,
    shape(record) {
      counts.read++;
      if (!meets(record, keep, lists)) {
        counts.narrowed++;
        return null;
      }
      if (drawn !== null && !drawn.delete(textKey(textOf(record)))) {
        counts.notDrawn++;
        return null;
      }
      return shape(record);
    },
  };
}
