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

/** What has been written for training, oldest first. */
export function ReleasesPage() {
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
        commands={[
          'traces collect --run latest --teacher reference',
          'release --run latest --policy internal --out out/set-1',
        ]}
      >
        A release is a folder of training files with the card, the licences and the proofs that belong to
        them. It takes the selected questions of a run that have a trace.
        <span className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
          <BuildLink />
          <TaughtLink />
        </span>
      </Empty>
    );
  return (
    <div className="px-4 py-8 lg:px-8">
      <title>Releases · Winnow</title>
      <h1 className="text-20 leading-head font-semibold tracking-tight sm:text-28">
        {counted(data.items.length, 'release')} written
      </h1>
      <p className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
        <BuildLink />
        <TaughtLink />
      </p>
      <div className="mt-6 max-w-240">
        <ReleaseTable releases={data.items} />
      </div>
      <div className="mt-3">
        <SaveRows path="/releases" />
      </div>
    </div>
  );
}

/** To the builder, with the run that is chosen. */
function BuildLink() {
  const { param: run } = useChosenRun();
  return (
    <Link className="text-link" to={addressOf('/releases/new', { run })}>
      Build a release
    </Link>
  );
}

/** To what models learnt of releases; it is there before the first one, since weights from elsewhere can be asked, too. */
function TaughtLink() {
  const { param: run } = useChosenRun();
  return (
    <Link className="text-link" to={addressOf('/releases/evaluations', { run })}>
      What they taught: accuracy over thinking, recipe by recipe
    </Link>
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
