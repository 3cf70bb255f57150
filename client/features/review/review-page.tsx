import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { NextReply, QueueLine } from '../../../shared/schemas/queue.ts';
import { Markdown } from '../../components/markdown.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, when } from '../../lib/format.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { useHasRun } from '../../lib/use-has-run.ts';
import { useKeys, whileHeld } from '../../lib/use-keys.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { guidelinesQuery } from './api/queues.ts';
import { openQueue } from './api/reviewing.ts';
import { Desk } from './components/desk.tsx';
import { History } from './components/history.tsx';
import { KeysHelp } from './components/keys-help.tsx';
import { MentionsLink } from './components/mentions-link.tsx';
import { OutboxView } from './components/outbox-view.tsx';
import { QueueTabs } from './components/queue-frame.tsx';
import { emptySays } from './empty-says.ts';
import { type Keymap, nameOf, storedKeymap, storeKeymap } from './keymap.ts';
import { useDrafts } from './use-drafts.ts';
import { useReview } from './use-review.ts';

/** Judging, one item after the other: the queue that the address names, else the selection of the run. */
export function ReviewPage() {
  const [search] = useSearchParams();
  const { run } = useChosenRun();
  const queue = search.get('queue');
  const { data: session } = useQuery(sessionQuery());
  const hasRun = useHasRun();
  const { data, error, refetch } = useQuery({
    queryKey: ['review-queue', queue, run],
    queryFn: () => openQueue(queue, run),
    meta: { immutable: true }, // opening it is a write: not at every change of the workspace
    retry: false,
    enabled: queue !== null || hasRun === true,
  });
  const step = useNextStep();
  const isWithoutRun = hasRun === false || (error !== null && 'code' in error && error.code === 'not-found');
  if (isWithoutRun && queue === null)
    return (
      <Empty
        title="Nothing to review yet"
        action={step}
        commands={['run --recipe winnow --n 1000', 'traces collect --run latest --teacher reference']}
      >
        Here you judge what a run has selected: accept, reject or skip. Rejected rows give way to the reserve.
      </Empty>
    );
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined || session === undefined)
    return (
      <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
        <Loading what="the queue" />
        <Skeleton className="h-8 w-96 max-w-full" />
        <Skeleton className="h-60 w-full max-w-160" />
      </div>
    );
  return <QueueView key={data.queueId} queue={data} user={session.user} />;
}

type Shown = 'keys' | 'guidelines' | null;

function QueueView({ queue, user }: { queue: QueueLine; user: string }) {
  const drafts = useDrafts(queue.queueId, user);
  const review = useReview(queue, user, drafts);
  const { items, state, history, fault, outbox, submit, undo, drop, pass, back, again } = review;
  const [keymap, setKeymap] = useState(storedKeymap);
  const [shown, setShown] = useState<Shown>(null);
  const toggle = (what: Shown) => () => setShown((now) => (now === what ? null : what));
  const undoLast = () => void undo(history[0]);
  useKeys({
    [keymap.undo]: undoLast,
    'mod+z': undoLast,
    [keymap.later]: whileHeld(pass),
    [keymap.back]: whileHeld(back),
    [keymap.keys]: toggle('keys'),
    [keymap.guidelines]: toggle('guidelines'),
  });
  const [item] = items;
  const [done, of] = [state?.done ?? queue.done, state?.of ?? queue.wanted];
  const beside = (
    <>
      <Beside queue={queue} keymap={keymap} shown={shown} onToggle={toggle} onKeymap={rekey} />
      <History said={history} onReopen={(one) => void undo(one)} />
    </>
  );
  function rekey(keys: Keymap): void {
    storeKeymap(keys);
    setKeymap(keys);
  }
  return (
    <>
      <title>Review · Winnow</title>
      <QueueTabs id={queue.queueId} queue={queue} />
      <header className="px-4 pt-4 lg:px-8">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="text-20 leading-head font-semibold text-balance">
            {count(done)} of {count(of)} judged
          </h1>
          <p className="min-w-0 truncate text-12 text-muted">{queue.name}</p>
          <MentionsLink />
        </div>
        <div className="mt-2 max-w-160">
          <ProgressBar done={done} of={of} label="Items judged" />
        </div>
        <OutboxView
          waiting={outbox.waiting.length}
          refused={outbox.refused}
          isOffline={outbox.isOffline}
          onDismiss={outbox.dismiss}
        />
        {fault !== null && (
          <p role="alert" className="mt-2 text-13 text-warn">
            {fault.message}
          </p>
        )}
      </header>
      {item !== undefined ? (
        <Desk
          key={item.leaseId}
          queue={queue}
          item={item}
          drafts={drafts}
          keymap={keymap}
          onSubmit={submit}
          onMended={() => drop(item.questionId)}
        >
          {beside}
        </Desk>
      ) : state === undefined ? (
        <Loading what="the next item" />
      ) : (
        <div className="flex max-w-160 flex-col gap-6 px-4 py-6 lg:px-8">
          <WhyEmpty state={state} user={user} onAgain={() => void again()} />
          {beside}
        </div>
      )}
    </>
  );
}

/** Guidelines and keys, each folded away until it is asked for. */
function Beside({
  queue,
  keymap,
  shown,
  onToggle,
  onKeymap,
}: {
  queue: QueueLine;
  keymap: Keymap;
  shown: Shown;
  onToggle: (what: Shown) => () => void;
  onKeymap: (keys: Keymap) => void;
}) {
  const button = (what: 'keys' | 'guidelines', name: string) => (
    <button
      type="button"
      className="quiet gap-1.5 border border-line"
      aria-pressed={shown === what}
      onClick={onToggle(what)}
    >
      {name} <kbd className="font-mono">{nameOf(keymap[what])}</kbd>
    </button>
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap gap-1.5">
        {button('guidelines', 'Guidelines')}
        {button('keys', 'Keys')}
      </p>
      {shown === 'keys' && <KeysHelp keymap={keymap} onChange={onKeymap} />}
      {shown === 'guidelines' && <Guidelines queue={queue} />}
    </div>
  );
}

function Guidelines({ queue }: { queue: QueueLine }) {
  const { data } = useQuery(guidelinesQuery(queue.queueId));
  const latest = data?.items.at(-1);
  return (
    <section aria-label="Guidelines" className="rounded-ui bg-sunken px-3 py-2.5 text-13">
      {latest === undefined ? (
        <p className="text-muted">This queue has no guidelines.</p>
      ) : (
        <Markdown text={latest.text} />
      )}
    </section>
  );
}

function WhyEmpty({
  state: { empty },
  user,
  onAgain,
}: {
  state: NextReply;
  user: string;
  onAgain: () => void;
}) {
  return (
    <section role="status" data-empty={empty?.reason} className="flex flex-col items-start gap-3">
      <p>{empty === null ? 'The next item is on its way.' : emptySays(empty, user)}</p>
      {empty !== null && empty.holders.length > 0 && (
        <ul className="text-13 text-muted">
          {empty.holders.map(({ user: name, questionId, until }) => (
            <li key={`${name} ${questionId}`}>
              {name === user ? 'You hold' : `${name} holds`} <span className="font-mono">{questionId}</span>{' '}
              until {when(until)}
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
