import { WinnowError } from '../../shared/error.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { type ItemFilter, itemsOf } from './items.ts';
import { type Submission, submit } from './submit.ts';

/** Items that are judged in one go, so that others have their turn in between. */
const AT_ONCE = 25;

/** What somebody says of all that fits. */
export interface BulkSaid extends Pick<Submission, 'person' | 'actor' | 'note'> {
  decision: 'accept' | 'reject';
  /** How many items fit, as they were shown. */
  expected: number;
}

/**
 * Says the same of every item that fits a filter, that nobody has judged and nobody holds: never over or beside what
 * somebody else said. Each is a judgement like any other.
 * @param write carries out one part in a write transaction that it may share
 * @throws WinnowError `conflict` where another number of items fits by now: nothing is judged then
 */
export async function judgeAll(
  workspace: Workspace,
  queue: Queue,
  filter: Omit<ItemFilter, 'state'>,
  said: BulkSaid,
  write: <T>(act: () => T) => Promise<T>,
): Promise<{ judged: number; passedOver: number }> {
  const chosen = itemsOf(workspace, queue, { ...filter, state: 'untouched' });
  const { expected, ...judgement } = said;
  if (chosen.length !== expected)
    throw new WinnowError(
      'conflict',
      `Now ${chosen.length} items fit, and you were shown ${expected}; nothing was judged, look again.`,
      { fits: chosen.length },
    );
  let judged = 0;
  for (let at = 0; at < chosen.length; at += AT_ONCE) {
    const part = chosen.slice(at, at + AT_ONCE).map(({ item }) => item.question);
    const done = await write(() =>
      part.filter((question) => judgeOne(workspace, queue, question, judgement)),
    );
    judged += done.length;
  }
  return { judged, passedOver: chosen.length - judged };
}

/** @returns whether it was still free and theirs to judge */
function judgeOne(
  workspace: Workspace,
  queue: Queue,
  question: string,
  said: Omit<BulkSaid, 'expected'>,
): boolean {
  const now = workspace.now().getTime();
  const isHeld = workspace.handOuts.others(queue.id, question, said.person, now) > 0;
  if (isHeld || workspace.queueItems.get(queue.id, question)?.judged !== 0) return false;
  const rest = { fields: null, leaseId: null, textSha256: null, seconds: null, flags: [] };
  try {
    submit(workspace, queue, { ...said, ...rest, question });
    return true;
  } catch (cause) {
    if (cause instanceof WinnowError && (cause.code === 'conflict' || cause.code === 'forbidden'))
      return false;
    throw cause;
  }
}
