import { basename } from 'node:path';
import type { Rejection } from '../../shared/schemas/import.ts';
import type { ImportedFile } from '../db/imports.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault, type PlacedFault, shown } from './fault.ts';
import { readingOf } from './import-options.ts';
import { REPORTED_REJECTIONS } from './limits.ts';
import { type FindQuestion, questionFinder } from './question-ids.ts';
import type { ReadEffects } from './readers/options.ts';
import { readRecords } from './readers/read.ts';
import type { JsonObject } from './records/json.ts';
import { notRankedYet } from './shards/not-ranked.ts';
import { SignalKinds } from './signal-kinds.ts';
import { attemptHash, type Measured, measuredIn } from './signals-line.ts';

/** The reply of `signals import`. */
export interface SignalsReport {
  /** Attempts that were not there before. */
  attempts: number;
  /** Named values that are new or have changed. */
  signals: number;
  /** Questions of the pool that the files speak of. */
  questions: number;
  /** Ids that are not in the pool. */
  unknown: number;
  /** The first 1,000 of them. */
  unknownIds: string[];
  rejected: number;
  /** The first 1,000. */
  rejections: Rejection[];
  warnings: string[];
  seconds: number;
}

interface Work {
  workspace: Workspace;
  find: FindQuestion;
  report: SignalsReport;
  questions: Set<string>;
  unknown: Set<string>;
  /** How often an attempt has come in this import, by question and hash. */
  repeats: Map<string, number>;
  kinds: SignalKinds;
}

/**
 * Stores what others measured about questions of the pool: attempts of solvers and named values, in one
 * transaction. Attempts are added, never changed; of a named value the last one counts.
 * @throws WinnowError `bad-input` for a file that can not be read; `stopped`; `busy`
 */
export async function importSignals(
  workspace: Workspace,
  paths: readonly string[],
  actor: string,
  effects: ReadEffects = {},
): Promise<SignalsReport> {
  const started = workspace.now().getTime();
  return workspace.writeAsync('signals import', async (discard) => {
    const work = begin(workspace);
    const { report } = work;
    const files: ImportedFile[] = [];
    for (const path of paths) {
      const facts = await readRecords(path, readingOf(workspace, {}).read, effects, {
        record: (record, line, byte) => {
          const fault = take(work, record, basename(path));
          if (fault !== null) reject(report, path, { line, byte, fault });
        },
        reject: (placed) => reject(report, path, placed),
      });
      files.push({ name: basename(path), sha256: facts.sha256, bytes: facts.bytes });
    }
    finish(work, files, actor, discard);
    report.seconds = (workspace.now().getTime() - started) / 1000;
    return report;
  });
}

const begin = (workspace: Workspace): Work => ({
  workspace,
  find: questionFinder(workspace),
  report: {
    attempts: 0,
    signals: 0,
    questions: 0,
    unknown: 0,
    unknownIds: [],
    rejected: 0,
    rejections: [],
    warnings: [],
    seconds: 0,
  },
  questions: new Set(),
  unknown: new Set(),
  repeats: new Map(),
  kinds: new SignalKinds(workspace),
});

function reject(report: SignalsReport, file: string, { line, byte, fault }: PlacedFault): void {
  report.rejected++;
  const { reason, message } = fault;
  if (report.rejections.length < REPORTED_REJECTIONS)
    report.rejections.push({ file, line, byte, reason, message });
}

function take(work: Work, record: JsonObject, file: string): Fault | null {
  const measured = measuredIn(record);
  if (measured instanceof Fault) return measured;
  const fault = work.kinds.fault(measured.own);
  if (fault !== null) return fault;
  const question = work.find(measured.id, measured.source);
  if (question instanceof Fault) return question;
  if (question === null) work.unknown.add(measured.id);
  else store(work, question, measured, measured.origin ?? file);
  return null;
}

function store(
  { workspace, report, questions, repeats, kinds }: Work,
  question: string,
  measured: Measured,
  origin: string,
): void {
  questions.add(question);
  for (const attempt of measured.attempts) {
    const plainHash = attemptHash(attempt, 0);
    const key = `${question}${plainHash.toString('latin1')}`;
    const repeat = repeats.get(key) ?? 0;
    repeats.set(key, repeat + 1);
    const sha256 = repeat === 0 ? plainHash : attemptHash(attempt, repeat);
    if (workspace.attempts.insert({ question, ...attempt }, sha256)) report.attempts++;
  }
  for (const [name, value] of measured.signals) {
    if (workspace.signals.put({ question, name, value })) report.signals++;
  }
  for (const { name, kind, value } of measured.own) {
    kinds.settle(name, kind, value);
    const isNew =
      kind === 'vector'
        ? workspace.signalVectors.put({ question, name, values: value, origin })
        : workspace.signals.put({ question, name, value, kind, origin });
    if (isNew) report.signals++;
  }
}

function finish(work: Work, files: ImportedFile[], actor: string, discard: () => void): void {
  const { workspace, report, unknown, questions } = work;
  report.questions = questions.size;
  report.unknown = unknown.size;
  report.unknownIds = [...unknown].slice(0, REPORTED_REJECTIONS);
  if (unknown.size > 0) {
    const inShards = notRankedYet(workspace, report.unknownIds);
    report.warnings.push(unknownWarning(report), ...(inShards === null ? [] : [inShards]));
  }
  if (report.attempts + report.signals === 0) {
    discard();
    return;
  }
  const id = `sig-${workspace.randomHex(5)}`;
  workspace.events.append({
    type: 'signals.imported',
    actor,
    subject: id,
    idem: `signals.imported:${id}`,
    data: {
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      attempts: report.attempts,
      signals: report.signals,
      questions: report.questions,
      unknown: report.unknown,
      rejected: report.rejected,
    },
  });
}

function unknownWarning({ unknown, unknownIds }: SignalsReport): string {
  const ids = unknownIds
    .slice(0, 5)
    .map((id) => shown(id))
    .join(', ');
  const more = unknown > 5 ? `, and ${unknown - 5} more` : '';
  return unknown === 1
    ? `1 id is not in the pool and was passed over: ${ids}.`
    : `${unknown} ids are not in the pool and were passed over: ${ids}${more}.`;
}
