import { WinnowError } from '../../../shared/error.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { LoopEffects } from '../loop/effects.ts';
import type { Item } from '../loop/item.ts';
import type { Stopper } from '../loop/stopper.ts';
import { rankedQuestions } from '../scope.ts';
import { enlist } from './enlist.ts';
import { askInBatches, type BatchParts } from './in-batches.ts';
import { commandOf, type Told } from './log.ts';
import type { ModelOptions } from './opened.ts';
import { type ModelProgress, settledAndOpen } from './progress.ts';
import { runOf } from './traces.ts';

/** How often it is said how far batches are. Unit: milliseconds. */
const TICK_MS = 2000;

/** Batches that are under way are seen through whatever is asked for now; new ones are made with --batch alone. */
export async function batchesFirst(
  workspace: Workspace,
  told: Told,
  {
    options,
    wanted,
    money,
    countTokens,
  }: { options: ModelOptions; wanted: number | null } & Pick<BatchParts, 'money' | 'countTokens'>,
  stopper: Stopper,
  effects: LoopEffects & { progress: (progress: ModelProgress) => void },
): Promise<void> {
  const { batch } = told.teacher;
  const { run, samples = 1, for: scope } = options;
  const isOpen = workspace.batches.open(told.collection).length > 0;
  if (options.batch !== true && !isOpen) return;
  refuseOthersBatches(workspace, told);
  if (batch === null)
    throw new WinnowError('bad-usage', `${told.teacher.service} takes no batches here: leave out --batch.`);
  let items: Item[] = [];
  if (options.batch === true) {
    const { collection, collects, teacher } = told;
    const standing = collects.standing(workspace, collection, teacher);
    const questions =
      wanted === null
        ? collects.questionsOf(workspace, run, scope ?? collects.scope(run))
        : rankedQuestions(workspace, runOf(run)).slice(0, wanted);
    const into = { collection, teacher, samples, standing, who: commandOf(collects) };
    ({ items } = await enlist(workspace, into, questions, stopper.dispatch));
  }
  if (stopper.stopped() !== null) return;
  const say = () => effects.progress(standOf(workspace, told.collection, money.spent()));
  say();
  const tick = setInterval(say, TICK_MS);
  try {
    await askInBatches(workspace, told, { items, batch, money, countTokens }, stopper, effects);
  } finally {
    clearInterval(tick);
  }
}

/** A batch is seen by the key alone that made it: under another one it would look gone, and be paid twice. */
function refuseOthersBatches({ batches }: Workspace, { collection, teacher }: Told): void {
  const others = batches.open(collection).filter(({ project }) => project !== teacher.project).length;
  if (others === 0) return;
  throw new WinnowError(
    'conflict',
    `${others} batches of this collection were made with another key, which alone can see them: set that key, and give the same command again.`,
  );
}

/** How far a collection is by its rows, as long as batches are at the provider, whose pace nobody knows. */
function standOf(workspace: Workspace, collection: string, spent: number): ModelProgress {
  const [done, open] = settledAndOpen(workspace, collection);
  return {
    done,
    total: done + open,
    spentUsd: spent / 1e6,
    usdPerAnswer: null,
    expectedUsd: null,
    perMinute: 0,
    secondsLeft: null,
    inFlight: workspace.batches.open(collection).reduce((sum, { keys }) => sum + keys.length, 0),
    pausedUntil: null,
  };
}
