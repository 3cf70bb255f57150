import type { Workspace } from '../db/workspace.ts';
import type { Counts } from './report.ts';

/** A collection as `traces status` lists it. */
export interface CollectionStatus {
  collectionId: string;
  /** Null where it belongs to no run. */
  runId: string | null;
  teacher: string;
  createdAt: string;
  asked: number;
  answered: number;
  unusable: Counts;
  /** Selected questions of its run that it does not hold yet. */
  pending: number;
}

/** Every collection of the workspace, oldest first. */
export function collectionStatus(workspace: Workspace): CollectionStatus[] {
  return workspace.collections.all().map(({ id, run, teacher, createdAt }) => {
    const outcomes = workspace.traces.outcomes(id);
    const unusable: Counts = {};
    let answered = 0;
    for (const outcome of outcomes.values()) {
      if (outcome === 'usable') answered += 1;
      else unusable[outcome] = (unusable[outcome] ?? 0) + 1;
    }
    const places = run === null ? [] : workspace.decisions.places(run);
    const pending = places.filter((place) => place.reason === null && !outcomes.has(place.id)).length;
    const stored = run === null ? undefined : workspace.runs.byNumber(run);
    const runId = stored?.report.runId ?? null;
    return { collectionId: id, runId, teacher, createdAt, asked: outcomes.size, answered, unusable, pending };
  });
}
