import { WinnowError } from '../../shared/error.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { leftOfShare } from './assigned.ts';
import { type ItemFilter, itemsOf } from './items.ts';
import { shownSet } from './shown-set.ts';
import { type Submission, submit } from './submit.ts';

/** Items that are judged in one go, so that others have their turn in between. */
const AT_ONCE = 25;

/** What somebody says of all that fits. */
export interface BulkSaid extends Pick<Submission, 'person' | 'actor' | 'note'> {
  decision: 'accept' | 'reject';
  /** How many items fit, as they were shown. */
  expected: number;
  /** Of those items (`shownSet`); null where it is not said. */
  shownSha256?: string | null;
}

/**
 * Says the same of every item that fits a filter, that nobody has judged and nobody holds: never over or beside what
 * somebody else said, and of no more than their share of the queue. Each is a judgement like any other.
 * @param write carries out one part in a write transaction that it may share
 * @throws WinnowError `conflict` where other items fit by now: nothing is judged then
 */
export async function judgeAll(
  workspace: Workspace,
  queue: Queue,
  filter: Omit<ItemFilter, 'state'>,
  said: BulkSaid,
  write: <T>(act: () => T) => Promise<T>,
): Promise<{ judged: number; passedOver: number }> {
  const chosen = itemsOf(workspace, queue, { ...filter, state: 'untouched' });
  const { expected, shownSha256 = null, ...judgement } = said;
  if (chosen.length !== expected)
    throw new WinnowError(
      'conflict',
      `Now ${chosen.length} items fit, and you were shown ${expected}; nothing was judged, look again.`,
      { fits: chosen.length },
    );
  if (shownSha256 !== null && shownSha256 !== shownSet(chosen.map(({ item }) => item)))
    throw new WinnowError(
      'conflict',
      'As many items fit as you were shown, but other ones, or their texts have changed; nothing was judged, look again.',
    );
  let judged = 0;
  for (let at = 0; at < chosen.length; at += AT_ONCE) {
    const part = chosen.slice(at, at + AT_ONCE).map(({ item }) => item.question);
    judged += await write(() => {
      const left = leftOfShare(workspace, queue, said.person);
      let done = 0;
      for (const question of part)
        if (done < left && judgeOne(workspace, queue, question, judgement)) done += 1;
      return done;
    });
  }
  return { judged, passedOver: chosen.length - judged };
}

/** @returns whether it was still free and theirs to judge */
function judgeOne(
  workspace: Workspace,
  queue: Queue,
  question: string,
  said: Omit<BulkSaid, 'expected' | 'shownSha256'>,
): boolean {
  const now = workspace.now().getTime();
  const isHeld = workspace.handOuts.others(queue.id, question, said.person, now) > 0;
  if (isHeld || workspace.queueItems.get(queue.id, question)?.judged !== 0) return false;
  const rest = { fields: null, leaseId: null, textSha256: null, seconds: null, flags: [] };
  try {
    submit(workspace, queue, { ...said, ...rest, question });
    return true;
  } catch (cause) {
    if (cause instanceof WinnowError && LEFT_ALONE.includes(cause.code)) return false;
    throw cause;
  }
}

/** Taken, changed, no longer there or not theirs: such an item stays as it is, and the others go on. */
const LEFT_ALONE: readonly string[] = ['conflict', 'forbidden', 'not-found'];
