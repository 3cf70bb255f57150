import { setTimeout as pause } from 'node:timers/promises';
import { WinnowError } from '../../shared/error.ts';
import { CURATING } from '../../shared/vocabulary/roles.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { MarkBatch } from '../db/mark-batches.ts';
import { isBusyError, type Workspace } from '../db/workspace.ts';
import { putBackPart, sayPart } from './mark-parts.ts';
import { checkSaying, type Saying } from './marks.ts';

/** Questions of one part, which is said whole or not at all. */
const IN_ONE_PART = 100;
/** How long one transaction takes up parts, in which nobody else is served; as long as it took, others are. Unit: milliseconds. */
const SLICE_MS = 8;
/** When another process writes, so long is waited before the next try. Unit: milliseconds. */
const PAUSE_MS = 500;

/**
 * Says something of many questions at once, or takes it back, so that all of it can be undone. Few are one transaction;
 * more are said part by part, others being served in between, after all of it was written down: a process that is
 * killed in the middle leaves what `finishMarks` carries to its end.
 * @param questions our ids
 * @param signal ends it between two parts; the rest waits for `finishMarks`
 * @throws WinnowError as `markQuestions`, before anything is said
 */
export async function markMany(
  workspace: Workspace,
  questions: readonly string[],
  { isTakenBack, ...saying }: Saying & { isTakenBack: boolean },
  actor: string,
  signal?: AbortSignal,
): Promise<MarkBatch> {
  const said = { ...checkSaying(saying), isTakenBack };
  const id = `marks-${workspace.randomHex(5)}`;
  const meant = [...new Set(questions)];
  const batch = workspace.write(`${said.mark} of ${meant.length} questions`, () => {
    actingPerson(workspace, said.by, CURATING);
    const at = workspace.now().toISOString();
    workspace.markBatches.insert({ id, actor, said, meant: meant.length, at });
    workspace.markParts.plan(id, partsOf(meant));
    return sayPart(workspace, openBatch(workspace, id));
  });
  return carryOn(workspace, batch, signal);
}

/**
 * Puts back what stood before a batch, for every question where nobody has said anything else since, in parts as they
 * were said. Whoever takes it back says so in the log.
 * @throws WinnowError `not-found`; `conflict` where it was undone before, or is not all said yet
 */
export async function undoMarks(
  workspace: Workspace,
  id: string,
  { by, actor }: { by: string; actor: string },
  signal?: AbortSignal,
): Promise<{ batchId: string; changed: number; left: number }> {
  const begun = workspace.write(`undo of ${id}`, () => {
    const batch = openBatch(workspace, id);
    if (batch.undoneAt !== null)
      throw new WinnowError('conflict', `${id} was taken back at ${batch.undoneAt}.`);
    if (batch.state !== 'done')
      throw new WinnowError('conflict', `${id} is under way; take it back when it is done.`);
    actingPerson(workspace, by, CURATING);
    return putBackPart(workspace, { ...batch, state: 'undoing', reached: 0, undoneBy: { by, actor } });
  });
  const { changed, putBack } = await carryOn(workspace, begun, signal);
  return { batchId: id, changed: putBack, left: changed - putBack };
}

/** Carries to their ends the batches that were under way when their process ended. */
export async function finishMarks(workspace: Workspace, signal: AbortSignal): Promise<void> {
  for (const id of workspace.markBatches.open()) {
    if (signal.aborted) return;
    const batch = workspace.markBatches.byId(id);
    if (batch !== undefined) await carryOn(workspace, batch, signal);
  }
}

/** One part after another until nothing is left to be said or put back. */
async function carryOn(
  workspace: Workspace,
  begun: MarkBatch,
  signal: AbortSignal | undefined,
): Promise<MarkBatch> {
  for (let [batch, rest] = [begun, 0]; ; ) {
    if (isOver(batch)) return batch;
    await pause(rest, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted)
      throw new WinnowError('stopped', `${batch.id} goes on when the workspace is served again.`);
    const from = performance.now();
    try {
      batch = workspace.write(batch.id, () => slice(workspace, batch.id, from + SLICE_MS));
      rest = performance.now() - from;
    } catch (cause) {
      if (!isBusyError(cause)) throw giveUp(workspace, batch, cause);
      rest = PAUSE_MS;
    }
  }
}

const isOver = ({ state }: MarkBatch): boolean => state === 'done' || state === 'undone';

/** Parts of a batch until a moment is past, one at least. */
function slice(workspace: Workspace, id: string, until: number): MarkBatch {
  let batch = openBatch(workspace, id); // another process may have carried it on
  do {
    batch = batch.state === 'undoing' ? putBackPart(workspace, batch) : sayPart(workspace, batch);
  } while (!isOver(batch) && performance.now() < until);
  return batch;
}

/** What can not go on ends where it is: what was said stands and can be taken back. @returns the cause */
function giveUp(workspace: Workspace, { id }: MarkBatch, cause: unknown): unknown {
  workspace.write(`end of ${id}`, () => {
    const batch = workspace.markBatches.byId(id);
    if (batch === undefined) return;
    const changed = batch.changed - batch.putBack;
    workspace.markParts.forget(id);
    workspace.markBatches.update({ ...batch, state: 'done', changed, putBack: 0, undoneBy: null });
  });
  return cause;
}

function openBatch(workspace: Workspace, id: string): MarkBatch {
  const batch = workspace.markBatches.byId(id);
  if (batch !== undefined) return batch;
  throw new WinnowError(
    'not-found',
    `There are no marks ${id.slice(0, 80)} to take back; the 50 newest can be.`,
  );
}

function partsOf(questions: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let from = 0; from < questions.length; from += IN_ONE_PART)
    parts.push(questions.slice(from, from + IN_ONE_PART));
  return parts;
}
