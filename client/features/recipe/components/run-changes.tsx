import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import { CHANGE_SIDES, type RunDiffHead } from '../../../../shared/schemas/run-diff.ts';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Problem } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import { runChangesQuery, type Side } from '../api/diffs.ts';
import { causeKeySaid } from '../causes.ts';
import { RowList } from './row-list.tsx';

/** Each question that stands elsewhere in another run, with what that is put down to. */
export function RunChanges({
  after,
  against,
  side,
  cause,
  hrefOf,
  diff,
}: {
  after: string;
  against: string;
  side: Side;
  cause: string | undefined;
  hrefOf: (side: Side) => string;
  diff: RunDiffHead;
}) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (cause !== undefined || location.hash === '#changes')
      place.current?.scrollIntoView({ block: 'start' });
  }, [cause]);
  const rows = useInfiniteQuery(runChangesQuery(after, against, side, cause));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = rows;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return (
    <section ref={place} id="changes" aria-labelledby="who-changes" className="scroll-mt-4">
      <h2 id="who-changes" className="text-16 leading-head font-semibold">
        Who changes, and why
      </h2>
      <div className="mt-3 mb-3 flex flex-wrap gap-1.5">
        {CHANGE_SIDES.map((one) => (
          <Link
            key={one}
            to={hrefOf(one)}
            replace
            preventScrollReset
            aria-current={one === side ? 'true' : undefined}
            className="control aria-[current=true]:border-accent aria-[current=true]:text-accent"
          >
            {SAYS[one]} ({count(diff.changes[one])})
          </Link>
        ))}
        {cause !== undefined && (
          <span className="control max-w-full border-accent text-accent">
            <span className="truncate">Put down to {causeKeySaid(cause)}</span>
          </span>
        )}
      </div>
      <SaveRows
        path="/runs/{id}/diff/changes"
        params={{ id: after }}
        query={{ against, side, cause }}
        command={`diff ${against} ${after}`}
      />
      {rows.error !== null ? (
        <Problem error={rows.error} onRetry={() => void refetch()} />
      ) : (
        <RowList
          found={{ rows: items, error: null, hasMore: hasNextPage, loadMore, retry: () => void refetch() }}
          runId={after}
          names={{ before: against, after }}
          nothing="None."
        />
      )}
    </section>
  );
}

const SAYS = { added: 'Come in', removed: 'Go out', moved: 'Stand elsewhere' } as const;
