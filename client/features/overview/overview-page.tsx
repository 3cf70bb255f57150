import { useQuery } from '@tanstack/react-query';
import { WinnowError } from '../../../shared/error.ts';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { runQuery } from '../../lib/queries/runs.ts';
import { workspaceQuery } from '../../lib/queries/workspace.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { NoRunYet } from './components/no-run-yet.tsx';
import { RunOverview } from './components/run-overview.tsx';

/** The first screen: what is in the pool, what fell where and why, what is selected. */
export function OverviewPage() {
  const { run: id, param } = useChosenRun();
  const workspace = useQuery(workspaceQuery());
  const run = useQuery({
    ...runQuery(id),
    enabled: param !== undefined || workspace.data?.latestRun != null,
  });
  const error = workspace.error ?? run.error;
  return (
    <>
      <title>Overview · Winnow</title>
      {error !== null ? (
        <Problem
          error={error instanceof WinnowError ? error : null}
          onRetry={() => void Promise.all([workspace.refetch(), run.refetch()])}
        />
      ) : workspace.data?.questions === 0 && workspace.data.latestRun === null ? (
        <EmptyWorkspace />
      ) : workspace.data?.latestRun === null && param === undefined ? (
        <NoRunYet workspace={workspace.data} />
      ) : run.data === undefined ? (
        <LoadingOverview />
      ) : (
        <RunOverview run={run.data} />
      )}
    </>
  );
}

function EmptyWorkspace() {
  return (
    <Empty
      title="This workspace is empty"
      action={{ to: '/import', name: 'Import questions' }}
      commands={['import questions.jsonl', 'run --n 1000']}
    >
      Import a pool of questions (JSONL, JSON, CSV or Parquet, packed or not) and make a run. Here will stand
      how many were selected, where every other question fell and why, and what the selection is made of.
    </Empty>
  );
}

function LoadingOverview() {
  return (
    <div className="flex max-w-320 flex-col gap-4 px-4 py-8 lg:px-8">
      <Loading what="the run" />
      <Skeleton className="h-9 w-full max-w-160" />
      <Skeleton className="h-4 w-72" />
      <div className="mt-6 flex flex-col gap-5">
        {[100, 96, 90, 88, 46].map((width) => (
          <span key={width} style={{ width: `${width}%` }}>
            <Skeleton className="h-5 w-full" />
          </span>
        ))}
      </div>
    </div>
  );
}
