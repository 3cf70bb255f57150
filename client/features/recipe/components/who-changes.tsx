import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import type { Run } from '../../../../shared/schemas/decision.ts';
import type { Preview } from '../../../../shared/schemas/preview.ts';
import { SaveLoaded } from '../../../components/save-rows.tsx';
import { Problem, Skeleton } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import { useRested } from '../../../lib/use-rested.ts';
import type { Trial } from '../address.ts';
import { allPreviewRows, previewDiffQuery, previewRowsQuery } from '../api/previews.ts';
import { causeKeySaid } from '../causes.ts';
import { type Show, showOf, showSaid } from '../show.ts';
import { CausesView } from './causes-view.tsx';
import { RowList } from './row-list.tsx';

/** How long the form rests before questions are told one by one, which takes longer than the figures. Unit: milliseconds. */
const REST_MS = 700;

type HrefWith = (params: Record<string, string | undefined>) => string;

/** Question by question: who comes in, who goes out, and what each change is put down to. */
export function WhoChanges({
  run,
  preview,
  trial,
  hrefWith,
  show: shown,
  cause,
  command,
}: {
  run: Run;
  preview: Pick<Preview, 'added' | 'removed'>;
  trial: Trial | null;
  hrefWith: HrefWith;
  show: string | null;
  /** Only what is put down to this. */
  cause: string | null;
  /** Previews the same. */
  command: string;
}) {
  const show = showOf(shown, cause);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown !== null && location.hash === '#rows') place.current?.scrollIntoView({ block: 'start' });
  }, [shown]);
  const choices = [
    { what: 'added', says: `Come in (${count(preview.added.count)})` },
    { what: 'removed', says: `Go out (${count(preview.removed.count)})` },
    { what: 'moved', says: 'Stand elsewhere' },
  ];
  return (
    <section ref={place} id="rows" aria-labelledby="who" className="scroll-mt-4">
      <h2 id="who" className="text-16 leading-head font-semibold">
        Who changes, and why
      </h2>
      <ul className="mt-3 flex flex-wrap gap-1.5">
        {choices.map(({ what, says }) => (
          <li key={what}>
            <Link
              to={hrefWith({ show: what, cause: undefined })}
              preventScrollReset
              aria-current={shown === what ? 'true' : undefined}
              className="control aria-[current=true]:border-accent aria-[current=true]:text-accent"
            >
              {says}
            </Link>
          </li>
        ))}
        {show?.cause !== undefined && (
          <li className="control max-w-full border-accent text-accent">
            <span className="truncate">Put down to {causeKeySaid(show.cause)}</span>
          </li>
        )}
        {show !== null && show.side === undefined && (
          <li className="control border-accent text-accent">Questions {showSaid(show)}</li>
        )}
        {show !== null && (
          <li>
            <Link
              to={hrefWith({ show: undefined, cause: undefined })}
              preventScrollReset
              className="text-link inline-flex h-8 items-center px-1 text-13"
            >
              Hide
            </Link>
          </li>
        )}
      </ul>
      {show !== null && trial !== null && (
        <Told run={run} trial={trial} show={show} hrefWith={hrefWith} command={command} />
      )}
    </section>
  );
}

function Told({
  run,
  trial,
  show,
  hrefWith,
  command,
}: {
  run: Run;
  trial: Trial;
  show: Show;
  hrefWith: HrefWith;
  command: string;
}) {
  const rested = useRested(trial, REST_MS);
  const diff = useQuery(previewDiffQuery(run.runId, rested));
  const rows = useInfiniteQuery(previewRowsQuery(run.runId, rested, show));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = rows;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  if (diff.error !== null) return <Problem error={diff.error} onRetry={() => void diff.refetch()} />;
  return (
    <div className="mt-4 flex flex-col gap-5">
      {diff.data === undefined ? (
        <Skeleton className="h-24 w-full" />
      ) : (
        <CausesView diff={diff.data} hrefOf={(side, key) => `${hrefWith({ show: side, cause: key })}#rows`} />
      )}
      <SaveLoaded
        name={`preview-of-${run.runId}`}
        load={() => allPreviewRows(run.runId, rested, show)}
        command={command}
      />
      {rows.error !== null ? (
        <Problem error={rows.error} onRetry={() => void refetch()} />
      ) : (
        <RowList
          found={{ rows: items, error: null, hasMore: hasNextPage, loadMore, retry: () => void refetch() }}
          runId={run.runId}
          names={{ before: run.runId, after: 'this recipe' }}
          nothing={`There are no questions ${showSaid(show)}.`}
        />
      )}
    </div>
  );
}
