import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { Drawer } from '../../../components/drawer.tsx';
import { Loading, Problem, Skeleton } from '../../../components/states.tsx';
import { traceQuery } from '../api/get-trace.ts';
import { useTraces } from '../context.ts';
import { TraceView } from './trace-view.tsx';

const KEYS = [
  [']', 'next place'],
  ['[', 'place before'],
  ['n', 'next finding'],
] as const;

/** One trace in full, from the right, beside the list it came from. */
export function TraceDrawer() {
  const { trace: id = '' } = useParams();
  const list = useTraces();
  const { data, error, refetch } = useQuery(traceQuery(id));
  const at = list.ids.indexOf(id);
  const nextId = at < 0 ? undefined : list.ids[at + 1];
  const client = useQueryClient();
  useEffect(() => {
    if (nextId !== undefined) void client.prefetchQuery(traceQuery(nextId));
  }, [client, nextId]);
  return (
    <Drawer name="trace" id={id} list={list} isWide keys={KEYS}>
      {error !== null ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <div className="flex flex-col gap-3">
          <Loading what="the trace" />
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : (
        <TraceView key={id} trace={data} isRaw={list.isRaw} />
      )}
    </Drawer>
  );
}
