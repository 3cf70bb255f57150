import { basename } from 'node:path';
import type { Rejection } from '../../../shared/schemas/import.ts';
import type { ImportedFile } from '../../db/imports.ts';
import type { Workspace } from '../../db/workspace.ts';
import { Fault, shown } from '../fault.ts';
import { readingOf } from '../import-options.ts';
import { REPORTED_REJECTIONS } from '../limits.ts';
import { questionFinder } from '../question-ids.ts';
import type { ReadEffects } from '../readers/options.ts';
import { readRecords } from '../readers/read.ts';
import type { JsonObject } from '../records/json.ts';
import { textFinder } from './by-text.ts';
import { type ForeignTraces, tracesIn } from './line.ts';
import { storeForeign } from './store.ts';
import type { TraceTools } from './tools.ts';

/** The reply of `traces import`. */
export interface TracesReport {
  /** Collections that the traces went to: one for each provider and model. */
  collections: string[];
  /** Traces that were not there before; `alreadyPresent` were. */
  imported: number;
  alreadyPresent: number;
  /** Questions of the pool that hold one of them. */
  questions: number;
  traces: { in: number; usable: number; dropped: Record<string, number> };
  /** Flags raised by what the traces say, or do not say, of where they come from. */
  flags: Record<string, number>;
  /** Lines of questions that are not in the pool. */
  unknown: number;
  /** The first 1,000 of them: id, or beginning of the text. */
  unknownQuestions: string[];
  rejected: number;
  /** The first 1,000. */
  rejections: Rejection[];
  warnings: string[];
  seconds: number;
}

/** The question of the pool that a line means; null where it is none of them. */
type Find = (line: ForeignTraces) => string | null | Fault;

/**
 * Stores traces that were made elsewhere, in one transaction: of our own form, or of a published set whose columns
 * are known (server/intake/traces/columns.ts). The same file twice adds nothing. What a line does not say of its
 * origin is a flag, never a guess.
 * @throws WinnowError `bad-input` for a file that can not be read; `stopped`; `busy`
 */
export async function importTraces(
  workspace: Workspace,
  paths: readonly string[],
  actor: string,
  tools: TraceTools,
  effects: ReadEffects = {},
): Promise<TracesReport> {
  const started = workspace.now().getTime();
  return workspace.writeAsync('traces import', async (discard) => {
    const report = emptyReport();
    const questions = new Set<string>();
    const find = finder(workspace);
    const files: ImportedFile[] = [];
    const take = (record: JsonObject) => takeLine(workspace, { record, find, tools, report, questions });
    for (const path of paths) {
      const reject = (line: number, byte: number, { reason, message }: Fault): void => {
        report.rejected++;
        if (report.rejections.length < REPORTED_REJECTIONS)
          report.rejections.push({ file: path, line, byte, reason, message });
      };
      const facts = await readRecords(path, readingOf(workspace, {}).read, effects, {
        record: (record, line, byte) => {
          const fault = take(record);
          if (fault !== null) reject(line, byte, fault);
        },
        reject: ({ line, byte, fault }) => reject(line, byte, fault),
      });
      files.push({ name: basename(path), sha256: facts.sha256, bytes: facts.bytes });
    }
    report.questions = questions.size;
    if (report.unknown > 0) report.warnings.push(unknownWarning(report));
    if (report.imported === 0) discard();
    else appendEvent(workspace, { report, files, actor });
    report.seconds = (workspace.now().getTime() - started) / 1000;
    return report;
  });
}

const emptyReport = (): TracesReport => ({
  collections: [],
  imported: 0,
  alreadyPresent: 0,
  questions: 0,
  traces: { in: 0, usable: 0, dropped: {} },
  flags: {},
  unknown: 0,
  unknownQuestions: [],
  rejected: 0,
  rejections: [],
  warnings: [],
  seconds: 0,
});

/** By id where there is one, else by the text; the texts are read when the first line needs them. */
function finder(workspace: Workspace): Find {
  const byId = questionFinder(workspace);
  let byText: ReturnType<typeof textFinder> | undefined;
  return ({ id, source, question }) => {
    const found = id === null ? null : byId(id, source);
    if (found !== null || question === null) return found;
    byText ??= textFinder(workspace);
    return byText(question);
  };
}

interface Line {
  record: JsonObject;
  find: Find;
  tools: TraceTools;
  report: TracesReport;
  questions: Set<string>;
}

function takeLine(workspace: Workspace, { record, find, tools, report, questions }: Line): Fault | null {
  const line = tracesIn(record);
  if (line instanceof Fault) return line;
  const id = find(line);
  if (id instanceof Fault) return id;
  const question = id === null ? undefined : workspace.questions.byId(id);
  if (question === undefined) {
    report.unknown++;
    if (report.unknownQuestions.length < REPORTED_REJECTIONS)
      report.unknownQuestions.push(shown(line.id ?? line.question ?? ''));
    return null;
  }
  questions.add(question.questionId);
  for (const trace of line.traces) count(report, storeForeign(workspace, question, trace, tools));
  return null;
}

function count(report: TracesReport, taken: ReturnType<typeof storeForeign>): void {
  if (!report.collections.includes(taken.collection)) report.collections.push(taken.collection);
  if (!taken.isNew) {
    report.alreadyPresent++;
    return;
  }
  report.imported++;
  report.traces.in++;
  if (taken.outcome === 'usable') report.traces.usable++;
  else add(report.traces.dropped, taken.outcome);
  for (const code of taken.flags) add(report.flags, code);
}

const add = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

function appendEvent(
  workspace: Workspace,
  { report, files, actor }: { report: TracesReport; files: readonly ImportedFile[]; actor: string },
): void {
  const id = `trc-${workspace.randomHex(5)}`;
  workspace.events.append({
    type: 'traces.imported',
    actor,
    subject: id,
    idem: `traces.imported:${id}`,
    data: {
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      collections: [...report.collections].sort(),
      imported: report.imported,
      usable: report.traces.usable,
      dropped: report.traces.dropped,
      unknown: report.unknown,
      rejected: report.rejected,
    },
  });
}

function unknownWarning({ unknown, unknownQuestions }: TracesReport): string {
  const first = unknownQuestions.slice(0, 3).join(', ');
  const more = unknown > 3 ? `, and ${unknown - 3} more` : '';
  return unknown === 1
    ? `1 line speaks of a question that is not in the pool and was passed over: ${first}.`
    : `${unknown} lines speak of questions that are not in the pool and were passed over: ${first}${more}.`;
}
