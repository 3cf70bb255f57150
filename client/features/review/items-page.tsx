import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import type { QueueLine } from '../../../shared/schemas/queue.ts';
import type { QueueEntry } from '../../../shared/schemas/queue-work.ts';
import { ITEM_STATES, type ItemState } from '../../../shared/vocabulary/queues.ts';
import { LineTable } from '../../components/line-table.tsx';
import { Picker } from '../../components/picker.tsx';
import { QuestionText } from '../../components/question-text.tsx';
import { SaveRows } from '../../components/save-rows.tsx';
import { StaleMark } from '../../components/stale-mark.tsx';
import { Problem, Skeleton } from '../../components/states.tsx';
import { call } from '../../lib/call.ts';
import { count, counted, oneLine, sentence } from '../../lib/format.ts';
import { BulkPanel } from './components/bulk-panel.tsx';
import { QueueFrame } from './components/queue-frame.tsx';

/** The items of a queue, filtered by the address; what nobody has judged can be judged in one go. */
export function ItemsPage() {
  const { queue: id = '' } = useParams();
  return (
    <QueueFrame id={id} title="Items">
      {(queue) => <Items queue={queue} />}
    </QueueFrame>
  );
}

function Items({ queue }: { queue: QueueLine }) {
  const [search, setSearch] = useSearchParams();
  const [state, source, q] = [stateIn(search.get('state')), search.get('source'), search.get('q')];
  const isStale = search.get('stale') === 'yes';
  const filter = {
    ...(state && { state }),
    ...(source && { source }),
    ...(q && { q }),
    ...(isStale && { stale: true }),
  };
  const found = useInfiniteQuery({
    queryKey: ['queue-items', queue.queueId, filter],
    queryFn: ({ pageParam, signal }) =>
      call('/queues/{id}/items', {
        params: { id: queue.queueId },
        query: { ...filter, limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  if (found.error !== null) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  const entries = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = found.data?.pages[0]?.total;
  return (
    <div className="flex flex-col gap-5">
      <h1 className="headline">
        {total === undefined ? 'Items' : `${counted(total, 'item')} ${says(filter.state, isStale)}`}
      </h1>
      <div className="flex flex-wrap items-center gap-2">
        <Picker label="How far" value={filter.state ?? ''} onChange={(value) => set('state', value)}>
          <option value="">However far</option>
          {Object.keys(ITEM_STATES).map((state) => (
            <option key={state} value={state}>
              {sentence(state)}
            </option>
          ))}
        </Picker>
        <input
          type="search"
          aria-label="Words of the question"
          placeholder="Words of the question"
          defaultValue={filter.q ?? ''}
          onChange={({ target }) => set('q', target.value)}
          className="h-8 w-60 rounded-ui border border-line bg-raised px-2.5 text-13 hover:border-line-strong max-sm:min-w-0 max-sm:flex-1"
        />
        <button
          type="button"
          className="quiet h-8 border border-line"
          aria-pressed={isStale}
          title="Items of which something said is of an earlier text: they are asked again"
          onClick={() => set('stale', isStale ? '' : 'yes')}
        >
          Stale
        </button>
        {filter.source !== undefined && (
          <button type="button" className="control" onClick={() => set('source', '')}>
            {filter.source} <span className="sr-only">Remove filter</span> ×
          </button>
        )}
      </div>
      {!isStale && <BulkPanel queue={queue} source={filter.source} q={filter.q} />}
      <SaveRows path="/queues/{id}/items" params={{ id: queue.queueId }} query={filter} />
      {found.data === undefined ? (
        <Skeleton className="h-60 w-full max-w-200" />
      ) : entries.length === 0 ? (
        <p className="text-13 text-muted">No item of this queue fits.</p>
      ) : (
        <Table entries={entries} onSource={(source) => set('source', source)} />
      )}
      {found.hasNextPage && (
        <button type="button" className="control self-start" onClick={() => void found.fetchNextPage()}>
          Show more
        </button>
      )}
    </div>
  );
}

const isState = (name: string): name is ItemState => Object.hasOwn(ITEM_STATES, name);
const stateIn = (name: string | null): ItemState | undefined =>
  name !== null && isState(name) ? name : undefined;
const says = (state: ItemState | undefined, isStale: boolean): string =>
  [
    state === undefined ? 'in this queue' : `in this queue: ${ITEM_STATES[state]}`,
    ...(isStale ? ['judged in an earlier text'] : []),
  ].join(', ');

function Table({
  entries,
  onSource,
}: {
  entries: readonly QueueEntry[];
  onSource: (source: string) => void;
}) {
  return (
    <LineTable
      label="Items"
      columns={[
        { name: 'Rank', isNumber: true, isExtra: true },
        { name: 'Question' },
        { name: 'Source', isExtra: true },
        { name: 'How far' },
        { name: 'Judged', isNumber: true, isExtra: true },
        { name: 'You said' },
      ]}
      lines={entries.map((one) => ({
        key: one.questionId,
        cells: [
          one.rank === null ? '–' : count(one.rank),
          <Link
            key="question"
            to={`/pool/${one.questionId}`}
            className="row-line max-w-[40vw] min-w-48 sm:leading-[1.7] min-[1400px]:max-w-[45vw]"
          >
            <QuestionText text={oneLine(one.question)} inline />
          </Link>,
          <button
            key="source"
            type="button"
            className="text-link text-left"
            onClick={() => onSource(one.source)}
          >
            {one.source}
          </button>,
          <span key="state" title={ITEM_STATES[one.state]}>
            {sentence(one.state)}
          </span>,
          `${one.judged} of ${one.people}`,
          <span key="mine" className="inline-flex items-baseline gap-1.5">
            {one.mine ?? '–'}
            {one.stale > 0 && (
              <span title={`${counted(one.stale, 'judgement')} of an earlier text`}>
                <StaleMark />
              </span>
            )}
          </span>,
        ],
      }))}
    />
  );
}
