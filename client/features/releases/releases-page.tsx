import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ReleaseItem } from '../../../shared/schemas/lists.ts';
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
      <div className="relative mt-6 overflow-x-auto">
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
    <table className="w-full max-w-200 border-collapse text-13 whitespace-nowrap">
      <thead className="text-12 text-muted">
        <tr className="border-b border-line text-left">
          <th scope="col" className="py-2 pr-4 font-medium">
            Release
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            Run
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            Policy
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-medium">
            Rows
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            Written
          </th>
          <th scope="col" className="py-2 font-medium">
            <span className="sr-only">Audit</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {releases.map((release) => (
          <tr key={release.releaseId} className="h-10 border-b border-line">
            <td className="pr-4 font-mono text-12">
              <Link
                className="text-link"
                to={addressOf(`/releases/${encodeURIComponent(release.releaseId)}`, {
                  run: release.runId ?? undefined,
                })}
              >
                {release.releaseId}
              </Link>
            </td>
            <td className="pr-4">
              {release.runId === null ? (
                '–'
              ) : (
                <Link className="text-link" to={addressOf('/', { run: release.runId })}>
                  {release.runId}
                </Link>
              )}
            </td>
            <td className="pr-4">{release.policy}</td>
            <td className="pr-4 text-right">{release.rows === null ? '–' : count(release.rows)}</td>
            <td className="pr-4">{when(release.createdAt)}</td>
            <td>
              <Link
                className="text-link whitespace-nowrap"
                to={addressOf('/audit', { run: release.runId ?? undefined, for: `${release.releaseId}:1` })}
                aria-label={`Audit a line of ${release.releaseId}`}
              >
                Audit a line
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
