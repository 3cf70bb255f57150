import type { Collection, CollectionState } from '../db/collections.ts';
import type { StoredRun } from '../db/runs.ts';
import { outcomesAsGraded } from '../db/trace-verdicts.ts';
import type { Workspace } from '../db/workspace.ts';
import { askTally } from './model/report.ts';
import type { Counts } from './report.ts';

/** `running`: somebody works on it now. `done`: everybody who was to be asked is settled. Else as it was left. */
export type CollectionStanding = CollectionState | 'running' | 'done';

/** A collection as `traces status` lists it. */
export interface CollectionStatus {
  collectionId: string;
  /** Null where it belongs to no run. */
  runId: string | null;
  teacher: string;
  /** Null where the teacher is no model. */
  model: string | null;
  state: CollectionStanding;
  createdAt: string;
  asked: number;
  answered: number;
  blocked: Counts;
  unusable: Counts;
  failed: Counts;
  /** Items that wait; of a teacher that is no model, the selected questions that it does not hold yet. */
  pending: number;
  spentUsd: number;
}

/** Every collection of the workspace for a purpose, or of one run, oldest first; counted from its rows. */
export function collectionStatus(
  workspace: Workspace,
  run?: StoredRun,
  purpose: Collection['purpose'] = 'traces',
): CollectionStatus[] {
  return workspace.collections
    .all()
    .filter((one) => one.purpose === purpose && (run === undefined || one.run === run.n))
    .map((one) => {
      const counted = one.model === null ? ofSource(workspace, one) : ofModel(workspace, one);
      return {
        collectionId: one.id,
        runId: one.run === null ? null : (workspace.runs.byNumber(one.run)?.report.runId ?? null),
        teacher: one.teacher,
        model: one.model,
        state: standingOf(workspace, one, counted),
        createdAt: one.createdAt,
        ...counted,
      };
    });
}

function standingOf(workspace: Workspace, { id, state }: Collection, counted: Counted): CollectionStanding {
  if (workspace.leaseHolder(id) !== null) return 'running';
  if (state !== 'cancelled' && counted.pending === 0 && counted.asked > 0) return 'done';
  return state;
}

type Counted = Pick<
  CollectionStatus,
  'asked' | 'answered' | 'blocked' | 'unusable' | 'failed' | 'pending' | 'spentUsd'
>;

function ofModel(workspace: Workspace, { id }: Collection): Counted {
  const { asked, answered, blocked, unusable, failed, spentUsd } = askTally(workspace, id);
  const pending = workspace.asks
    .counts(id)
    .filter(({ state }) => state === 'pending' || state === 'asked')
    .reduce((sum, { count }) => sum + count, 0);
  return { asked, answered, blocked, unusable, failed, pending, spentUsd };
}

function ofSource(workspace: Workspace, { id, run }: Collection): Counted {
  const outcomes = outcomesAsGraded(workspace, id);
  const unusable: Counts = {};
  let answered = 0;
  for (const outcome of outcomes.values()) {
    if (outcome === 'usable') answered += 1;
    else unusable[outcome] = (unusable[outcome] ?? 0) + 1;
  }
  const places = run === null ? [] : workspace.decisions.places(run);
  const pending = places.filter((place) => place.reason === null && !outcomes.has(place.id)).length;
  return { asked: outcomes.size, answered, blocked: {}, unusable, failed: {}, pending, spentUsd: 0 };
}
