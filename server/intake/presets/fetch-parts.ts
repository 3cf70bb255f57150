import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import type { PresetList, PresetSource } from '../../../shared/schemas/source-preset.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type FetchEffects, type Fetched, fetchDataset } from '../hub/fetch.ts';
import type { Hub } from '../hub/network.ts';
import { readingOf } from '../import-options.ts';
import { readRecords } from '../readers/read.ts';
import { textKey } from './narrow.ts';
import { textAt } from './shape.ts';

/** What is asked of the hub for a preset. */
export interface Fetching {
  workspace: Workspace;
  /** @param what is asked for, for errors */
  hubFor: (what: string) => Hub;
  /** Where files lie for a while; the caller takes it away. */
  folder: string;
  /** Null: nothing is kept. */
  actor: string | null;
  effects: FetchEffects;
}

/** Where the hub keeps data sets as Parquet that have a script of their own. */
const CONVERTED = 'refs/convert/parquet';

/**
 * Fetches all parts of a data set at one commit: from its files, else from what the hub made of them.
 * @throws WinnowError as `fetchDataset`
 */
export async function fetchParts(
  { workspace, hubFor, folder, actor, effects }: Fetching,
  { dataset, parts }: Pick<PresetSource, 'dataset' | 'parts'>,
): Promise<Fetched> {
  const hub = hubFor(`hf://datasets/${dataset}`);
  const fetch = (at: number, revision: string | null, byNames: boolean) => {
    const { config, split, files } = parts[at] ?? { config: null, split: null };
    const wanted = { config: config ?? undefined, split: split ?? undefined, files, byNames };
    const into = { wanted, folder: join(folder, String(at)), actor };
    return fetchDataset(workspace, hub, { name: dataset, revision }, into, effects);
  };
  let byNames = false;
  const first = await fetch(0, null, false).catch(async (cause: unknown) => {
    if (!isLaidOtherwise(cause)) throw cause;
    byNames = true;
    return fetch(0, CONVERTED, true).catch((second: unknown) => {
      throw second instanceof WinnowError && second.code === 'not-found' ? cause : second;
    });
  });
  const all = [first];
  for (let at = 1; at < parts.length; at++) all.push(await fetch(at, first.revision, byNames));
  return {
    ...first,
    files: all.flatMap(({ files }) => files),
    captured: [...new Map(all.flatMap(({ captured }) => captured).map((one) => [one.path, one])).values()],
  };
}

const isLaidOtherwise = (cause: unknown): boolean =>
  cause instanceof WinnowError && (cause.code === 'bad-usage' || cause.code === 'bad-input');

/** The texts of a list that a rule names, as keys. */
export async function fetchList(fetching: Fetching, list: PresetList): Promise<Set<string>> {
  const { config, split } = list;
  const { files } = await fetchParts(fetching, { dataset: list.dataset, parts: [{ config, split }] });
  const keys = new Set<string>();
  const { read } = readingOf(fetching.workspace, {});
  for (const { local } of files)
    await readRecords(
      local,
      read,
      { signal: fetching.effects.signal },
      {
        record: (record) => void keys.add(textKey(textAt(record, list.field))),
        reject: () => undefined,
      },
    );
  return keys;
}
