import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { PresetReport, PresetRow } from '../../shared/schemas/preset-report.ts';
import type { SourcePreset } from '../../shared/schemas/source-preset.ts';
import { loadShipped } from '../db/shipped.ts';
import { importPreset, type PresetOptions } from '../intake/presets/import.ts';
import { parsePreset, presetNamed } from '../intake/presets/preset.ts';
import { importTraces } from '../intake/traces/import.ts';
import { traceTools } from '../jobs/trace-tools.ts';
import type { CliContext } from './frame.ts';
import { hubOf } from './hub.ts';
import { rejectionLines } from './intake-text.ts';
import { readingProgress } from './reading-progress.ts';
import { count, secondsText, table } from './text.ts';
import { lazyTokens } from './token-counter.ts';
import { reasonsText } from './traces-text.ts';

/** `import --preset NAME`: data sets of the hub that make up a published pool, narrowed as it was. */
export async function runPreset(
  context: CliContext,
  name: string,
  options: Omit<PresetOptions, 'actor'>,
): Promise<void> {
  const { assets, actor, signal } = context;
  const preset = presetNamed(loadPresets(assets.data), name);
  const workspace = context.workspace();
  const shipped = loadShipped(assets.data);
  const tools = traceTools(workspace, { shipped, countTokens: lazyTokens(assets), actor });
  const report = await importPreset(
    workspace,
    preset,
    { ...options, actor },
    {
      ...readingProgress(context, 'importing'),
      fetched: readingProgress(context, 'fetching').progress,
      hubFor: (what) => hubOf(context, what),
      traces: (paths) => importTraces(workspace, paths, actor, tools, { signal }),
      licences: shipped.licences,
      signal,
    },
  );
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => presetText(report, options.dryRun));
}

/** Reads `data/sources`. @throws WinnowError `failed` where a file can not be read, `bad-input` where one does not fit */
export function loadPresets(data: string): SourcePreset[] {
  const folder = join(data, 'sources');
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const presets = names.map((name) =>
      parsePreset({
        name: `data/sources/${name}`,
        data: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown,
      }),
    );
    return presets.sort((a, b) => (a.preset < b.preset ? -1 : 1));
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    throw new WinnowError('failed', `data/sources can not be read: ${(cause as Error).message}.`);
  }
}

/** Row by row what is there beside what was published, and why they differ; the last line has the counts. */
export function presetText(report: PresetReport, dryRun: boolean): string {
  const { rows, published, imported, alreadyPresent, rejected, missing, seconds, differs } = report;
  const lines = [
    ['source', 'records', 'left out', 'not drawn', 'in the pool', 'published', 'difference', 'licence'],
    ...rows.map((row) => [
      row.source,
      ...(row.missing === null
        ? [count(row.read), count(row.narrowed), count(row.notDrawn), count(inPool(row))]
        : ['–', '–', '–', 'missing']),
      row.published === null ? 'unknown' : count(row.published),
      row.difference === null ? 'unknown' : signed(row.difference),
      row.license.taken ?? 'unknown',
    ]),
    ['all', '', '', '', count(imported + alreadyPresent), published === null ? 'unknown' : count(published)],
  ];
  const why = [
    ...rows.flatMap(({ source, missing: gone }) => (gone === null ? [] : [`${source} is missing: ${gone}`])),
    ...rows.flatMap(({ source, differs: own }) => own.map((one) => `${source}: ${one}`)),
    ...differs,
  ];
  const parts = [
    table(lines),
    tracesText(rows),
    why.length === 0 ? '' : `why counts differ\n${why.map((one) => `  ${one}`).join('\n')}`,
    rejectionLines(report.rejections, rejected, null),
    `${dryRun ? 'dry run: ' : ''}${count(imported)} imported, ${count(alreadyPresent)} already there, ${count(rejected)} rejected${missing === 0 ? '' : `, ${count(missing)} of ${count(rows.length)} sources missing`}, ${secondsText(seconds)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const inPool = ({ imported, alreadyPresent }: PresetRow): number => imported + alreadyPresent;
const signed = (n: number): string => (n === 0 ? '0' : n > 0 ? `+${count(n)}` : `-${count(-n)}`);

const tracesText = (rows: readonly PresetRow[]): string =>
  rows
    .flatMap(({ source, traces }) =>
      traces === null
        ? []
        : [
            `traces of ${source}: ${count(traces.imported)} imported, ${count(traces.alreadyPresent)} already there, ${count(traces.usable)} usable${Object.keys(traces.dropped).length === 0 ? '' : `; ${reasonsText(traces.dropped)}`}`,
          ],
    )
    .join('\n');
