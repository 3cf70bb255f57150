import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { JobItem } from '../../../shared/schemas/job.ts';
import { CommandLine, winnowCommand } from '../../components/command-line.tsx';
import { JobLine } from '../../components/job-line.tsx';
import { SaveRows } from '../../components/save-rows.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { counted, when } from '../../lib/format.ts';
import { isCommand, jobsQuery } from '../../lib/queries/jobs.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';

/** Long work: what is under way, what waits to be taken up, and what was done. */
export function JobsPage() {
  const { data, error, refetch } = useQuery(jobsQuery());
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="px-4 py-8 lg:px-8">
        <Loading what="jobs" />
        <Skeleton className="h-8 w-72" />
      </div>
    );
  if (data.items.length === 0)
    return (
      <Empty title="No job yet">
        Runs and releases that are ordered in the workbench stand here with their progress, and so do
        collections of traces. They go on when this page is closed, and can be taken up again after a restart.
      </Empty>
    );
  const running = data.items.filter(({ state }) => state === 'running').length;
  return (
    <div className="px-4 py-8 lg:px-8">
      <title>Jobs · Winnow</title>
      <h1 className="headline">
        {running === 0
          ? `Nothing is under way; ${counted(data.items.length, 'job')} before`
          : `${counted(running, 'job')} under way`}
      </h1>
      <div className="mt-3">
        <SaveRows path="/jobs" />
      </div>
      <ol className="mt-6 flex flex-col gap-6">
        {data.items.map((job) => (
          <li key={job.jobId}>
            <p className="mb-1 text-12 text-muted">
              {KINDS[job.kind] ?? job.kind} · {job.jobId} · {when(job.createdAt)}
            </p>
            <JobLine job={job} />
            <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-13">
              <Made job={job} />
              {job.command !== undefined && job.kind !== 'run' && (
                <CommandLine command={winnowCommand(job.command)} />
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  run: 'Run',
  release: 'Release',
  import: 'Import',
  map: 'Map',
  benchmark: 'Benchmark',
  backup: 'Backup',
  traces: 'Traces',
  attempts: 'Attempts',
  grades: 'Grades',
  labels: 'Labels',
};

/** What came of it, as a link. */
function Made({ job: { kind, jobId, result } }: { job: JobItem }) {
  const { param: run } = useChosenRun();
  const { runId, releaseId, importId } = (result ?? {}) as Record<string, unknown>;
  if (typeof releaseId === 'string')
    return (
      <Link className="text-link" to={addressOf(`/releases/${encodeURIComponent(releaseId)}`, { run })}>
        See {releaseId}
      </Link>
    );
  if (typeof runId === 'string')
    return (
      <Link className="text-link" to={addressOf('/', { run: runId })}>
        See {runId}
      </Link>
    );
  if (typeof importId === 'string')
    return (
      <Link className="text-link" to={addressOf('/pool', { run })}>
        See the pool
      </Link>
    );
  if (isCommand(kind)) return null;
  return (
    <Link className="text-link" to={addressOf(`/traces/${encodeURIComponent(jobId)}`, { run })}>
      See the collection
    </Link>
  );
}
