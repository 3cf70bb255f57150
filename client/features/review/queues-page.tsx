import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { QueueLine } from '../../../shared/schemas/queue.ts';
import { ASPECTS } from '../../../shared/vocabulary/queues.ts';
import { LineTable } from '../../components/line-table.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { SaveRows } from '../../components/save-rows.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted, sentence, when } from '../../lib/format.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { addressOf } from '../../lib/urls.ts';
import { unseenQuery } from './api/colleagues.ts';
import { queuesQuery } from './api/queues.ts';

/** What people are asked to judge, newest first. */
export function QueuesPage() {
  const { data, error, refetch } = useQuery(queuesQuery());
  const { data: session } = useQuery(sessionQuery());
  const { data: unseen = 0 } = useQuery(unseenQuery());
  const mayMake = session?.role === 'owner' || session?.role === 'curator';
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
        <Loading what="queues" />
        <Skeleton className="h-8 w-96 max-w-full" />
        <Skeleton className="h-60 w-full max-w-200" />
      </div>
    );
  const make = (
    <span className="flex flex-wrap items-center gap-2">
      <Link className="control" to="/review/mentions">
        Mentions
        {unseen > 0 && <span className="ml-1.5 text-warn tabular-nums">{count(unseen)} unread</span>}
      </Link>
      {session !== undefined && session.role !== 'reviewer' && (
        <Link className="control" to="/review/graders">
          Graders
        </Link>
      )}
      {mayMake && (
        <>
          <Link className="control" to="/review/skills">
            Skills
          </Link>
          <Link className="control" to="/review/queues/new">
            New queue
          </Link>
        </>
      )}
    </span>
  );
  if (data.items.length === 0)
    return (
      <Empty title="No queue yet">
        <p>
          A queue hands questions out to people: one at a time, to as many as you ask for, blind until they
          have judged. "Review" in the rail makes the one of the latest selection by itself.
        </p>
        <p className="mt-4 flex gap-2">
          <Link className="control" to="/review">
            Review the latest selection
          </Link>
          {make}
        </p>
      </Empty>
    );
  return (
    <div className="flex flex-col gap-6 px-4 py-8 lg:px-8">
      <title>Queues · Winnow</title>
      <header className="flex flex-wrap items-start justify-between gap-4">
        <h1 className="headline">{headline(data.items)}</h1>
        {make}
      </header>
      <LineTable
        label="Queues"
        columns={[
          { name: 'Queue' },
          { name: 'What is judged', isExtra: true },
          { name: 'Done' },
          { name: 'Items', isNumber: true },
          { name: 'In hand', isNumber: true, isExtra: true },
          { name: 'People differ', isNumber: true },
          { name: 'Made', isExtra: true },
        ]}
        lines={data.items.map(lineOf)}
      />
      <SaveRows path="/queues" />
    </div>
  );
}

function headline(queues: readonly QueueLine[]): string {
  const open = queues.filter(({ state }) => state === 'open');
  const sum = (pick: (queue: QueueLine) => number) => open.reduce((all, queue) => all + pick(queue), 0);
  const given = sum(({ judgements }) => judgements);
  const split = sum((queue) => queue.split);
  const settle = split === 0 ? '' : `; ${counted(split, 'item')} for an adjudicator`;
  return `${counted(open.length, 'queue')} open: ${count(given)} of ${count(sum(({ asked }) => asked))} judgements given${settle}`;
}

const lineOf = (queue: QueueLine) => ({
  key: queue.queueId,
  cells: [
    <span key="name" className="block max-w-80 min-w-40">
      <Link className="text-link" to={`/review/queues/${queue.queueId}`}>
        {queue.name}
      </Link>
      {queue.state === 'closed' && <span className="ml-2 text-12 text-muted">closed</span>}
    </span>,
    <span key="aspect" title={sentence(ASPECTS[queue.aspect])}>
      {sentence(queue.aspect)}
    </span>,
    <span key="done" className="flex min-w-28 items-center gap-2">
      <span className="min-w-16 flex-1">
        <ProgressBar done={queue.judgements} of={queue.asked} label={`Judgements given in ${queue.name}`} />
      </span>
      <span className="w-10 text-right text-12 text-muted tabular-nums">
        {queue.asked === 0 ? '–' : `${Math.floor((100 * queue.judgements) / queue.asked)} %`}
      </span>
    </span>,
    <Link key="items" className="text-link" to={`/review/queues/${queue.queueId}/items`}>
      {count(queue.items)}
    </Link>,
    queue.held === 0 ? (
      '0'
    ) : (
      <Link key="held" className="text-link" to={`/review/queues/${queue.queueId}`}>
        {count(queue.held)}
      </Link>
    ),
    queue.split === 0 ? (
      '0'
    ) : (
      <Link
        key="split"
        className="text-link"
        to={addressOf(`/review/queues/${queue.queueId}/disagreements`, {})}
      >
        {count(queue.split)}
      </Link>
    ),
    <Fragment key="made">
      <span className="lg:whitespace-nowrap">{when(queue.createdAt)}</span>{' '}
      <span className="text-muted">by {queue.createdBy}</span>
    </Fragment>,
  ],
});
