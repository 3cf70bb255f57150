import { basename } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { Rejection } from '../../shared/schemas/import.ts';
import type { Results } from '../ask/model/opened.ts';
import { type AskTally, askTally } from '../ask/model/report.ts';
import { type LineEnd, type ResultEffects, resultTaker } from '../ask/offline/results.ts';
import type { ImportedFile } from '../db/imports.ts';
import { endOrder } from '../db/orders.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault, shown } from '../intake/fault.ts';
import { REPORTED_REJECTIONS } from '../intake/limits.ts';
import type { ReadEffects } from '../intake/readers/options.ts';
import { type RawLine, readRawLines } from '../intake/readers/raw-lines.ts';

/** A collection that results were brought for, as it stands now. */
export type BroughtCollection = {
  collectionId: string;
  runId: string | null;
  teacher: string;
  model: string | null;
  pending: number;
  flags: Record<string, number>;
} & AskTally &
  Results;

/** The reply of `traces import-results`. */
export interface ResultsReport {
  collections: BroughtCollection[];
  /** Lines whose reply was stored. */
  imported: number;
  /** Lines whose reply was there before, or whose item is settled. */
  alreadyPresent: number;
  /** Lines whose key no collection knows. */
  unknown: number;
  /** The first 1,000 of them. */
  unknownKeys: string[];
  /** Lines that brought an error; their items wait for the next export, unless the request itself was at fault. */
  failed: number;
  rejected: number;
  /** The first 1,000. */
  rejections: Rejection[];
  warnings: string[];
  seconds: number;
}

/** Lines that share a transaction: each is looked at by every detector, and others want to write, too. */
const GROUP = 64;

/**
 * Reads files of results that a machine without a connection has brought: in any order, in part, twice, of several
 * collections. What was stored stays, also where a later file can not be read or the command is stopped.
 * @throws WinnowError `bad-input` for a file that can not be read; `busy`; `stopped`; what opening a model throws
 */
export async function importResults(
  workspace: Workspace,
  paths: readonly string[],
  actor: string,
  effects: ResultEffects & ReadEffects,
): Promise<ResultsReport> {
  const started = workspace.now().getTime();
  const report = emptyReport();
  const files: ImportedFile[] = [];
  const { signal, ...reading } = effects; // a stop is looked for here, since what was read before it stays
  const taker = resultTaker(workspace, actor, effects);
  try {
    for (const path of paths) {
      const { sha256, bytes } = await readRawLines(path, reading, async (lines) => {
        for (let from = 0; from < lines.length; from += GROUP) {
          if (signal?.aborted) throw STOPPED();
          await takeGroup(lines.slice(from, from + GROUP), taker, path, report);
        }
      });
      files.push({ name: basename(path), sha256, bytes });
    }
    report.collections = taker.touched().map((id) => broughtTo(workspace, id, effects));
    workspace.write('import-results', () => {
      if (report.imported + report.failed > 0) appendEvent(workspace, { report, files, actor });
      endWhole(workspace, report.collections);
    });
  } finally {
    taker.release();
  }
  if (report.unknown > 0)
    report.warnings.push(
      `${report.unknown} results have keys that no collection of this workspace knows and were passed over: ${report.unknownKeys.slice(0, 3).join(', ')}.`,
    );
  report.seconds = (workspace.now().getTime() - started) / 1000;
  return report;
}

const STOPPED = () =>
  new WinnowError('stopped', 'Stopped; what was stored stays, and the same command goes on from here.');

const emptyReport = (): ResultsReport => ({
  collections: [],
  imported: 0,
  alreadyPresent: 0,
  unknown: 0,
  unknownKeys: [],
  failed: 0,
  rejected: 0,
  rejections: [],
  warnings: [],
  seconds: 0,
});

async function takeGroup(
  lines: readonly RawLine[],
  taker: ReturnType<typeof resultTaker>,
  file: string,
  report: ResultsReport,
): Promise<void> {
  const said = lines.flatMap(({ raw, object }) => (object instanceof Fault ? [] : [{ raw, said: object }]));
  const ends = (await taker.take(said)).values();
  for (const at of lines) {
    const end = at.object instanceof Fault ? null : ends.next().value;
    if (at.object instanceof Fault) reject(report, file, at, at.object);
    else if (end?.end === 'rejected') reject(report, file, at, end);
    else if (end) count(report, end);
  }
}

function count(report: ResultsReport, end: Exclude<LineEnd, { end: 'rejected' }>): void {
  report[end.end]++;
  if (end.end === 'unknown' && report.unknownKeys.length < REPORTED_REJECTIONS)
    report.unknownKeys.push(shown(end.key, 64));
}

function reject(
  report: ResultsReport,
  file: string,
  { line, byte }: RawLine,
  { reason, message }: Pick<Fault, 'reason' | 'message'>,
): void {
  report.rejected++;
  if (report.rejections.length < REPORTED_REJECTIONS)
    report.rejections.push({ file, line, byte, reason, message });
}

/** A collection of which nothing waits any more is done: nobody has to take it up again. To be called in a transaction. */
function endWhole(workspace: Workspace, collections: readonly BroughtCollection[]): void {
  for (const { collectionId, pending } of collections) if (pending === 0) endOrder(workspace, collectionId);
}

/** To be called in a transaction. */
function appendEvent(
  workspace: Workspace,
  { report, files, actor }: { report: ResultsReport; files: readonly ImportedFile[]; actor: string },
): void {
  const id = `res-${workspace.randomHex(5)}`;
  const { imported, alreadyPresent, unknown, failed, rejected } = report;
  workspace.events.append({
    type: 'results.imported',
    actor,
    subject: id,
    idem: `results.imported:${id}`,
    data: {
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      imported,
      already_present: alreadyPresent,
      unknown,
      failed,
      rejected,
    },
  });
}

/** Counted from the rows, as `collect` reports a collection. */
function broughtTo(workspace: Workspace, id: string, { purposeOf }: ResultEffects): BroughtCollection {
  const stored = workspace.collections.byId(id);
  const tally = askTally(workspace, id);
  const collects = stored === undefined ? null : purposeOf(stored);
  const results = collects?.results(workspace, id, tally.answered, tally.unusable);
  const { flags } = workspace;
  const waiting = workspace.asks.counts(id).filter(({ state }) => state === 'pending' || state === 'asked');
  const run = stored === undefined || stored.run === null ? undefined : workspace.runs.byNumber(stored.run);
  return {
    collectionId: id,
    runId: run?.report.runId ?? null,
    teacher: stored?.teacher ?? '',
    model: stored?.model ?? null,
    ...tally,
    pending: waiting.reduce((sum, one) => sum + one.count, 0),
    flags: { ...(stored?.purpose === 'traces' ? flags.countsOf(id) : flags.countsOfResults(id)) },
    ...(results ?? { traces: { in: 0, usable: 0, dropped: {} } }),
  };
}
