import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ReleaseItem } from '../../../shared/schemas/lists.ts';
import type { ReleaseCheck } from '../../../shared/schemas/release-plan.ts';
import { CommandLine, winnowCommand } from '../../components/command-line.tsx';
import { SideScroll } from '../../components/side-scroll.tsx';
import { LoadingPage, Problem } from '../../components/states.tsx';
import { bytesSaid } from '../../lib/bytes.ts';
import { count, counted, when } from '../../lib/format.ts';
import { releasesQuery } from '../../lib/queries/releases.ts';
import { addressOf } from '../../lib/urls.ts';
import { archiveOf, releaseCheckQuery } from './api/building.ts';
import { Differences } from './components/differences.tsx';
import { factsOf } from './release-facts.ts';

/** One release: what it holds, whether it is as it was written, and how it differs from another. */
export function ReleasePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(releasesQuery());
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPage what="the release" />;
  const release = data.items.find(({ releaseId }) => releaseId === id);
  if (release === undefined)
    return (
      <section className="px-4 py-16 lg:px-8">
        <h1 className="text-20 font-semibold">There is no release {id.slice(0, 80)}</h1>
        <Link className="text-link" to="/releases">
          All releases
        </Link>
      </section>
    );
  return <Release release={release} all={data.items} />;
}

function Release({ release, all }: { release: ReleaseItem; all: readonly ReleaseItem[] }) {
  const { releaseId, runId, policy, createdAt, rows } = release;
  const facts = factsOf(release);
  const [isAsked, setAsked] = useState(false);
  const check = useQuery(releaseCheckQuery(releaseId, isAsked));
  return (
    <div className="px-4 pt-5 pb-16 lg:px-8">
      <title>{`${releaseId} · Winnow`}</title>
      <nav aria-label="Where this is" className="text-12 text-muted">
        <Link className="text-link" to="/releases">
          Releases
        </Link>
        <span className="mx-1.5">/</span>
        {releaseId}
      </nav>
      <h1 className="mt-2 headline">
        {rows === null ? releaseId : counted(rows, 'row')} under {policy}
        {facts.bytes > 0 && `, ${bytesSaid(facts.bytes)}`}
      </h1>
      <p className="mt-2 text-13 text-muted">
        Written {when(createdAt)}
        {runId !== null && (
          <>
            {' '}
            from{' '}
            <Link className="text-link" to={addressOf('/', { run: runId })}>
              {runId}
            </Link>
          </>
        )}
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <a className="control" href={archiveOf(releaseId, 'tar')} download>
          Download as tar
        </a>
        <a className="control" href={archiveOf(releaseId, 'zip')} download>
          Download as zip
        </a>
        <button
          type="button"
          className="control"
          disabled={check.isFetching}
          onClick={() => (isAsked ? void check.refetch() : setAsked(true))}
        >
          {check.isFetching ? 'Verifying …' : 'Verify now'}
        </button>
        <Link
          className="control"
          to={addressOf('/audit', { run: runId ?? undefined, for: `${releaseId}:1` })}
        >
          Audit a line
        </Link>
      </div>
      <div role="status" className="mt-3">
        {check.error !== null && <p className="text-13 text-warn">{check.error.message}</p>}
        {check.data !== undefined && !check.isFetching && <Verdict check={check.data} />}
      </div>
      <dl className="mt-6 grid max-w-200 grid-cols-1 gap-x-6 text-13 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-y-1.5">
        {facts.lines.map(([name, value, isMono]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className={`break-words max-sm:mb-2 ${isMono === true ? 'font-mono text-12' : ''}`}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <Files files={facts.files} />
      <Differences release={release} all={all} />
    </div>
  );
}

const SAID: Readonly<Record<ReleaseCheck['verdict'], string>> = {
  untouched: 'It is as it was written',
  tampered: 'It was tampered with',
  'cannot-tell': 'It can not be told',
};

function Verdict({ check: { verdict, why, held, limits, folder } }: { check: ReleaseCheck }) {
  return (
    <section className="max-w-200 border-l-2 border-line-strong pl-3 text-13">
      <p className={verdict === 'tampered' ? 'font-medium text-warn' : 'font-medium'}>
        {SAID[verdict]}
        {why !== null && `: ${why}`}
      </p>
      <ul className="mt-1 text-muted">
        {held.map((one) => (
          <li key={one}>holds: {one}</li>
        ))}
        {limits.map((one) => (
          <li key={one}>limit: {one}</li>
        ))}
      </ul>
      {folder !== null && (
        <div className="mt-2">
          <CommandLine command={winnowCommand(`verify workspace/${folder}`)} />
        </div>
      )}
    </section>
  );
}

function Files({ files }: { files: readonly { path: string; bytes: number; sha256: string }[] }) {
  if (files.length === 0) return null;
  return (
    <details className="mt-6">
      <summary className="cursor-pointer text-13 text-muted hover:text-ink">
        {counted(files.length, 'file')}
      </summary>
      <SideScroll label="Files" className="mt-2">
        <table className="border-collapse text-13">
          <thead className="text-12 text-muted">
            <tr className="border-b border-line text-left *:py-1.5 *:pr-6 *:font-medium">
              <th scope="col">File</th>
              <th scope="col" className="text-right">
                Bytes
              </th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ path, bytes, sha256 }) => (
              <tr key={path} className="border-b border-line *:py-1 *:pr-6">
                <td className="font-mono text-12">{path}</td>
                <td className="text-right tabular-nums">{count(bytes)}</td>
                <td className="font-mono text-12 text-muted" title={sha256}>
                  {sha256.slice(0, 16)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroll>
    </details>
  );
}
