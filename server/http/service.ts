import { WinnowError } from '../../shared/error.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import type { KeyProvider } from '../ask/keys.ts';
import type { Board } from '../ask/leasing/board.ts';
import { askCalls } from '../db/ask-calls.ts';
import { collectionTallies } from '../db/collection-tallies.ts';
import { decisionPages } from '../db/decision-pages.ts';
import { questionPages } from '../db/question-pages.ts';
import type { StoredRun } from '../db/runs.ts';
import { tallies } from '../db/tallies.ts';
import { traceFlags } from '../db/trace-flags.ts';
import { tracePages } from '../db/trace-pages.ts';
import type { Workspace } from '../db/workspace.ts';
import type { AllJobs } from '../jobs/all-jobs.ts';
import { type FlagBook, flagBook } from './flag-book.ts';
import { type Maps, mapsOf } from './maps.ts';
import type { searching } from './searching.ts';

/** What the routes work with. */
export interface Service {
  workspace: Workspace;
  questions: ReturnType<typeof questionPages>;
  decisions: ReturnType<typeof decisionPages>;
  tallies: ReturnType<typeof tallies>;
  collections: ReturnType<typeof collectionTallies>;
  traces: ReturnType<typeof tracePages>;
  askCalls: ReturnType<typeof askCalls>;
  flags: FlagBook;
  maps: Maps;
  /** Title of each domain by its code. */
  titles: ReadonlyMap<string, string>;
  search: Pick<ReturnType<typeof searching>, 'byIndex'>;
  jobs: AllJobs;
  /** Where workers take calls. */
  board: Board;
  version: string;
  /** The key of a provider, as the environment has it; null where there is none. Nothing but a print of it is ever told. */
  keyOf: (provider: KeyProvider) => string | null;
}

export const serviceOf = (
  workspace: Workspace,
  {
    policies,
    ...rest
  }: Pick<Service, 'titles' | 'search' | 'jobs' | 'board' | 'version' | 'keyOf'> & {
    policies: Readonly<Record<PolicyName, Policy>>;
  },
): Service => ({
  workspace,
  questions: questionPages(workspace.db),
  decisions: decisionPages(workspace.db),
  tallies: tallies(workspace.db),
  collections: collectionTallies(workspace.db),
  traces: tracePages(workspace.db),
  askCalls: askCalls(workspace.db),
  flags: flagBook(traceFlags(workspace.db), policies),
  maps: mapsOf(workspace, decisionPages(workspace.db), rest.titles),
  ...rest,
});

/**
 * A run by its id, or the newest one.
 * @throws WinnowError `not-found`
 */
export function runOf(workspace: Workspace, id: string): StoredRun {
  const run = id === 'latest' ? workspace.runs.latest() : workspace.runs.byId(id);
  if (run !== undefined) return run;
  throw new WinnowError(
    'not-found',
    id === 'latest'
      ? 'There is no run yet; make one with "winnow run".'
      : `There is no run ${id.slice(0, 80)}; GET /api/v1/runs lists them.`,
  );
}
