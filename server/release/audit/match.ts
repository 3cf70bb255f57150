import type { TermsRegistry } from '../../comply/shipped.ts';
import type { StoredDecision } from '../../db/decisions.ts';
import { questionGrades } from '../../db/question-grades.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Trace } from '../../db/traces.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { RowPlace } from '../provenance.ts';
import type { ReleaseReport } from '../report.ts';
import { trainingTold } from '../training/job.ts';
import type { Found } from './find.ts';
import { type AuditEvent, historyOf } from './history.ts';
import { termsTold, traceTold } from './traces.ts';

/**
 * Everything on record about one question. @throws never: what is missing is null or empty
 * @param elsewhere the question, where it is not in the database
 */
export function matchOf(
  workspace: Workspace,
  registry: TermsRegistry,
  found: Found,
  elsewhere?: StoredQuestion,
) {
  const stored = workspace.questions.byId(found.question) ?? elsewhere;
  if (stored === undefined) return null;
  const all = workspace.traces.all(found.question);
  const releases = releasesOf(workspace, found.question);
  const main = mainTrace(all, found, releases);
  const decisions = decisionsOf(workspace, stored);
  const flags = [stored.source, stored.questionId, ...all.map(({ id }) => id)].flatMap((subject) => [
    ...workspace.flags.each({ subject }),
  ]);
  const events = historyOf(workspace, {
    own: [
      found.question,
      ...all.map(({ id }) => id),
      ...flags.filter(isOwn(stored)).map(({ flagId }) => flagId),
    ],
    shared: [
      ...[stored.source, stored.importId],
      ...decisions.map(({ runId }) => runId),
      ...new Set(all.map(({ collection }) => collection)),
      ...releases.map(({ releaseId }) => releaseId),
    ],
  });
  return {
    found: { kind: found.kind, excerpt: found.excerpt, line: found.line },
    question: questionTold(stored),
    source: sourceTold(workspace, stored),
    licence: licenceTold(workspace, stored, events),
    decisions,
    trace: main === undefined ? null : traceTold(workspace, main),
    otherTraces: all.filter((one) => one !== main).map((one) => traceTold(workspace, one)),
    terms: main === undefined ? null : termsTold(workspace, registry, main),
    grades: questionGrades(workspace.db).of(found.question),
    reviews: ofType(events, /^reviews?\./),
    flags,
    waivers: ofType(events, /^(?:waiver\.|flag\.waive)/),
    releases,
    trainings: releases.flatMap(({ releaseId }) =>
      workspace.trainingJobs.ofRelease(releaseId).map((one) => trainingTold(workspace, one)),
    ),
    events,
  };
}
export type AuditMatch = NonNullable<ReturnType<typeof matchOf>>;

const ofType = (events: readonly AuditEvent[], type: RegExp) => events.filter((one) => type.test(one.type));

/** A source may have thousands of questions: its flags are told, and not every event of them. */
const isOwn =
  ({ source }: StoredQuestion) =>
  ({ subject }: { subject: { type: string; id: string } }): boolean =>
    !(subject.type === 'source' && subject.id === source);

/** The trace that was asked for; else the one in the newest release; else the newest that can be used. */
function mainTrace(all: readonly Trace[], { trace }: Found, releases: readonly { trace: string }[]) {
  const named = trace ?? releases.at(-1)?.trace ?? null;
  return (
    all.find(({ id }) => id === named) ?? all.findLast(({ outcome }) => outcome === 'usable') ?? all.at(-1)
  );
}

function questionTold(stored: StoredQuestion) {
  const { n: _n, importId: _i, file: _f, row: _r, revision: _v, source: _s, license: _l, ...rest } = stored;
  return { ...rest, contentSha256: hex(rest.contentSha256), recordSha256: hex(rest.recordSha256) };
}

/** Where the record stands in which file, as it was hashed when it was imported. */
function sourceTold({ imports, sources }: Workspace, stored: StoredQuestion) {
  const from = imports.byId(stored.importId);
  const source = sources.all().find(({ name }) => name === stored.source);
  return {
    name: stored.source,
    revision: stored.revision,
    included: source?.included ?? null,
    importId: stored.importId,
    importedAt: from?.createdAt ?? null,
    file: from?.files[stored.file] ?? null,
    row: stored.row,
  };
}

/** What the record declared on the day of its import, what other records of its source declare, and what was concluded. */
function licenceTold({ imports }: Workspace, stored: StoredQuestion, events: readonly AuditEvent[]) {
  const from = imports.byId(stored.importId);
  const concluded = ofType(events, /^(?:licence|takedown)\./);
  return {
    declared: stored.license,
    declaredAt: from?.createdAt ?? null,
    inFile: from?.files[stored.file]?.sha256 ?? null,
    concluded: concluded.filter(({ subject }) => subject === stored.source),
  };
}

function decisionsOf({ runs, decisions }: Workspace, stored: StoredQuestion) {
  return runs
    .page(MOST_RUNS)
    .flatMap((run) => {
      const decision = decisions.ofQuestion(run.n, stored.n);
      return decision === undefined ? [] : [decisionTold(run, decision)];
    })
    .reverse();
}

/** A decision with what pins the run that it is of. */
export function decisionTold({ report }: StoredRun, decision: StoredDecision) {
  const { kept, stage, reason, evidence, rank, signals } = decision;
  const { runId, recipe, recipeSha256, poolSha256, codeVersion, seed, selectionSha256, createdAt } = report;
  return {
    ...{ runId, recipe, recipeSha256, poolSha256, codeVersion, seed, selectionSha256, createdAt },
    ...{ kept, stage, reason, evidence, rank, signals },
  };
}

/** Newest runs that are looked at. */
const MOST_RUNS = 1000;

/** The lines that hold the question, oldest release first, each with what leads from it to a signed head of the log. */
function releasesOf(workspace: Workspace, question: string) {
  const { releases, releaseLines } = workspace;
  return releases
    .linesWith(question)
    .flatMap(({ release, line, trace }) => {
      const stored = releases.byId(release);
      if (stored === undefined) return [];
      const { datasetRoot, rows, checkpoint, gate, files } = JSON.parse(stored.report) as ReleaseReport;
      return [
        {
          ...{
            releaseId: release,
            line,
            ...splitPlace(line, rows),
            rows,
            trace,
            policy: stored.policy,
            createdAt: stored.createdAt,
          },
          lines: Object.fromEntries(releaseLines.of(release, line).map(({ part, sha256 }) => [part, sha256])),
          ...{ datasetRoot, policySha256: gate.policySha256, checkpoint },
          manifestSha256: files.find(({ path }) => path === 'manifest.json')?.sha256 ?? null,
        },
      ];
    })
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

/** Rows that are trained on come first in provenance.jsonl. */
const splitPlace = (line: number, rows: number): Pick<RowPlace, 'split' | 'splitLine'> =>
  line <= rows ? { split: 'train', splitLine: line } : { split: 'validation', splitLine: line - rows };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
