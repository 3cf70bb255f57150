import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import { Fault } from '../../../components/fault.tsx';
import { call } from '../../../lib/call.ts';
import { counted } from '../../../lib/format.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';
import { judgeAll } from '../api/queues.ts';

/**
 * Says the same of everything that the filter leaves and nobody has judged or holds: first how many that are, then,
 * with the count on the button, doing it. What others said is never touched.
 */
export function BulkPanel({
  queue,
  source,
  q,
}: {
  queue: QueueLine;
  source: string | undefined;
  q: string | undefined;
}) {
  const { data: session } = useQuery(sessionQuery());
  const client = useQueryClient();
  const [asked, setAsked] = useState<'accept' | 'reject' | null>(null);
  const [note, setNote] = useState('');
  const filter = { ...(source !== undefined && { source }), ...(q !== undefined && { q }) };
  const { data: free } = useQuery({
    queryKey: ['queue-free', queue.queueId, filter],
    queryFn: ({ signal }) =>
      call('/queues/{id}/items', {
        params: { id: queue.queueId },
        query: { ...filter, state: 'untouched', limit: 1 },
        signal,
      }),
  });
  const bulk = useMutation({
    mutationFn: (decision: 'accept' | 'reject') =>
      judgeAll(queue.queueId, {
        ...filter,
        decision,
        expected: free?.total ?? 0,
        ...(free?.shownSha256 != null && { shownSha256: free.shownSha256 }),
        note: note === '' ? null : note,
      }),
    onSettled: () => {
      setAsked(null);
      void client.invalidateQueries({ predicate: ({ meta }) => meta?.immutable !== true });
    },
  });
  const mayJudge = ['owner', 'curator', 'reviewer'].includes(session?.role ?? '');
  if (!mayJudge || queue.state === 'closed' || free === undefined) return null;
  const what = `${counted(free.total, 'item')} that nobody has judged or holds`;
  return (
    <section aria-label="Judge many at once" className="flex flex-col items-start gap-2">
      {asked === null ? (
        <div className="flex flex-wrap items-center gap-2 text-13">
          <span className="text-muted">{what}:</span>
          {(['accept', 'reject'] as const).map((decision) => (
            <button
              key={decision}
              type="button"
              className="control"
              disabled={free.total === 0}
              title={free.total === 0 ? 'Nothing is left that nobody has judged or holds' : undefined}
              onClick={() => setAsked(decision)}
            >
              {decision === 'accept' ? 'Accept all' : 'Reject all'}
            </button>
          ))}
        </div>
      ) : (
        <form
          className="flex w-full max-w-160 flex-col items-start gap-2 rounded-ui bg-sunken px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault();
            bulk.mutate(asked);
          }}
        >
          <p className="text-13">
            You {asked} {what}, each under your name. Others' judgements stay as they are.
          </p>
          <input
            aria-label="Note for all of them"
            placeholder="Note for all of them"
            value={note}
            onChange={({ target }) => setNote(target.value)}
            className="h-8 w-full rounded-ui border border-line bg-raised px-2.5 text-13"
          />
          <div className="flex gap-2">
            <button type="submit" className="control font-medium" disabled={bulk.isPending}>
              {asked === 'accept' ? 'Accept' : 'Reject'} {counted(free.total, 'item')}
            </button>
            <button type="button" className="control" onClick={() => setAsked(null)}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {bulk.data !== undefined && (
        <p role="status" className="text-13 text-muted">
          {counted(bulk.data.judged, 'item')} judged
          {bulk.data.passedOver > 0 &&
            `; ${counted(bulk.data.passedOver, 'item')} left as they were: taken meanwhile, or your own work`}
          .
        </p>
      )}
      <Fault error={bulk.error} />
    </section>
  );
}
