import { declareCommand } from '../../comply/declare.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Stop } from '../loop/stopper.ts';
import type { CollectionReport, CollectionTally, Counts } from '../report.ts';
import { warningsOf } from '../warnings.ts';
import type { Told } from './log.ts';
import type { ModelOptions, Results } from './opened.ts';
import type { Standing } from './standing.ts';

/** What is counted of the asking itself, whatever it is for. */
export interface AskTally extends Omit<CollectionTally, 'traces' | 'flags'> {
  /** Calls that were under way when a process died: they may have been paid for nothing. */
  lost: number;
  /** Calls beyond the first of their item. */
  retried: number;
  /** What lost, aborted and unanswered calls may have cost at most, beyond `spentUsd`. */
  unsettledUsd: number;
}

/** The reply of `traces|attempts|grades|labels collect` with a model (CONTRACT). Of traces, `in` = `answered` + all of `unusable`. */
export type ModelReport = Omit<CollectionReport, 'runId'> &
  AskTally &
  Results & {
    /** Null where the collection belongs to no run. */
    runId: string | null;
    service: string;
    model: string;
  };

const SETTLED = ['blocked', 'unusable', 'failed'] as const;

/** Counts the asking of a whole collection from the rows that are stored. */
export function askTally(workspace: Workspace, collection: string): AskTally {
  const by: Record<(typeof SETTLED)[number], Counts> = { blocked: {}, unusable: {}, failed: {} };
  let answered = 0;
  for (const { state, reason, count } of workspace.asks.counts(collection)) {
    if (state === 'answered') answered += count;
    else if (state !== 'pending' && state !== 'asked') by[state][reason ?? 'unknown'] = count;
  }
  const calls = workspace.calls.totals(collection);
  return {
    asked: answered + SETTLED.reduce((sum, state) => sum + sumOf(by[state]), 0),
    answered,
    ...by,
    spentUsd: calls.costMicroUsd / 1e6,
    tokens: { prompt: calls.promptTokens, thoughts: calls.thoughtTokens, answer: calls.answerTokens },
    lost: calls.lost,
    retried: calls.retried,
    unsettledUsd: (calls.chargedMicroUsd - calls.costMicroUsd) / 1e6,
  };
}

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** What a command did, beside the rows. */
interface Command {
  options: ModelOptions;
  wanted: number | null;
  questions: readonly string[];
  retired: number;
  stop: Stop | null;
  /** By the clock. */
  start: number;
  clock: () => number;
}

/** The report of a whole collection, and of what is pending for the command that asks. */
export function reportOf(workspace: Workspace, told: Told, command: Command): ModelReport {
  const { collection, collects, run, teacher } = told;
  const { wanted, retired } = command;
  const tally = askTally(workspace, collection);
  const standing = collects.standing(workspace, collection, teacher);
  const walk =
    wanted === null ? null : walkedOf(command.questions, wanted, standing, command.options.samples ?? 1);
  const pending = walk === null ? openOf(workspace, command, standing) : stoppedWalk(command, walk);
  const walked = { usable: walk?.usable ?? 0, retired, pending };
  const warnings = warningsOf(walked, { wanted, questions: command.questions.length, run });
  if (tally.lost > 0)
    warnings.push(
      `${tally.lost} calls were under way when an earlier command was cut off: they may have been paid for, and were asked again.`,
    );
  warnings.push(...otherModels(workspace, told));
  return {
    collectionId: collection,
    runId: run?.report.runId ?? null,
    teacher: teacher.name,
    service: teacher.service,
    model: teacher.model,
    ...tally,
    flags: teacher.compliance.counts(collection),
    ...collects.results(workspace, collection, tally.answered, tally.unusable),
    pending,
    walk,
    retired,
    warnings,
    seconds: (command.clock() - command.start) / 1000,
  };
}

/** What somebody must know whose server answers as another model than the one whose weights were declared. */
function otherModels({ calls }: Workspace, { collection, teacher }: Told): string[] {
  const { model: asked, endpoint, compliance } = teacher;
  return calls
    .answerers(collection)
    .filter(({ model }) => compliance.isOther(model))
    .map(
      ({ model, replies }) =>
        `${replies} replies came from ${model}, not from ${asked}: under which licence is not known (TERMS_SNAPSHOT_MISSING). See what the server serves, declare that, and ask it by its own name: ${declareCommand(endpoint ?? '', model, null)}`,
    );
}

/** Items of the scope that wait, of versions that the pool still holds. */
function openOf(workspace: Workspace, { questions, options }: Command, standing: Standing): number {
  let open = 0;
  for (const id of questions) {
    const waiting = standing.open(id, options.samples ?? 1).length;
    if (waiting > 0 && workspace.questions.key(id)?.live === 1) open += waiting;
  }
  return open;
}

/** A walk that came to its end has nothing pending; else at least so many more questions are to be asked about. */
const stoppedWalk = ({ stop, wanted }: Command, { usable }: { usable: number }): number =>
  stop === null ? 0 : Math.max(0, (wanted ?? 0) - usable);

/** How far the walk by rank went, and what each reason cost on the way. */
function walkedOf(
  questions: readonly string[],
  wanted: number,
  standing: Standing,
  samples: number,
): NonNullable<CollectionReport['walk']> {
  const walk = { wanted, usable: 0, walked: 0, cost: {} as Counts };
  for (const id of questions) {
    if (walk.usable === wanted) break;
    if (standing.isUsable(id)) walk.usable++;
    else if (standing.open(id, samples).length > 0) continue;
    else walk.cost[standing.why(id)] = (walk.cost[standing.why(id)] ?? 0) + 1;
    walk.walked++;
  }
  return walk;
}
