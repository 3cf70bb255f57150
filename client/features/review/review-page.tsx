import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { NextReply, QueueLine } from '../../../shared/schemas/queue.ts';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, when } from '../../lib/format.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { openQueue, readGuidelines } from './api/reviewing.ts';
import { Desk } from './components/desk.tsx';
import { History } from './components/history.tsx';
import { KeysHelp } from './components/keys-help.tsx';
import { useReview } from './use-review.ts';

/** Judging, one item after the other: the queue that the address names, else the selection of the run. */
export function ReviewPage() {
  const [search] = useSearchParams();
  const { run } = useChosenRun();
  const queue = search.get('queue');
  const { data, error, refetch } = useQuery({
    queryKey: ['review-queue', queue, run],
    queryFn: () => openQueue(queue, run),
    meta: { immutable: true }, // opening it is a write: not at every change of the workspace
    retry: false,
  });
  if (error !== null && 'code' in error && error.code === 'not-found' && queue === null)
    return (
      <Empty
        title="Nothing to review yet"
        commands={['run --recipe winnow --n 1000', 'traces collect --run latest --teacher reference']}
      >
        Here you judge what a run has selected: accept, reject or skip. Rejected rows give way to the reserve.
      </Empty>
    );
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
        <Loading what="the queue" />
        <Skeleton className="h-8 w-96" />
        <Skeleton className="h-60 w-full max-w-160" />
      </div>
    );
  return <QueueView key={data.queueId} queue={data} />;
}

function QueueView({ queue }: { queue: QueueLine }) {
  const { items, state, history, fault, waiting, submit, undo, pass, again } = useReview(queue);
  const [shown, setShown] = useState<'keys' | 'guidelines' | null>(null);
  const show = (what: 'keys' | 'guidelines') => () => setShown((now) => (now === what ? null : what));
  const undoLast = () => void undo(history[0]);
  useKeys({
    u: undoLast,
    'mod+z': undoLast,
    ArrowRight: pass,
    '?': show('keys'),
    h: show('guidelines'),
  });
  const [item] = items;
  const beside = (
    <>
      <p className="flex flex-wrap gap-1 text-12 text-muted">
        <button type="button" className="quiet" aria-pressed={shown === 'keys'} onClick={show('keys')}>
          Keys ?
        </button>
        {queue.guidelines !== null && (
          <button
            type="button"
            className="quiet"
            aria-pressed={shown === 'guidelines'}
            onClick={show('guidelines')}
          >
            Guidelines h
          </button>
        )}
      </p>
      {shown === 'keys' && <KeysHelp />}
      {shown === 'guidelines' && queue.guidelines !== null && <GuidelinesView queueId={queue.queueId} />}
      <History said={history} onReopen={(one) => void undo(one)} />
    </>
  );
  return (
    <>
      <title>Review · Winnow</title>
      <header className="border-b border-line px-4 py-4 lg:px-8">
        <h1 className="text-20 leading-head font-semibold text-balance">
          {count(state?.done ?? queue.done)} of {count(state?.of ?? queue.items)} judged
        </h1>
        <p className="text-12 text-muted">{queue.name}</p>
        {waiting > 1 && (
          <p role="status" className="mt-1 text-12 text-warn">
            {count(waiting)} judgements wait to be stored; they are sent again until the server answers.
          </p>
        )}
        {fault !== null && (
          <p role="alert" className="mt-2 text-13 text-warn">
            {fault.message}
          </p>
        )}
      </header>
      {item !== undefined ? (
        <Desk key={item.leaseId} queue={queue} item={item} onSubmit={(said, s) => void submit(said, s)}>
          {beside}
        </Desk>
      ) : state === undefined ? (
        <Loading what="the next item" />
      ) : (
        <div className="flex max-w-160 flex-col gap-6 px-4 py-6 lg:px-8">
          <WhyEmpty state={state} onAgain={() => void again()} />
          {beside}
        </div>
      )}
    </>
  );
}

function WhyEmpty({ state: { empty }, onAgain }: { state: NextReply; onAgain: () => void }) {
  return (
    <section role="status" className="flex flex-col items-start gap-3">
      <p>{empty?.says ?? 'The next item is on its way.'}</p>
      {empty !== null && empty.holders.length > 0 && (
        <ul className="text-13 text-muted">
          {empty.holders.map(({ user, questionId, until }) => (
            <li key={`${user} ${questionId}`}>
              {user} holds <span className="font-mono">{questionId}</span> until {when(until)}
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="control" onClick={onAgain}>
        Look again
      </button>
    </section>
  );
}

function GuidelinesView({ queueId }: { queueId: string }) {
  const { data } = useQuery({ queryKey: ['guidelines', queueId], queryFn: () => readGuidelines(queueId) });
  return (
    <section aria-label="Guidelines" className="rounded-ui bg-sunken px-4 py-3 text-13 whitespace-pre-wrap">
      {data ?? ''}
    </section>
  );
}
