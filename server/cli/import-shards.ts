import { WinnowError } from '../../shared/error.ts';
import type { ShardImportReport } from '../../shared/schemas/import.ts';
import { loadShipped } from '../db/shipped.ts';
import { registerShards } from '../intake/shards/register.ts';
import type { CliContext } from './frame.ts';
import { importText } from './intake-text.ts';
import { readingProgress } from './reading-progress.ts';
import { count } from './text.ts';

/** What of the options of `import` is about a folder of shards. */
export interface ShardFlags {
  map?: string[];
  source?: string | undefined;
  license?: string | undefined;
  revision?: string | undefined;
  strict?: boolean | undefined;
  dryRun?: boolean | undefined;
}

/** Options that a folder of Parquet files leaves nothing to say by. */
const NOT_MEANT = ['preset', 'only', 'config', 'split', 'records', 'supersede', 'rejected'] as const;

/** `import --shards`: registers a folder of Parquet files as a pool that stays where it is. */
export async function importShards(
  context: CliContext,
  folder: string,
  paths: readonly string[],
  given: ShardFlags,
): Promise<void> {
  refuseBeside(paths, given);
  const { map, source, license, revision, strict, dryRun } = given;
  const report = await registerShards(
    context.workspace(),
    folder,
    {
      map: map?.join(',') ?? null,
      source: source ?? null,
      license: license ?? null,
      revision: revision ?? null,
      ...{ strict, dryRun, actor: context.actor },
    },
    {
      ...readingProgress(context, 'reading shards'),
      signal: context.signal,
      licences: loadShipped(context.assets.data).licences,
      pid: context.pid,
    },
  );
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => `${importText(report, dryRun === true)}\n${poolText(report)}`);
}

function refuseBeside(paths: readonly string[], given: object): void {
  const beside = NOT_MEANT.find((name) => (given as Record<string, unknown>)[name] !== undefined);
  if (paths.length === 0 && beside === undefined) return;
  const what = beside === undefined ? 'paths are' : `--${beside} is`;
  throw new WinnowError(
    'bad-usage',
    `Shards stay where they are and are read whole: ${what} not given beside --shards.`,
  );
}

const poolText = ({ poolId, shards, bytes }: ShardImportReport): string =>
  `${poolId}: ${count(shards)} shards of ${count(Math.round(bytes / 1e6))} MB, which stay where they are. Select from them with: winnow run --pool ${poolId}`;
