import { WinnowError } from '../../shared/error.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { likeliest } from '../decide/judging/error-model.ts';
import { groupModels } from '../decide/judging/group-models.ts';
import { adjudicate, type Disagreement, disagreements, type Verdict } from './adjudicate.ts';
import { judgedItems } from './raise-overlap.ts';
import { shownSet } from './shown-set.ts';

/** What the words on an item say together. */
export interface Likely {
  decision: 'accept' | 'reject';
  /** From 0.5 to 1. */
  sure: number;
}

/** Of each judged item of a queue that raises its overlap the likelier decision; empty for any other queue. */
export function likelyVerdicts(workspace: Workspace, queue: Queue): Map<string, Likely> {
  if (queue.raises === null) return new Map();
  const rows = workspace.queueItems.of(queue.id).filter(({ gone, gold }) => gone === 0 && gold === null);
  const judged = judgedItems(workspace, queue, rows)
    .map(({ id, group, said: [said = []], first: [first = -1] }) => ({ id, group, said, first }))
    .filter(({ first }) => first >= 0);
  const found = new Map<string, Likely>();
  for (const { model, of } of groupModels(judged, (one) => one).values())
    for (const { id, said } of of) {
      const { value, sure } = likeliest(model, said);
      found.set(id, { decision: value === 0 ? 'accept' : 'reject', sure });
    }
  return found;
}

/** Of items on which people differ those that are as sure as the queue asks for, each with the likelier decision. */
export const sureItems = (
  { raises }: Queue,
  differing: readonly Disagreement[],
  likely: ReadonlyMap<string, Likely>,
): { question: string; textSha256: string; decision: Likely['decision'] }[] =>
  differing.flatMap(({ item: { question, textSha256 } }) => {
    const one = likely.get(question);
    const isSure = one !== undefined && raises !== null && one.sure >= raises.sure;
    return isSure ? [{ question, textSha256, decision: one.decision }] : [];
  });

/**
 * Settles every item on which people differ, and which is as sure as the queue asks for, by the likelier decision:
 * each is a verdict of that person like any other. What they have judged themselves is left for somebody else.
 * @throws WinnowError `conflict` where other items are sure enough by now; `bad-usage` for a queue that
 * does not raise its overlap: nothing is settled then
 */
export function settleLikely(
  workspace: Workspace,
  queue: Queue,
  said: { person: string; actor: string; why: string; expected: number; shownSha256?: string | null },
): { settled: number; passedOver: number } {
  return workspace.write('verdicts', () => {
    if (queue.raises === null)
      throw new WinnowError(
        'bad-usage',
        'This queue does not raise its overlap, so no item is sure by itself.',
      );
    const sure = sureItems(queue, disagreements(workspace, queue), likelyVerdicts(workspace, queue));
    if (sure.length !== said.expected)
      throw new WinnowError(
        'conflict',
        `Now ${sure.length} items are sure enough, and you were shown ${said.expected}; nothing was settled, look again.`,
        { fits: sure.length },
      );
    if (said.shownSha256 != null && said.shownSha256 !== shownSet(sure))
      throw new WinnowError(
        'conflict',
        'As many items are sure enough as you were shown, but other ones, or their verdicts have changed; nothing was settled, look again.',
      );
    const settled = sure.filter((one) => settleOne(workspace, queue, { ...said, ...one, fields: null }));
    return { settled: settled.length, passedOver: sure.length - settled.length };
  });
}

/** @returns whether it was theirs to settle */
function settleOne(workspace: Workspace, queue: Queue, said: Verdict): boolean {
  try {
    adjudicate(workspace, queue, said);
    return true;
  } catch (cause) {
    if (cause instanceof WinnowError && cause.code === 'forbidden') return false;
    throw cause;
  }
}
