import { useQuery } from '@tanstack/react-query';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { runQuery } from '../../lib/queries/runs.ts';
import { workspaceQuery } from '../../lib/queries/workspace.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { mapColumnsQuery, mapQuery } from './api/map.ts';
import { LayItOut } from './components/lay-it-out.tsx';
import { MapView } from './components/map-view.tsx';

/** The questions of a run as points in the plane, similar texts together. */
export function MapPage() {
  const { run: id, param } = useChosenRun();
  const workspace = useQuery(workspaceQuery());
  const hasRun = param !== undefined || (workspace.data && workspace.data.latestRun !== null);
  const run = useQuery({ ...runQuery(id), enabled: hasRun === true });
  const runId = run.data?.runId;
  const map = useQuery({ ...mapQuery(runId ?? ''), enabled: runId !== undefined });
  const columns = useQuery({ ...mapColumnsQuery(runId ?? ''), enabled: runId !== undefined });
  const error = workspace.error ?? run.error ?? map.error ?? columns.error;
  if (error !== null)
    return (
      <Problem
        error={error}
        onRetry={() => void Promise.all([workspace, run, map, columns].map(({ refetch }) => refetch()))}
      />
    );
  if (hasRun === false) return <NoRun />;
  if (runId === undefined || map.data === undefined || columns.data === undefined) return <OnItsWay />;
  if (map.data.points === null) return <LayItOut runId={runId} size={map.data.size} />;
  return <MapView key={runId} runId={runId} points={map.data.points} columns={columns.data} />;
}

function NoRun() {
  return (
    <Empty title="No run yet" action={useNextStep()} commands={['run --n 1000']}>
      The map shows the questions of a run, each as a point, with what became of it.
    </Empty>
  );
}

function OnItsWay() {
  return (
    <div className="flex h-full flex-col gap-4 px-4 py-6 lg:px-8" aria-busy="true">
      <Loading what="the map" />
      <Skeleton className="h-8 w-80 max-w-full" />
      <Skeleton className="min-h-72 flex-1" />
    </div>
  );
}
