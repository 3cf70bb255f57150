import { WinnowError } from '../../../shared/error.ts';
import type { CollectionState } from '../../db/collections.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Stopper } from '../loop/stopper.ts';
import { logChange } from './log.ts';

/**
 * Pauses or cancels a collection, from whichever process; the one that works on it notices within a second and ends.
 * @returns the state it has now, and how many batches go on at the provider; one that was so before stays so, without
 * an event
 * @throws WinnowError `not-found`; `conflict` for one that asks no model
 */
export function setCollectionState(
  workspace: Workspace,
  collection: string,
  state: 'paused' | 'cancelled',
  actor: string,
): { collectionId: string; state: CollectionState; wasState: CollectionState; batches: number } {
  return workspace.write(`traces ${state === 'paused' ? 'pause' : 'cancel'}`, () => {
    const stored = workspace.collections.byId(collection);
    if (stored === undefined)
      throw new WinnowError(
        'not-found',
        `There is no collection ${collection}; see which there are: winnow traces status`,
      );
    if (stored.model === null)
      throw new WinnowError(
        'conflict',
        `The collection ${collection} asks nobody, so there is nothing to hold up.`,
      );
    if (state === 'paused' && stored.state === 'cancelled')
      throw new WinnowError(
        'conflict',
        `The collection ${collection} is cancelled, and only collect --resume goes on with it.`,
      );
    if (stored.state !== state) {
      workspace.collections.setState(collection, state);
      logChange(workspace, { collection, actor }, state);
    }
    const batches = workspace.batches.open(collection).length;
    return { collectionId: collection, state, wasState: stored.state, batches };
  });
}

/** How often a working process looks whether it is to stop. Unit: milliseconds. */
const LOOK_MS = 250;

/** Stops the asking when its collection is no longer open, or when the command is. @returns ends the watch */
export function watch(
  workspace: Workspace,
  collection: string,
  signal: AbortSignal,
  stopper: Stopper,
): () => void {
  const onSignal = () => stopper.stop({ why: 'signal', error: new WinnowError('stopped', 'Stopped') });
  if (signal.aborted) onSignal();
  signal.addEventListener('abort', onSignal, { once: true });
  const timer = setInterval(() => {
    const state = workspace.collections.stateOf(collection);
    if (state === 'paused' || state === 'cancelled')
      stopper.stop({ why: state, error: new WinnowError('stopped', WORDS[state]) });
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    signal.removeEventListener('abort', onSignal);
  };
}

const WORDS = { paused: 'Paused', cancelled: 'Cancelled' } as const;
