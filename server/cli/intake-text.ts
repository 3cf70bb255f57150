import type { ImportReport, Rejection } from '../../shared/schemas/import.ts';
import type { StoredBenchmark } from '../db/benchmarks.ts';
import type { AddedBenchmark } from '../intake/benchmarks.ts';
import { shown } from '../intake/fault.ts';
import type { ListedImport, Undone } from '../intake/imports.ts';
import type { SignalsReport } from '../intake/signals.ts';
import type { ListedSource } from '../intake/sources.ts';
import { count, secondsText, table } from './text.ts';

/** Rejections that people are shown; the rest is in the workspace. */
const SHOWN = 10;

const counted = (n: number, what: string): string => `${count(n)} ${what}${n === 1 ? '' : 's'}`;

/** What `import` tells people; the last line has the counts. */
export function importText(report: ImportReport, dryRun: boolean): string {
  const rows = report.sources.map(({ name, records, licenseDeclared }) => [
    shown(name, 40),
    count(records),
    licenseDeclared === null ? 'not one' : shown(licenseDeclared, 40),
  ]);
  const parts = [
    rows.length === 0 ? '' : table([['source', 'records', 'licence'], ...rows]),
    rejectionLines(report.rejections, report.rejected, report.importId),
  ];
  return [...parts, `${dryRun ? 'dry run: ' : ''}${importCounts(report)}`]
    .filter((part) => part !== '')
    .join('\n');
}

function importCounts(report: ImportReport): string {
  const { imported, superseded, alreadyPresent, rejected, seconds, importId } = report;
  const versions = superseded === 0 ? '' : ` (${count(superseded)} of them new versions)`;
  const id = importId === null ? '' : ` (${importId})`;
  return `${count(imported)} imported${versions}, ${count(alreadyPresent)} already there, ${count(rejected)} rejected, ${secondsText(seconds)}${id}`;
}

/** The first rejections, and how many more there are. */
export function rejectionLines(
  rejections: readonly Rejection[],
  total: number,
  importId: string | null,
): string {
  const lines = rejections
    .slice(0, SHOWN)
    .map((r) => `  ${shown(r.file, 200)}:${r.line} (byte ${r.byte}) ${r.reason}: ${r.message}`);
  if (total === 0) return '';
  const where =
    importId === null ? '' : `; all of them are in imports/${importId}.rejected.jsonl of the workspace`;
  const more = total > lines.length ? `\n  … and ${count(total - lines.length)} more${where}` : '';
  return `rejected\n${lines.join('\n')}${more}`;
}

/** What `imports list` tells people. */
export function importsText(imports: readonly ListedImport[]): string {
  if (imports.length === 0) return 'Nothing was imported yet.';
  const rows = imports.map((one) => [
    one.importId,
    one.createdAt.slice(0, 19).replace('T', ' '),
    count(one.imported),
    count(one.rejected),
    one.undoneAt === null ? 'stands' : 'undone',
    filesText(one.files.map(({ name }) => name)),
  ]);
  return table([['import', 'at (UTC)', 'imported', 'rejected', '', 'files'], ...rows]);
}

const filesText = (names: readonly string[]): string =>
  names.length > 2
    ? `${shown(names[0] ?? '', 40)} and ${names.length - 1} more`
    : names.map((name) => shown(name, 40)).join(', ');

/** What `imports undo` tells people. */
export const undoneText = ({ importId, retired, revived }: Undone): string =>
  `${importId} undone: ${counted(retired, 'question')} out of the pool, ${counted(revived, 'older version')} back in it`;

/** What `sources` tells people. */
export function sourcesText(sources: readonly ListedSource[]): string {
  if (sources.length === 0) return 'Nothing was imported yet.';
  const rows = sources.map(({ name, questions, included }) => [
    shown(name, 40),
    count(questions),
    included ? 'included' : 'set aside',
  ]);
  return table([['source', 'questions', 'in runs'], ...rows]);
}

/** What `benchmarks` tells people. */
export function benchmarksText(benchmarks: readonly (StoredBenchmark & Partial<AddedBenchmark>)[]): string {
  if (benchmarks.length === 0) return 'No benchmark was added yet; "benchmarks add PATH" adds one.';
  const rows = benchmarks.map(({ name, items, ngrams, added, included }) => [
    shown(name, 40),
    count(items),
    count(ngrams),
    included ? (added === true ? 'added' : added === false ? 'already there' : 'included') : 'set aside',
  ]);
  const rejected = benchmarks.flatMap(({ rejections = [] }) => rejections);
  const total = benchmarks.reduce((sum, one) => sum + (one.rejected ?? 0), 0);
  const lines = rejectionLines(rejected, total, null);
  return [table([['benchmark', 'items', '8-grams', ''], ...rows]), lines]
    .filter((part) => part !== '')
    .join('\n');
}

/** What `signals import` tells people; the last line has the counts. */
export function signalsText(report: SignalsReport): string {
  const { attempts, signals, questions, unknown, rejected, seconds } = report;
  const counts = `${counted(attempts, 'attempt')} and ${counted(signals, 'value')} for ${counted(questions, 'question')}, ${counted(unknown, 'unknown id')}, ${count(rejected)} rejected, ${secondsText(seconds)}`;
  const lines = rejectionLines(report.rejections, rejected, null);
  return lines === '' ? counts : `${lines}\n${counts}`;
}
