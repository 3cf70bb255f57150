import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { type GradeLine, gradeLineSchema } from '../../shared/schemas/grade-line.ts';
import type { Rejection } from '../../shared/schemas/import.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { parser } from '../algorithms/parser.ts';
import { type Grade, gradedSubject } from '../db/grades.ts';
import type { ImportedFile } from '../db/imports.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault, type PlacedFault, shown } from './fault.ts';
import { readingOf } from './import-options.ts';
import { type FindJudge, judgeFinder } from './judges.ts';
import { REPORTED_REJECTIONS } from './limits.ts';
import { type FindQuestion, questionFinder } from './question-ids.ts';
import type { ReadEffects } from './readers/options.ts';
import { readRecords } from './readers/read.ts';
import { type JsonObject, plain } from './records/json.ts';

/** The reply of `grades import`. */
export interface GradesReport {
  /** Verdicts that are new, or that a person has changed. */
  grades: number;
  /** Verdicts that were there before. */
  known: number;
  people: number;
  rejected: number;
  /** The first 1,000. */
  rejections: Rejection[];
  seconds: number;
}

interface Work {
  workspace: Workspace;
  find: FindQuestion;
  judge: FindJudge;
  report: GradesReport;
  people: Set<string>;
  /** The last word of each person on each subject, and how often it was given. */
  said: Map<string, { verdict: Verdict; times: number }>;
}

const parseLine = parser(gradeLineSchema);

/**
 * Stores what people say about attempts and traces, in one transaction. A verdict is added, never changed; of each
 * person the last one counts.
 * @throws WinnowError `bad-input` for a file that can not be read; `stopped`; `busy`
 */
export async function importGrades(
  workspace: Workspace,
  paths: readonly string[],
  actor: string,
  effects: ReadEffects = {},
): Promise<GradesReport> {
  const started = workspace.now().getTime();
  return workspace.writeAsync('grades import', async (discard) => {
    const work = begin(workspace);
    const { report } = work;
    const files: ImportedFile[] = [];
    for (const path of paths) {
      const facts = await readRecords(path, readingOf(workspace, {}).read, effects, {
        record: (record, line, byte) => {
          const fault = take(work, record);
          if (fault !== null) reject(report, path, { line, byte, fault });
        },
        reject: (placed) => reject(report, path, placed),
      });
      files.push({ name: basename(path), sha256: facts.sha256, bytes: facts.bytes });
    }
    report.people = work.people.size;
    report.seconds = (workspace.now().getTime() - started) / 1000;
    if (report.grades === 0) discard();
    else log(workspace, files, actor, report);
    return report;
  });
}

function begin(workspace: Workspace): Work {
  const said: Work['said'] = new Map();
  for (const { subject, origin, grader, verdict } of workspace.grades.verdicts()) {
    if (origin !== 'human') continue;
    const key = JSON.stringify([subject, grader]);
    said.set(key, { verdict, times: (said.get(key)?.times ?? 0) + 1 });
  }
  const report = { grades: 0, known: 0, people: 0, rejected: 0, rejections: [], seconds: 0 };
  return {
    workspace,
    find: questionFinder(workspace),
    judge: judgeFinder(workspace),
    report,
    people: new Set(),
    said,
  };
}

function log(workspace: Workspace, files: ImportedFile[], actor: string, report: GradesReport): void {
  const id = `grd-${workspace.randomHex(5)}`;
  const { grades, people, rejected } = report;
  workspace.events.append({
    type: 'grades.imported',
    actor,
    subject: id,
    idem: `grades.imported:${id}`,
    data: {
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      grades,
      people,
      rejected,
    },
  });
}

function reject(report: GradesReport, file: string, { line, byte, fault }: PlacedFault): void {
  report.rejected++;
  const { reason, message } = fault;
  if (report.rejections.length < REPORTED_REJECTIONS)
    report.rejections.push({ file, line, byte, reason, message });
}

function take(work: Work, record: JsonObject): Fault | null {
  const line = checked(record);
  if (line instanceof Fault) return line;
  const subjects = subjectsOf(work, line);
  if (subjects instanceof Fault) return subjects;
  const person = work.judge(line.by);
  if (person instanceof Fault) return person;
  work.people.add(person);
  for (const subject of subjects) store(work, subject, person, line.verdict);
  return null;
}

function checked(record: JsonObject): GradeLine | Fault {
  try {
    return parseLine(plain(record), 'The line');
  } catch (cause) {
    if (cause instanceof WinnowError) return new Fault('wrong-type', cause.message);
    throw cause;
  }
}

type Subject = Pick<Grade, 'attempt' | 'trace'>;

/** What a line speaks of. Several attempts are meant at once only where their answer is given, and the same. */
function subjectsOf(work: Work, { attempt, trace, id, source, model, answer }: GradeLine): Subject[] | Fault {
  const { attempts, traces } = work.workspace;
  if (attempt !== undefined)
    return attempts.byNumber(attempt) === undefined
      ? missing(`attempt ${attempt}`)
      : [{ attempt, trace: null }];
  if (trace !== undefined)
    return traces.byId(trace) === undefined ? missing(`trace ${trace}`) : [{ attempt: null, trace }];
  if (id === undefined || model === undefined)
    return new Fault('missing-id', 'The line names nothing: it needs attempt, trace, or id and model.');
  const question = work.find(id, source);
  if (question instanceof Fault) return question;
  const meant = attempts
    .numbered(question ?? '')
    .filter((one) => one.model === model && (answer === undefined || one.answer === answer));
  if (meant.length === 0) return missing(`attempt of ${model} at ${id}`);
  if (meant.length > 1 && answer === undefined)
    return new Fault(
      'ambiguous-id',
      `There are ${meant.length} attempts of ${shown(model)} at "${shown(id)}"; add the field answer, or name one by attempt.`,
    );
  return meant.map(({ n }) => ({ attempt: n, trace: null }));
}

const missing = (what: string): Fault => new Fault('missing-id', `There is no ${shown(what)}.`);

function store({ workspace, report, said }: Work, subject: Subject, person: string, verdict: Verdict): void {
  const key = JSON.stringify([gradedSubject(subject), person]);
  const before = said.get(key);
  if (before?.verdict === verdict) {
    report.known++;
    return;
  }
  const times = (before?.times ?? 0) + 1;
  said.set(key, { verdict, times });
  const id = createHash('sha256')
    .update(JSON.stringify([key, verdict, times]))
    .digest('hex')
    .slice(0, 20);
  workspace.grades.insert({
    id: `grade-${id}`,
    ...subject,
    origin: 'human',
    grader: person,
    sample: 0,
    prompt: null,
    promptSha256: null,
    verdict,
    says: null,
    collection: null,
    call: null,
    createdAt: workspace.now().toISOString(),
  });
  report.grades++;
}
