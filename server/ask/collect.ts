import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { canonicalBytes } from '../ledger/canonical.ts';
import { type CollectionReport, tallyOf } from './report.ts';
import { questionsOf, rankedQuestions } from './scope.ts';
import type { Teacher } from './teacher.ts';
import { teacherNamed } from './teachers.ts';
import { type AskEffects, askAlong, type Walked } from './walk.ts';
import { wantedOf } from './wanted.ts';
import { warningsOf } from './warnings.ts';

export interface CollectOptions {
  run: StoredRun;
  teacher: string;
  /** One of SCOPES; `selected` where nothing is said. */
  for?: string | undefined;
  /** Walk down selection and reserve by rank until so many questions hold a usable trace. */
  untilUsable?: number | undefined;
  /** Opaque id of who asks. */
  actor: string;
}

export interface CollectEffects extends AskEffects {
  /** Milliseconds since some fixed moment. */
  clock: () => number;
}

/**
 * Asks a teacher about the questions of a run and stores what comes back. The same run, teacher and settings are
 * the same collection, whatever its scope: whoever is in it already is not asked about again.
 * @returns the report of the whole collection
 * @throws WinnowError `bad-usage` for a teacher, scope or stage that is not there; `stopped` with the report as
 * details, everything up to then stored
 */
export async function collectTraces(
  workspace: Workspace,
  options: CollectOptions,
  effects: CollectEffects,
): Promise<CollectionReport> {
  const start = effects.clock();
  const teacher = teacherNamed(options.teacher);
  const wanted = wantedOf(options);
  const { run, actor } = options;
  const questions =
    wanted === null
      ? questionsOf(workspace, run, options.for ?? 'selected')
      : rankedQuestions(workspace, run);
  const collection = collectionId(run.report.runId, teacher);
  const walked = await askAlong(workspace, { run, teacher, collection, questions, wanted, actor }, effects);
  const report: CollectionReport = {
    collectionId: collection,
    runId: run.report.runId,
    teacher: teacher.name,
    ...tallyOf(workspace, collection, effects.countTokens),
    pending: walked.pending,
    walk: wanted === null ? null : { wanted, ...pick(walked) },
    retired: walked.retired,
    warnings: warningsOf(walked, { wanted, questions: questions.length, run }),
    seconds: (effects.clock() - start) / 1000,
  };
  if (walked.pending === 0) return report;
  const left = `Stopped with ${walked.pending} questions still to be asked about`;
  throw new WinnowError('stopped', `${left}; the same command goes on from here.`, report);
}

const pick = ({ usable, walked, cost }: Walked) => ({ usable, walked, cost });

/** Id of the collection of a run, a teacher and its settings. */
const collectionId = (runId: string, { name, settings }: Teacher): string => {
  const what = canonicalBytes({ run: runId, teacher: name, settings });
  return `col-${createHash('sha256').update(what).digest('hex').slice(0, 16)}`;
};
