import { WinnowError } from '../../shared/error.ts';
import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import { collectFromModel } from '../ask/model/collect.ts';
import { modelCollectionId } from '../ask/model/identity.ts';
import type { OpenedTeacher, Purpose, Results } from '../ask/model/opened.ts';
import { type AskTally, askTally } from '../ask/model/report.ts';
import { TRACES } from '../ask/model/traces.ts';
import { recordedTeacher } from '../ask/open/recorded.ts';
import { questionsOf } from '../ask/scope.ts';
import type { Shipped } from '../comply/shipped.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { RECORDED_AT, RECORDED_MODEL, RECORDED_REPLIES, recordedReplies } from '../intake/sample/replies.ts';

export interface SampleRepliesEffects {
  shipped: Shipped;
  countTokens: (text: string) => number;
  signal: AbortSignal;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
}

/** What the small collection holds, counted from its rows. */
export type SampleReplies = {
  collectionId: string;
  questions: number;
  flags: Record<string, number>;
} & AskTally &
  Results;

/**
 * The second, small collection of the main job: the first selected questions of the sample, answered by recorded
 * replies of ours in Gemini's wire format, on the way that every reply of a model takes. It asks nobody, whatever
 * key is set, and costs nothing. Done before, it is only counted; cut off, it goes on.
 * @throws WinnowError `stopped`; `busy`
 */
export async function collectSampleReplies(
  workspace: Workspace,
  run: StoredRun,
  actor: string,
  effects: SampleRepliesEffects,
): Promise<SampleReplies> {
  const { shipped } = effects;
  const questions = questionsOf(workspace, run, 'selected').slice(0, RECORDED_REPLIES);
  const lines = linesFor(workspace, questions);
  const recording = { teacher: SAMPLE_RECORDED, model: RECORDED_MODEL, at: RECORDED_AT, lines };
  const teacher = recordedTeacher(workspace, run, recording, shipped);
  const collectionId = modelCollectionId(run, teacher, TRACES);
  if (!isSettled(workspace, collectionId, questions.length))
    await ask(workspace, { run, teacher, questions, actor }, effects);
  const tally = askTally(workspace, collectionId);
  const results = TRACES.results(workspace, collectionId, tally.answered, tally.unusable);
  const flags = teacher.compliance.counts(collectionId);
  return { collectionId, questions: questions.length, ...tally, flags, ...results };
}

function linesFor(workspace: Workspace, questions: readonly string[]): string[] {
  const known = questions.flatMap((id) => workspace.questions.byId(id) ?? []);
  return recordedReplies(known).map(({ question, sample, body }) =>
    JSON.stringify({ question, sample, format: 'gemini', body }),
  );
}

/** Everybody is answered, or somebody has held the collection up. */
function isSettled({ asks, collections }: Workspace, collection: string, wanted: number): boolean {
  if ((collections.stateOf(collection) ?? 'open') !== 'open') return true;
  const counts = asks.counts(collection);
  const settled = counts.filter(({ state }) => state !== 'pending' && state !== 'asked');
  return settled.reduce((sum, { count }) => sum + count, 0) >= wanted;
}

interface Asked {
  run: StoredRun;
  teacher: OpenedTeacher;
  questions: readonly string[];
  actor: string;
}

/** Where the workspace has a policy by now that forbids to ask such a model, nothing is collected: that is no fault. */
async function ask(
  workspace: Workspace,
  { run, teacher, questions, actor }: Asked,
  { countTokens, signal, clock }: SampleRepliesEffects,
): Promise<void> {
  const collects: Purpose = { ...TRACES, scopes: () => [], questionsOf: () => [...questions] };
  const options = { run, teacher: SAMPLE_RECORDED, collects, actor };
  try {
    await collectFromModel(workspace, options, {
      openTeacher: async () => teacher,
      countTokens,
      confirm: async () => true,
      progress: () => undefined,
      signal,
      clock,
      graceMs: 0,
      now: () => workspace.now().getTime(),
      sleep: async () => undefined, // nothing that is read from a list has to be waited for
      random: () => 0,
    });
  } catch (cause) {
    if (!(cause instanceof WinnowError && cause.code === 'refused')) throw cause;
  }
}
