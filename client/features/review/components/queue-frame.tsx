import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import { Loading, Problem, Skeleton } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';
import { addressOf } from '../../../lib/urls.ts';
import { queueQuery } from '../api/queues.ts';

/** What a page of a queue shows: nothing, a skeleton or a problem until the queue has come. */
export function QueueFrame({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: (queue: QueueLine) => ReactNode;
}) {
  const { data: queue, error, refetch } = useQuery(queueQuery(id));
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <title>{`${title} · ${queue?.name ?? 'Review'} · Winnow`}</title>
      <QueueTabs id={id} queue={queue} />
      <div className="flex flex-col gap-10 px-4 pt-6 pb-16 lg:px-8">
        {queue === undefined ? (
          <>
            <Loading what="the queue" />
            <Skeleton className="h-8 w-96 max-w-full" />
            <Skeleton className="h-60 w-full max-w-200" />
          </>
        ) : (
          children(queue)
        )}
      </div>
    </>
  );
}

const TAB =
  'flex h-10 items-center border-b-2 border-transparent text-12 tracking-tight whitespace-nowrap text-muted hover:text-ink sm:text-13 sm:tracking-normal aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink';

/** The pages of one queue. Who may not oversee sees no agreement and settles nothing. */
export function QueueTabs({ id, queue }: { id: string; queue: QueueLine | undefined }) {
  const { data: session } = useQuery(sessionQuery());
  const oversees = session !== undefined && session.role !== 'reviewer';
  const at = `/review/queues/${id}`;
  return (
    <nav
      aria-label="This queue"
      className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 max-sm:justify-between sm:gap-x-5 lg:px-8"
    >
      <NavLink to="/review/queues" end className={TAB}>
        All queues
      </NavLink>
      <NavLink
        to={addressOf('/review', { queue: id })}
        end
        className={`${TAB} aria-[current=page]:border-accent`}
      >
        Judge
      </NavLink>
      <NavLink to={at} end className={TAB}>
        Progress
      </NavLink>
      <NavLink to={`${at}/items`} className={TAB}>
        Items
      </NavLink>
      {oversees && (
        <>
          <NavLink to={`${at}/disagreements`} className={TAB}>
            Disagreements
            {queue !== undefined && queue.split > 0 && (
              <span className="ml-1.5 font-normal text-warn tabular-nums">{count(queue.split)}</span>
            )}
          </NavLink>
          <NavLink to={`${at}/agreement`} className={TAB}>
            Agreement
          </NavLink>
        </>
      )}
    </nav>
  );
}
