import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { QueueLine } from '../../../shared/schemas/queue.ts';
import { ASPECTS, ORDERS } from '../../../shared/vocabulary/queues.ts';
import { Facts } from '../../components/facts.tsx';
import { Fault } from '../../components/fault.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { count, counted, when } from '../../lib/format.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { addressOf } from '../../lib/urls.ts';
import { progressQuery, refreshQueue, setQueueState } from './api/queues.ts';
import { DayBars } from './components/day-bars.tsx';
import { GuidelinesPart } from './components/guidelines-part.tsx';
import { Holders } from './components/holders.tsx';
import { MentionsLink } from './components/mentions-link.tsx';
import { PeopleTable } from './components/people-table.tsx';
import { QueueFrame } from './components/queue-frame.tsx';
import { SelectionChangePart } from './components/selection-change.tsx';
import { interval, percentText } from './figures.ts';

/** One queue: how far it is, who works on it and how fast, who holds what, its guidelines. */
export function QueuePage() {
  const { queue: id = '' } = useParams();
  return (
    <QueueFrame id={id} title="Progress">
      {(queue) => <QueueParts queue={queue} />}
    </QueueFrame>
  );
}

function QueueParts({ queue }: { queue: QueueLine }) {
  const { data: session } = useQuery(sessionQuery());
  const { data: progress } = useQuery(progressQuery(queue.queueId));
  const mayManage = session?.role === 'owner' || session?.role === 'curator';
  const oversees = session !== undefined && session.role !== 'reviewer';
  return (
    <>
      <header className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0">
            <p className="mb-1 text-13 text-muted">
              {queue.name}
              {queue.state === 'closed' && ' · closed'}
            </p>
            <h1 className="headline">{headline(queue)}</h1>
          </div>
          {mayManage && <Managing queue={queue} />}
        </div>
        <div className="max-w-160">
          <ProgressBar done={queue.judgements} of={queue.asked} label="Judgements given" />
          <p className="mt-1.5 text-12 text-muted tabular-nums">
            {count(queue.judgements)} of {count(queue.asked)} judgements · {counted(queue.held, 'item')} in
            hand ·{' '}
            <Link
              className="text-link"
              to={addressOf(`/review/queues/${queue.queueId}/items`, { state: 'untouched' })}
            >
              items that nobody has judged
            </Link>
          </p>
        </div>
      </header>
      <section aria-labelledby="people">
        <h2 id="people" className="mb-2 text-16 leading-head font-semibold">
          {oversees ? 'Who has judged' : 'Your own pace'}
        </h2>
        <p className="mb-2 empty:hidden">
          <MentionsLink />
        </p>
        <PeopleTable people={progress?.items} />
      </section>
      {queue.selects.from === 'release' && queue.runId !== null && (
        <SelectionChangePart runId={queue.runId} />
      )}
      {oversees && <DayBars queueId={queue.queueId} />}
      <Holders queueId={queue.queueId} />
      <GuidelinesPart queue={queue} mayChange={mayManage} />
      <section aria-labelledby="how" className="max-w-160">
        <h2 id="how" className="mb-2 text-16 leading-head font-semibold">
          How it asks
        </h2>
        <Facts facts={factsOf(queue)} />
      </section>
    </>
  );
}

function headline({ items, done, people, judgements, asked, split }: QueueLine): string {
  if (items === 0) return 'This queue holds nothing: what it is taken from is empty';
  const by = people === 1 ? '' : ` by ${people} people each`;
  const left = asked - judgements;
  const more = left > 0 ? `; ${counted(left, 'judgement')} to go` : '';
  const differ = split > 0 ? `; people differ on ${count(split)}` : '';
  return `${count(done)} of ${counted(items, 'item')} judged${by}${more}${differ}`;
}

const factsOf = (queue: QueueLine): [string, string][] => [
  ['What is judged', ASPECTS[queue.aspect]],
  ['Run', queue.runId ?? 'none'],
  ['People per item', String(queue.people)],
  ...(queue.share < 1 ? [['On a share of', `${Math.round(100 * queue.share)} %`] as [string, string]] : []),
  ...overlapFacts(queue),
  ['Order', ORDERS[queue.order]],
  ...(queue.withoutTrace > 0
    ? [['Left out', `${counted(queue.withoutTrace, 'question')} without a trace`] as [string, string]]
    : []),
  ['Target', queue.target === null ? 'every item' : counted(queue.target, 'item')],
  ['Blind', queue.blind ? 'until one has judged' : 'no'],
  ['For', queue.members.length === 0 ? 'everybody' : queue.members.join(', ')],
  ...(queue.wants.length > 0 ? [['With the skills', queue.wants.join(', ')] as [string, string]] : []),
  ...(queue.shares.length > 0
    ? [
        ['At most', queue.shares.map(({ user, share }) => `${user} ${percentText(share)}`).join(', ')] as [
          string,
          string,
        ],
      ]
    : []),
  ['Also asked', Object.keys(queue.form.properties).join(', ') || 'nothing'],
  ['Made', `${when(queue.createdAt)} by ${queue.createdBy}`],
];

/** Of a queue that asks more people where it is not sure: until when, and how far that is. */
function overlapFacts({ raises, overlap }: QueueLine): [string, string][] {
  if (raises === null) return [];
  const rule = `up to ${raises.upTo}, until ${percentText(raises.sure)} of the verdicts hold`;
  const { share = null, low = null, met = false, error = null } = overlap ?? {};
  if (share === null || low === null) return [['More where not sure', rule]];
  const now = `about ${percentText(share)}, at least ${percentText(Math.max(0, low))}${met ? ': enough' : ''}`;
  return [
    ['More where not sure', rule],
    ['Verdicts that hold', now],
    ...(error === null
      ? []
      : [['Words that are mistaken', `about ${interval(error, percentText)}`] as [string, string]]),
  ];
}

function Managing({ queue }: { queue: QueueLine }) {
  const client = useQueryClient();
  const done = () => void client.invalidateQueries({ predicate: ({ meta }) => meta?.immutable !== true });
  const state = useMutation({
    mutationFn: () => setQueueState(queue.queueId, queue.state === 'open' ? 'closed' : 'open'),
    onSuccess: done,
  });
  const refresh = useMutation({ mutationFn: () => refreshQueue(queue.queueId), onSuccess: done });
  const fault = state.error ?? refresh.error;
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="control"
          onClick={() => refresh.mutate()}
          title="Takes in what its filter or selection holds by now"
        >
          {refresh.isPending ? 'Bringing up to date' : 'Bring up to date'}
        </button>
        <button type="button" className="control" onClick={() => state.mutate()}>
          {queue.state === 'open' ? 'Close queue' : 'Open again'}
        </button>
      </div>
      <Fault error={fault} />
    </div>
  );
}
