import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportReport } from '../../../shared/schemas/import.ts';
import type { Workspace } from '../../db/workspace.ts';
import { importFiles } from '../import-files.ts';
import type { ImportOptions } from '../import-options.ts';
import type { ImportEffects } from '../import-work.ts';
import { hubAddress } from './address.ts';
import { type FetchEffects, type Fetched, fetchDataset } from './fetch.ts';
import type { Hub } from './network.ts';

export interface HubImportOptions extends ImportOptions {
  config?: string | undefined;
  split?: string | undefined;
}

/** The reply of an import, with where it came from. */
export type HubImport = ImportReport & {
  hub: Omit<Fetched, 'files'> & { files: Omit<Fetched['files'][number], 'local'>[] };
};

/**
 * Imports a split of a data set of the hub. Its commit is the revision of its records, its id their source, and the
 * licence of its card theirs, unless the options say otherwise. What was fetched is gone from the disk afterwards.
 * @throws WinnowError as `fetchDataset` and `importFiles`
 */
export async function importFromHub(
  workspace: Workspace,
  hub: Hub,
  address: string,
  { config, split, ...options }: HubImportOptions,
  effects: ImportEffects & FetchEffects,
): Promise<HubImport> {
  const folder = join(workspace.dir, 'downloads', workspace.randomHex(6));
  const actor = options.dryRun === true ? null : (options.actor ?? 'local');
  const wanted = { config, split };
  try {
    const fetched = await fetchDataset(
      workspace,
      hub,
      hubAddress(address),
      { wanted, folder, actor },
      effects,
    );
    const report = await importFiles(
      workspace,
      fetched.files.map(({ local }) => local),
      {
        ...options,
        source: options.source ?? fetched.name,
        license: options.license ?? fetched.license ?? undefined,
        revision: options.revision ?? fetched.revision,
      },
      effects,
    );
    const files = fetched.files.map(({ local: _, ...file }) => file);
    return { ...report, hub: { ...fetched, files } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
