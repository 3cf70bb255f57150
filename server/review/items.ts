import type { ItemState } from '../../shared/vocabulary/queues.ts';
import type { QueueItem } from '../db/queue-items.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { type IsStale, staleQuestions, staleWordsOn } from './stale.ts';

/** Which items of a queue: how far they are, of which source, with which words in the question. */
export interface ItemFilter {
  state?: ItemState | undefined;
  source?: string | undefined;
  q?: string | undefined;
  /** Only those of which something was said that is stale, by anybody or by one person. */
  stale?: { isStale: IsStale; person?: string | undefined } | undefined;
}

/**
 * Items of a queue that fit, in its order; gold questions and those that are gone are left out.
 * @param isBlind tells nothing of whether people differ
 */
export function itemsOf(
  workspace: Workspace,
  queue: Queue,
  { state, source, q, stale }: ItemFilter,
  isBlind = false,
): { item: QueueItem; state: ItemState }[] {
  const now = workspace.now().getTime();
  const held = new Set(workspace.handOuts.held(queue.id, now).map(({ question }) => question));
  const words = q?.toLowerCase();
  const isIn =
    stale === undefined
      ? undefined
      : staleQuestions(workspace, stale.isStale, { aspect: queue.aspect, person: stale.person });
  return workspace.queueItems.of(queue.id).flatMap((item) => {
    if (item.gone === 1 || item.gold !== null) return [];
    if (isIn !== undefined && stale !== undefined && !isAskedAgain(workspace, item, stale, isIn)) return [];
    const is = stateOf(item, held.has(item.question), isBlind);
    if (state !== undefined && state !== is) return [];
    if (source === undefined && words === undefined) return [{ item, state: is }];
    const question = workspace.questions.byId(item.question);
    if (source !== undefined && question?.source !== source) return [];
    if (words !== undefined && question?.question.toLowerCase().includes(words) !== true) return [];
    return [{ item, state: is }];
  });
}

/** Something said of it is stale, and whoever said it has not judged it again. */
const isAskedAgain = (
  workspace: Workspace,
  item: QueueItem,
  { isStale, person }: NonNullable<ItemFilter['stale']>,
  among: ReadonlySet<string>,
): boolean =>
  among.has(item.question) &&
  staleWordsOn(workspace, isStale, item).some(({ reviewer }) => person === undefined || reviewer === person);

function stateOf(
  { judged, people, split, settled }: QueueItem,
  isHeld: boolean,
  isBlind: boolean,
): ItemState {
  if (isBlind && (settled === 1 || judged >= people)) return 'done';
  if (settled === 1) return 'settled';
  if (judged >= people) return split === 1 ? 'split' : 'done';
  if (isHeld) return 'held';
  return judged === 0 ? 'untouched' : 'begun';
}
