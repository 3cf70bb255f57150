import type { JobItem, JobState } from '../../../shared/schemas/job.ts';
import { type ModelProgress, settledAndOpen } from '../../ask/model/progress.ts';
import type { Collection } from '../../db/collections.ts';
import { orderOf } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';

/** What this process knows of a job beyond the rows. */
export interface Known {
  state: 'running' | 'waiting' | 'failed' | 'done';
  /** How far it is, while it runs. */
  progress: ModelProgress | null;
  /** Why it ended. */
  message: string | null;
}

/** A collection as a job: by what is stored, and by what this process knows of it. */
export function jobOf(workspace: Workspace, collection: Collection, known: Known | null): JobItem {
  const { id, purpose, teacher, model, createdAt } = collection;
  const stored = orderOf(workspace, id);
  const [settled, open] = settledAndOpen(workspace, id);
  const isOver = stored === undefined ? open === 0 : stored.endedAt !== null;
  const isAnswered = settled > 0 && open === 0; // by results of a file, say, while it was held up
  const here = stateOf(collection, known, isOver || (collection.state === 'paused' && isAnswered));
  const holder = here === 'waiting' ? workspace.leaseHolder(id) : null;
  const state = holder === null ? here : 'running';
  const progress = state === 'running' ? (known?.progress ?? null) : null;
  return {
    jobId: id,
    kind: purpose,
    state,
    done: progress?.done ?? settled,
    total: progress?.total ?? stored?.order.untilUsable ?? settled + open,
    createdAt: stored?.orderedAt ?? createdAt,
    title: model === null ? teacher : `${model} (${teacher})`,
    message:
      holder === null ? (known?.message ?? (state === 'waiting' ? NOBODY : null)) : `${holder} works on it.`,
    isResumable: stored !== undefined && state !== 'running' && state !== 'done',
    budgetUsd: stored?.order.budgetUsd ?? null,
    progress: progress === null ? null : shown(progress),
  };
}

const NOBODY = 'Nobody works on it: it was stopped or cut off.';

function stateOf({ state }: Collection, known: Known | null, isOver: boolean): JobState {
  if (known?.state === 'running') return 'running';
  if (isOver) return 'done';
  if (state !== 'open') return state;
  return known?.state === 'failed' ? 'failed' : 'waiting';
}

function shown({ done: _d, total: _t, pausedUntil, ...rest }: ModelProgress): JobItem['progress'] {
  return { ...rest, pausedUntil: pausedUntil === null ? null : new Date(pausedUntil).toISOString() };
}
