import { WinnowError } from '../../../shared/error.ts';
import type { Board } from '../../ask/leasing/board.ts';
import { collectFromModel } from '../../ask/model/collect.ts';
import { modelCollectionId } from '../../ask/model/identity.ts';
import type { ModelOptions, OpenedTeacher } from '../../ask/model/opened.ts';
import type { ModelPlan } from '../../ask/model/plan.ts';
import type { ModelReport } from '../../ask/model/report.ts';
import { TRACES } from '../../ask/model/traces.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { JobBook, Running } from './book.ts';
import type { CollectingEffects } from './effects.ts';
import type { Known } from './job.ts';
import { planIdOf } from './plan.ts';

/** How long calls under way may still end after a stop. Unit: milliseconds. */
const GRACE_MS = 10_000;

/** What a start goes by, beside its options. */
export interface Seen {
  /** The plan that a person has seen. */
  planId?: string | undefined;
  /** The collection that it has to be. */
  collection?: string | undefined;
}

/**
 * Begins to collect, and returns once the collection is there and its first calls may leave; it goes on by itself.
 * @returns its id
 * @throws WinnowError as `collectFromModel` before its first call; `conflict` where it is under way already, or where
 * plan or collection are not those that were seen
 */
export async function startCollecting(
  workspace: Workspace,
  book: JobBook,
  options: ModelOptions,
  seen: Seen,
  effects: CollectingEffects,
  board: Board,
): Promise<string> {
  const teacher = await effects.openTeacher(workspace, options);
  const id = modelCollectionId(options.run, teacher, options.collects ?? TRACES);
  if (seen.collection !== undefined && id !== seen.collection) throw changed(seen.collection, teacher);
  const running = book.enter(id);
  const confirm = async (plan: ModelPlan) => isAsSeen(plan, seen.planId);
  await new Promise<void>((begun, refused) => {
    const { openForPlan: _, ...world } = effects;
    const work = collectFromModel(workspace, options, {
      ...world,
      openTeacher: async () => teacher,
      confirm,
      begun() {
        running.hasBegun = true;
        begun();
      },
      progress(progress) {
        running.progress = progress;
        book.tell(id);
      },
      signal: running.abort.signal,
      graceMs: GRACE_MS,
      board,
    });
    running.over = work.then(
      (report) => book.end(id, doneOf(report)),
      (cause: unknown) => {
        book.end(id, brokenOf(running, cause));
        refused(cause);
      },
    );
  });
  return id;
}

/** @throws WinnowError `conflict` where it is not the plan that was shown */
function isAsSeen(plan: ModelPlan, planId: string | undefined): boolean {
  if (planId === undefined || planId === planIdOf(plan)) return true;
  throw new WinnowError(
    'conflict',
    'The plan has changed since it was shown, so nothing was asked; look at it again.',
  );
}

const doneOf = ({ warnings }: ModelReport): Known => ({
  state: 'done',
  progress: null,
  message: warnings[0] ?? null,
});

/** How a job broke off; null where it was refused before anything left. */
function brokenOf({ hasBegun }: Running, cause: unknown): Known | null {
  if (!hasBegun) return null;
  const message = cause instanceof Error ? cause.message : String(cause);
  const isStop = cause instanceof WinnowError && (cause.code === 'stopped' || cause.code === 'busy');
  return { state: isStop ? 'waiting' : 'failed', progress: null, message };
}

const changed = (id: string, { model }: OpenedTeacher): WinnowError =>
  new WinnowError(
    'conflict',
    `What is known about ${model} has changed since the collection ${id} was made; plan a new one.`,
  );
