import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReleaseItem } from '../../../shared/schemas/lists.ts';
import { LineTable } from '../../components/line-table.tsx';
import { SaveRows } from '../../components/save-rows.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted, when } from '../../lib/format.ts';
import { releasesQuery } from '../../lib/queries/releases.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useNextStep } from '../../lib/use-next-step.ts';

/** What has been written for training, oldest first. */
export function ReleasesPage() {
  const step = useNextStep();
  const { data, error, refetch } = useQuery(releasesQuery());
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="flex flex-col gap-3 px-4 py-8 lg:px-8">
        <Loading what="releases" />
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-40 w-full max-w-200" />
      </div>
    );
  if (data.items.length === 0)
    return (
      <Empty
        title="No release yet"
        action={step}
        commands={[
          'traces collect --run latest --teacher reference',
          'release --run latest --policy internal --out out/set-1',
        ]}
      >
        A release is a folder of training files with the card, the licences and the proofs that belong to
        them. It takes the selected questions of a run that have a trace.
        {step === undefined && (
          <span className="mt-4 block">
            <Next />
          </span>
        )}
      </Empty>
    );
  return (
    <div className="px-4 py-8 lg:px-8">
      <title>Releases · Winnow</title>
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <h1 className="headline">{counted(data.items.length, 'release')} written</h1>
        <Next />
      </header>
      <ReleaseTable releases={data.items} />
      <div className="mt-3">
        <SaveRows path="/releases" />
      </div>
    </div>
  );
}

/**
 * To the builder, and to what models learnt of releases; that is there before the first one, since weights from
 * elsewhere can be asked, too.
 */
function Next() {
  const { param: run } = useChosenRun();
  return (
    <span className="flex flex-wrap gap-2">
      <Link
        className="control"
        title="Accuracy over thinking, recipe by recipe"
        to={addressOf('/releases/evaluations', { run })}
      >
        What they taught
      </Link>
      <Link className="control" to={addressOf('/releases/new', { run })}>
        Build a release
      </Link>
    </span>
  );
}

function ReleaseTable({ releases }: { releases: readonly ReleaseItem[] }) {
  return (
    <LineTable
      stacks
      label="Releases"
      columns={[
        { name: 'Release' },
        { name: 'Run' },
        { name: 'Policy' },
        { name: 'Rows', isNumber: true },
        { name: 'Written' },
        { name: 'Audit', isPlain: true },
      ]}
      lines={releases.map((release) => ({ key: release.releaseId, cells: cellsOf(release) }))}
    />
  );
}

function cellsOf({ releaseId, runId, policy, rows, createdAt }: ReleaseItem): ReactNode[] {
  const run = runId ?? undefined;
  const page = addressOf(`/releases/${encodeURIComponent(releaseId)}`, { run });
  return [
    <Link key="release" className="text-link font-mono text-12 whitespace-nowrap" to={page}>
      {releaseId}
    </Link>,
    runId === null ? (
      '–'
    ) : (
      <Link key="run" className="text-link whitespace-nowrap" to={addressOf('/', { run })}>
        {runId}
      </Link>
    ),
    policy,
    rows === null ? '–' : count(rows),
    <span key="when" className="whitespace-nowrap">
      {when(createdAt)}
    </span>,
    <Link
      key="audit"
      className="text-link whitespace-nowrap"
      to={addressOf('/audit', { run, for: `${releaseId}:1` })}
      aria-label={`Audit a line of ${releaseId}`}
    >
      Audit a line
    </Link>,
  ];
}
