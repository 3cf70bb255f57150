import { basename } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { Rejection } from '../../shared/schemas/import.ts';
import { type ReviewLine, reviewLineSchema } from '../../shared/schemas/review-line.ts';
import { parser } from '../algorithms/parser.ts';
import { reviewedText } from '../comply/reviewed-text.ts';
import type { ImportedFile } from '../db/imports.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault, type PlacedFault, shown } from '../intake/fault.ts';
import { readingOf } from '../intake/import-options.ts';
import { formatOf, type JudgementFormat } from '../intake/judgements/foreign.ts';
import type { ForeignRule } from '../intake/judgements/to-line.ts';
import { type FindJudge, judgeFinder } from '../intake/judges.ts';
import { REPORTED_REJECTIONS } from '../intake/limits.ts';
import { type FindQuestion, questionFinder } from '../intake/question-ids.ts';
import type { ReadEffects } from '../intake/readers/options.ts';
import { readRecords } from '../intake/readers/read.ts';
import { type JsonObject, plain } from '../intake/records/json.ts';
import { traceChooser } from '../release/select.ts';
import { storeJudgement } from '../review/store.ts';
import { foreignReader, PLAIN_RULE, type ReadForeign, type SeenOf } from './reviewing/foreign-reviews.ts';

/** The reply of `reviews import`. */
export interface ReviewsReport {
  /** Judgements that are new. */
  reviews: number;
  /** Judgements that were there before. */
  known: number;
  people: number;
  rejected: number;
  /** The first 1,000. */
  rejections: Rejection[];
  seconds: number;
}

export interface ReviewsOptions {
  /** Whose release the judgements without a hash are about; null where there is no run. */
  run: StoredRun | null;
  teacher?: string | undefined;
  actor: string;
  /** Who wrote the files; told by each record where nothing is said. */
  format?: JudgementFormat | undefined;
  /** Where the records of a JSON file lie, as in `items`. */
  records?: string | undefined;
  /** How what another tool asked is to be understood. */
  foreign?: ForeignRule | undefined;
}

interface Work {
  workspace: Workspace;
  find: FindQuestion;
  judge: FindJudge;
  textOf: (question: StoredQuestion) => string;
  /** Turns a record of another tool into lines of ours. */
  foreign: ReadForeign;
  format: JudgementFormat;
  actor: string;
  report: ReviewsReport;
  people: Set<string>;
}

const parseLine = parser(reviewLineSchema);

/**
 * Stores what people say of questions and their traces, in one transaction. A judgement belongs to the hash of the
 * text that it saw: the one that its line names, else that of the row as a release of the run would have it now.
 * @throws WinnowError `bad-input` for a file that can not be read; `bad-usage` for a teacher of whom there is no
 * trace; `stopped`; `busy`
 */
export async function importReviews(
  workspace: Workspace,
  paths: readonly string[],
  options: ReviewsOptions,
  effects: ReadEffects = {},
): Promise<ReviewsReport> {
  const started = workspace.now().getTime();
  return workspace.writeAsync('reviews import', async (discard) => {
    const report = { reviews: 0, known: 0, people: 0, rejected: 0, rejections: [], seconds: 0 };
    const { actor } = options;
    const seenOf = textReader(workspace, options);
    const find = questionFinder(workspace);
    const work: Work = {
      workspace,
      find,
      judge: judgeFinder(workspace),
      textOf: (question) => reviewedText(question.contentSha256, seenOf(question)),
      foreign: foreignReader(workspace, find, seenOf, options.foreign ?? PLAIN_RULE),
      format: options.format ?? 'auto',
      actor,
      report,
      people: new Set(),
    };
    const files: ImportedFile[] = [];
    for (const path of paths) {
      const facts = await readRecords(
        path,
        readingOf(workspace, { records: options.records }).read,
        effects,
        {
          record: (record, line, byte) => {
            for (const fault of take(work, record)) reject(report, path, { line, byte, fault });
          },
          reject: (placed) => reject(report, path, placed),
        },
      );
      files.push({ name: basename(path), sha256: facts.sha256, bytes: facts.bytes });
    }
    report.people = work.people.size;
    report.seconds = (workspace.now().getTime() - started) / 1000;
    if (report.reviews === 0) discard();
    else log(work, files);
    return report;
  });
}

/** The trace of a question that a release of the run would have; null where there is none. */
const textReader = (workspace: Workspace, { run, teacher }: ReviewsOptions): SeenOf =>
  run === null ? () => null : traceChooser(workspace, run, teacher);

/** Takes what a record says: one judgement of ours, or those of a record of another tool. @returns what was not taken */
function take(work: Work, record: JsonObject): Fault[] {
  const value = plain(record) as Record<string, unknown>;
  const format = work.format === 'auto' ? formatOf(value) : work.format;
  const lines = format === 'winnow' ? [value] : asFault(() => work.foreign(format, value));
  if (lines instanceof Fault) return [lines];
  return lines.flatMap((line) => {
    const fault = line instanceof Fault ? line : asFault(() => taken(work, parseLine(line, 'The line')));
    return fault === null ? [] : [fault];
  });
}

function asFault<T>(act: () => T): T | Fault {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof WinnowError) return new Fault('wrong-type', cause.message);
    throw cause;
  }
}

function taken(work: Work, line: ReviewLine): Fault | null {
  const { workspace } = work;
  const id = work.find(line.id, line.source ?? undefined);
  if (id instanceof Fault) return id;
  const question = id === null ? undefined : workspace.questions.byId(id);
  if (question === undefined)
    return new Fault('missing-id', `There is no question "${shown(line.id)}" in the pool.`);
  const at = timeOf(line.at ?? null, workspace.now());
  if (at instanceof Fault) return at;
  const reviewer = work.judge(line.reviewer);
  if (reviewer instanceof Fault) return reviewer;
  work.people.add(reviewer);
  const { decision, why } = line;
  const textSha256 = line.textSha256 ?? work.textOf(question);
  const judgement = {
    question: question.questionId,
    ...{ textSha256, reviewer, decision, at },
    why: why ?? null,
    flags: line.flags ?? [],
    aspect: line.aspect ?? 'release',
    fields: line.fields ?? null,
    final: line.final === true,
  };
  if (storeJudgement(workspace, judgement, work.actor) !== null) work.report.reviews++;
  else work.report.known++;
  return null;
}

/** A day at the end of which nobody knows what was meant is none: a moment, in the past. */
function timeOf(text: string | null, now: Date): string | null | Fault {
  if (text === null) return null;
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = isMoment ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    return new Fault('wrong-type', `The field at is no moment of RFC 3339, such as 2026-11-30T09:00:00Z.`);
  if (time > now.getTime() + FUTURE_MS)
    return new Fault('wrong-type', `The field at lies in the future: ${shown(text)}.`);
  return new Date(time).toISOString();
}

/** Clocks of two machines differ by less. Unit: milliseconds. */
const FUTURE_MS = 300_000;

function reject(report: ReviewsReport, file: string, { line, byte, fault }: PlacedFault): void {
  report.rejected++;
  const { reason, message } = fault;
  if (report.rejections.length < REPORTED_REJECTIONS)
    report.rejections.push({ file, line, byte, reason, message });
}

function log({ workspace, report, actor }: Work, files: readonly ImportedFile[]): void {
  const id = `rev-${workspace.randomHex(5)}`;
  const { reviews, people, rejected } = report;
  workspace.events.append({
    type: 'reviews.imported',
    actor,
    subject: id,
    idem: `reviews.imported:${id}`,
    data: {
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      reviews,
      people,
      rejected,
    },
  });
}
