import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { asksModel } from '../../../shared/asks-model.ts';
import type { TraceRow } from '../../../shared/schemas/trace.ts';
import type { PagedRows } from '../../components/row-table.tsx';
import { SaveRows } from '../../components/save-rows.tsx';
import { Loading, Problem, Skeleton } from '../../components/states.tsx';
import { collectionQuery } from '../../lib/queries/collections.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { queryOf, tracesQuery } from './api/get-traces.ts';
import { CollectionHead } from './components/collection-head.tsx';
import { JobPanel } from './components/job-panel.tsx';
import { TraceFilters } from './components/trace-filters.tsx';
import { TraceTable } from './components/trace-table.tsx';
import type { TracesContext } from './context.ts';
import { filterOf, type TraceFilter } from './filter.ts';

/** One collection: what was asked of whom, what came of it, and every trace. */
export function CollectionPage() {
  const { collection: id = '', trace: openId } = useParams();
  const [search] = useSearchParams();
  const filter = useMemo(() => filterOf(search), [search]);
  const { param } = useChosenRun();
  const [isRaw, setRaw] = useState(false);
  const toggleRaw = useCallback(() => setRaw((raw) => !raw), []);
  useKeys({ r: toggleRaw });
  const { data, error, refetch } = useQuery(collectionQuery(id));
  const found = useTraceRows(id, filter);
  const opening = useOpening(id);
  const ids = useMemo(() => found.rows?.map(({ traceId }) => traceId) ?? [], [found.rows]);
  const context: TracesContext = { collectionId: id, ids, isRaw, toggleRaw, ...opening };
  return (
    <>
      <title>Traces · Winnow</title>
      <nav aria-label="Where this is" className="px-4 pt-5 text-12 text-muted lg:px-8">
        <Link className="text-link" to={addressOf('/traces', { run: param })}>
          Traces
        </Link>
        <span className="mx-1.5">/</span>
        <span className="font-mono">{id}</span>
      </nav>
      {error !== null ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <LoadingCollection />
      ) : (
        <>
          {asksModel(data) && <JobPanel collectionId={id} />}
          <CollectionHead collection={data} />
          <TraceFilters collection={data} filter={filter} />
          <div className="px-4 pb-2 lg:px-8">
            <SaveRows path="/collections/{id}/traces" params={{ id }} query={queryOf(filter)} />
          </div>
          {found.error !== null ? (
            <Problem error={found.error} onRetry={found.retry} />
          ) : (
            <TraceTable found={found} openId={openId} isRaw={isRaw} hrefOf={opening.hrefOf} />
          )}
        </>
      )}
      <Outlet context={context} />
    </>
  );
}

/** The rows that the filter leaves, page by page. */
function useTraceRows(id: string, filter: TraceFilter): PagedRows<TraceRow> {
  const query = useInfiniteQuery(tracesQuery(id, filter));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data]);
  return {
    rows,
    error: query.error,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}

/** Going to a trace and back, with the filters kept in the address. */
function useOpening(id: string) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  return useMemo(() => {
    const params = Object.fromEntries(search);
    const base = `/traces/${encodeURIComponent(id)}`;
    const hrefOf = (trace: string) => addressOf(`${base}/${encodeURIComponent(trace)}`, params);
    return {
      hrefOf,
      open: (trace: string) => void navigate(hrefOf(trace), { replace: true }),
      close: () => void navigate(addressOf(base, params)),
    };
  }, [id, search, navigate]);
}

function LoadingCollection() {
  return (
    <div className="flex flex-col gap-4 px-4 py-4 lg:px-8">
      <Loading what="the collection" />
      <Skeleton className="h-8 w-full max-w-160" />
      <Skeleton className="h-4 w-full max-w-100" />
      <Skeleton className="mt-4 h-4 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
