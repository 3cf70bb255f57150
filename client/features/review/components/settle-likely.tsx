import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import { Fault } from '../../../components/fault.tsx';
import { counted } from '../../../lib/format.ts';
import { settleLikely } from '../api/queues.ts';
import { percentText } from '../figures.ts';

/** Settles what is sure enough by what was said, each as a verdict of whoever presses: first a reason, then the count on the button. */
export function SettleLikely({
  queue,
  sure,
  shown,
  onSettled,
}: {
  queue: QueueLine;
  /** Items that are as sure as the queue asks for. */
  sure: number;
  /** Of those and their verdicts, so that no others are settled. */
  shown: string | null;
  onSettled: () => void;
}) {
  const [why, setWhy] = useState<string | null>(null);
  const client = useQueryClient();
  const settle = useMutation({
    mutationFn: (reason: string) =>
      settleLikely(queue.queueId, {
        why: reason,
        expected: sure,
        ...(shown !== null && { shownSha256: shown }),
      }),
    onSettled: () => {
      setWhy(null);
      void client.invalidateQueries({ queryKey: ['queue', queue.queueId] });
      onSettled();
    },
  });
  if (queue.raises === null) return null;
  const share = percentText(queue.raises.sure);
  return (
    <section aria-label="Sure enough" className="flex flex-col items-start gap-2">
      {why === null ? (
        <p className="flex flex-wrap items-center gap-2 text-13 text-muted">
          {sure === 0
            ? `None of them is ${share} sure by what was said.`
            : `${counted(sure, 'item')} at least ${share} sure by what was said.`}
          {sure > 0 && (
            <button
              type="button"
              className="control"
              onClick={() => setWhy('As most people said, and sure enough')}
            >
              Settle them
            </button>
          )}
        </p>
      ) : (
        <form
          className="flex w-full max-w-160 flex-col items-start gap-2 rounded-ui bg-sunken px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault();
            settle.mutate(why.trim());
          }}
        >
          <p className="text-13">
            Each gets the likelier verdict, under your name. What you have judged yourself is left for
            somebody else.
          </p>
          <label className="block w-full">
            <span className="mb-1 block text-12 font-medium text-muted">Reason of the verdicts</span>
            <input
              required
              pattern=".*\S.*"
              value={why}
              onChange={({ target }) => setWhy(target.value)}
              className="h-8 w-full rounded-ui border border-line bg-raised px-2.5 text-13"
            />
          </label>
          <div className="flex gap-2">
            <button type="submit" className="control font-medium" disabled={settle.isPending}>
              Settle {counted(sure, 'item')}
            </button>
            <button type="button" className="control" onClick={() => setWhy(null)}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {settle.data !== undefined && (
        <p role="status" className="text-13 text-muted">
          {counted(settle.data.settled, 'item')} settled
          {settle.data.passedOver > 0 &&
            `; ${counted(settle.data.passedOver, 'item')} left for somebody else`}
          .
        </p>
      )}
      <Fault error={settle.error} />
    </section>
  );
}
