import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import type { ImportReport } from '../../../shared/schemas/import.ts';
import type { PresetReport, PresetRow } from '../../../shared/schemas/preset-report.ts';
import type { PresetSource, SourcePreset } from '../../../shared/schemas/source-preset.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { FetchEffects, Fetched } from '../hub/fetch.ts';
import type { Hub } from '../hub/network.ts';
import { importFiles } from '../import-files.ts';
import type { ImportEffects } from '../import-work.ts';
import { REPORTED_REJECTIONS } from '../limits.ts';
import type { TracesReport } from '../traces/import.ts';
import { type Fetching, fetchList, fetchParts } from './fetch-parts.ts';
import { type Lists, listKey, listsOf } from './narrow.ts';
import { narrowing } from './narrowing.ts';
import { shapeOf } from './shape.ts';

export interface PresetOptions {
  /** Names of the sources that are wanted; none: all. */
  only: readonly string[];
  dryRun: boolean;
  strict: boolean;
  actor: string;
}

export interface PresetEffects extends Omit<ImportEffects, 'shape' | 'signal'>, FetchEffects {
  hubFor: (what: string) => Hub;
  /** Stores the traces that lie in files of questions that were imported. */
  traces: (paths: readonly string[]) => Promise<TracesReport>;
}

/**
 * Imports the sources of a preset, each in a transaction of its own, and tells of each how many questions there are
 * beside how many were published. A source that is gone, gated or laid out otherwise is a row that says so; the others
 * come all the same.
 * @throws WinnowError `bad-usage` for a source that the preset does not have; where the hub can not be reached, limits
 * or breaks off, or the import was stopped: the same command goes on, as what is there is not taken twice; as the
 * trouble of the first source where none came
 */
export async function importPreset(
  workspace: Workspace,
  preset: SourcePreset,
  options: PresetOptions,
  effects: PresetEffects,
): Promise<PresetReport> {
  const started = workspace.now().getTime();
  const rows: PresetRow[] = [];
  const told: Pick<PresetReport, 'rejections' | 'warnings'> = { rejections: [], warnings: [] };
  let firstTrouble: WinnowError | null = null;
  for (const source of chosen(preset, options.only)) {
    try {
      const { row, report } = await importSource(workspace, source, options, effects);
      rows.push(row);
      told.rejections.push(...report.rejections.slice(0, REPORTED_REJECTIONS - told.rejections.length));
      told.warnings.push(...report.warnings.map((warning) => `${source.name}: ${warning}`));
    } catch (cause) {
      if (!isOfOneSource(cause)) throw cause;
      firstTrouble ??= cause;
      rows.push({ ...emptyRow(source), missing: cause.message });
    }
  }
  if (firstTrouble !== null && rows.every(({ missing }) => missing !== null)) throw firstTrouble;
  const sum = (of: 'imported' | 'alreadyPresent' | 'rejected') =>
    rows.reduce((total, row) => total + row[of], 0);
  return {
    preset: preset.preset,
    version: preset.version,
    published: preset.published,
    imported: sum('imported'),
    alreadyPresent: sum('alreadyPresent'),
    rejected: sum('rejected'),
    missing: rows.filter(({ missing }) => missing !== null).length,
    rows,
    differs: preset.differs,
    ...told,
    seconds: (workspace.now().getTime() - started) / 1000,
  };
}

function chosen({ sources, preset }: SourcePreset, only: readonly string[]): PresetSource[] {
  const stranger = only.find((name) => !sources.some((one) => one.name === name));
  if (stranger === undefined) return sources.filter(({ name }) => only.length === 0 || only.includes(name));
  const names = sources.map(({ name }) => name).join(', ');
  throw new WinnowError(
    'bad-usage',
    `The preset ${preset} has no source ${stranger.slice(0, 60)}; its sources: ${names}.`,
  );
}

/** Troubles that another source need not have: it is not there, not open, or not as it was. */
function isOfOneSource(cause: unknown): cause is WinnowError {
  if (!(cause instanceof WinnowError)) return false;
  const isGated = (cause.details as { hub?: string } | null)?.hub === 'gated';
  return isGated || ['not-found', 'bad-usage', 'bad-input'].includes(cause.code);
}

async function importSource(
  workspace: Workspace,
  source: PresetSource,
  options: PresetOptions,
  { hubFor, traces, ...effects }: PresetEffects,
): Promise<{ row: PresetRow; report: ImportReport }> {
  const folder = join(workspace.dir, 'downloads', workspace.randomHex(6));
  const actor = options.dryRun ? null : options.actor;
  const fetching: Fetching = { workspace, hubFor, folder, actor, effects };
  try {
    const lists = await fetchLists(fetching, source);
    const fetched = await fetchParts({ ...fetching, folder: join(folder, 'data') }, source);
    const paths = fetched.files.map(({ local }) => local);
    const narrow = await narrowing(workspace, source, { paths, lists, signal: effects.signal });
    const license = fetched.license ?? source.license.declared;
    const report = await importFiles(
      workspace,
      paths,
      {
        source: source.dataset,
        license: license ?? undefined,
        revision: fetched.revision,
        map: shapeOf(source.fields).map,
        strict: options.strict,
        dryRun: options.dryRun,
        actor: options.actor,
      },
      { ...effects, shape: narrow.shape },
    );
    const brought = source.traces && !options.dryRun ? await traces(paths) : null;
    return { row: rowOf(source, { fetched, license, report, brought, ...narrow.counts }), report };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchLists(fetching: Fetching, { keep }: PresetSource): Promise<Lists> {
  const lists = new Map<string, ReadonlySet<string>>();
  for (const [i, list] of listsOf(keep).entries())
    lists.set(
      listKey(list),
      await fetchList({ ...fetching, folder: join(fetching.folder, `list-${i}`) }, list),
    );
  return lists;
}

const emptyRow = ({ name, dataset, published, license, differs }: PresetSource): PresetRow => ({
  source: name,
  dataset,
  revision: null,
  missing: null,
  ...{ read: 0, narrowed: 0, notDrawn: 0, imported: 0, alreadyPresent: 0, rejected: 0 },
  published,
  difference: null,
  license: { taken: null, asStated: license.declared, says: license.says },
  differs,
  traces: null,
  importId: null,
});

interface Came {
  fetched: Fetched;
  license: string | null;
  report: ImportReport;
  brought: TracesReport | null;
  read: number;
  narrowed: number;
  notDrawn: number;
}

function rowOf(source: PresetSource, came: Came): PresetRow {
  const { fetched, license, report, brought, read, narrowed, notDrawn } = came;
  const { imported, alreadyPresent, rejected, importId } = report;
  const empty = emptyRow(source);
  return {
    ...empty,
    revision: fetched.revision,
    ...{ read, narrowed, notDrawn, imported, alreadyPresent, rejected, importId },
    difference: source.published === null ? null : imported + alreadyPresent - source.published,
    license: { ...empty.license, taken: license },
    traces:
      brought === null
        ? null
        : {
            imported: brought.imported,
            alreadyPresent: brought.alreadyPresent,
            usable: brought.traces.usable,
            dropped: brought.traces.dropped,
          },
  };
}
