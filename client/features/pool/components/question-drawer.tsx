import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { Drawer } from '../../../components/drawer.tsx';
import { Loading, Problem, Skeleton } from '../../../components/states.tsx';
import { questionQuery } from '../api/get-question.ts';
import { usePool } from '../context.ts';
import { QuestionLifeView } from './question-life-view.tsx';

/** One question's life, from the right, beside the list it came from. */
export function QuestionDrawer() {
  const { id = '' } = useParams();
  const pool = usePool();
  const { data, error, refetch } = useQuery(questionQuery(id, pool.runId));
  const at = pool.ids.indexOf(id);
  const nextId = at < 0 ? undefined : pool.ids[at + 1];
  const client = useQueryClient();
  useEffect(() => {
    if (nextId !== undefined && pool.runId !== undefined)
      void client.prefetchQuery(questionQuery(nextId, pool.runId));
  }, [client, nextId, pool.runId]);
  return (
    <Drawer name="question" id={id} list={pool}>
      {error !== null ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <div className="flex flex-col gap-3">
          <Loading what="the question" />
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : (
        <QuestionLifeView life={data} pool={pool} />
      )}
    </Drawer>
  );
}
