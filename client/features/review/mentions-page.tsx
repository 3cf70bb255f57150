import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { MentionItem } from '../../../shared/schemas/colleagues.ts';
import { PlainText } from '../../components/plain-text.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Loading, Problem, Skeleton } from '../../components/states.tsx';
import { counted, oneLine, when } from '../../lib/format.ts';
import { useAddressForm } from '../../lib/use-address-form.ts';
import { mentionsQuery, seeMentions } from './api/colleagues.ts';

interface Filter {
  unseen: boolean;
  q: string;
}
const formOf = (search: URLSearchParams): Filter => ({
  unseen: search.get('show') !== 'all',
  q: search.get('q') ?? '',
});
const paramsOf = ({ unseen, q }: Filter): Record<string, string> => ({
  ...(!unseen && { show: 'all' }),
  ...(q !== '' && { q }),
});

/** Comments in which one was named: the unread ones first asked for, and all of them by their words. */
export function MentionsPage() {
  const { form, set } = useAddressForm({ formOf, paramsOf });
  const { data, error, refetch } = useQuery(mentionsQuery(form));
  const client = useQueryClient();
  const see = useMutation({
    mutationFn: (ids: string[]) => seeMentions(ids),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['mentions'] }),
  });
  const unread = data?.items.flatMap(({ commentId, seenAt }) => (seenAt === null ? [commentId] : [])) ?? [];
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex max-w-200 flex-col gap-5 px-4 py-8 lg:px-8">
      <title>Mentions · Winnow</title>
      <header className="flex flex-wrap items-start justify-between gap-4">
        <h1 className="headline">
          {data === undefined
            ? 'Mentions of you'
            : data.unseen === 0
              ? 'No unread mention of you'
              : `${counted(data.unseen, 'unread mention')} of you`}
        </h1>
        {unread.length > 0 && (
          <button
            type="button"
            className="control"
            disabled={see.isPending}
            onClick={() => see.mutate(unread)}
          >
            Mark these as read
          </button>
        )}
      </header>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          name="show"
          label="Which mentions"
          value={form.unseen ? 'unread' : 'all'}
          options={[
            { value: 'unread', label: 'Unread' },
            { value: 'all', label: 'All' },
          ]}
          onChange={(show) => set({ unseen: show === 'unread' })}
        />
        <input
          type="search"
          aria-label="Words of the comment or the question"
          placeholder="Words of the comment or the question"
          value={form.q}
          onChange={({ target }) => set({ q: target.value })}
          className="h-8 w-72 max-w-full rounded-ui border border-line bg-raised px-2.5 text-13"
        />
      </div>
      {data === undefined ? (
        <>
          <Loading what="mentions" />
          <Skeleton className="h-40 w-full" />
        </>
      ) : data.items.length === 0 ? (
        <p className="text-muted">
          {form.q === ''
            ? 'Where somebody writes @ and your name in a comment, it stands here until you have read it.'
            : 'No comment in which you were named has these words.'}
        </p>
      ) : (
        <ul className="border-t border-line">
          {data.items.map((one) => (
            <Mention key={one.commentId} mention={one} onRead={() => see.mutate([one.commentId])} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Mention({ mention, onRead }: { mention: MentionItem; onRead: () => void }) {
  const { author, at, flagged, text, question, questionId, seenAt } = mention;
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-3">
      <p className="flex flex-wrap items-baseline gap-x-2 text-12 text-muted">
        {seenAt === null && (
          <span className="rounded-ui bg-accent-soft px-1.5 py-0.5 font-medium text-accent">new</span>
        )}
        <span className="font-medium text-ink">{author}</span>
        {when(at)}
        {flagged && <span className="text-warn">flagged</span>}
        {seenAt === null && (
          <button type="button" className="quiet ml-auto" onClick={onRead}>
            Mark as read
          </button>
        )}
      </p>
      <p className="text-13 break-words whitespace-pre-wrap">{text}</p>
      <Link to={`/pool/${questionId}`} className="text-link line-clamp-1 text-12">
        <PlainText text={oneLine(question)} />
      </Link>
    </li>
  );
}
