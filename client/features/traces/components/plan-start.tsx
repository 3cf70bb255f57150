import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { WinnowError } from '../../../../shared/error.ts';
import type { CollectOrder } from '../../../../shared/schemas/collect-order.ts';
import type { CollectPlan } from '../../../../shared/schemas/collect-plan.ts';
import { counted } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { startCollection } from '../api/plan-collection.ts';
import { aboutSaid } from '../plan-words.ts';
import { Refused } from './refused.tsx';

/** The start, or why there is none. */
export function PlanStart({
  plan,
  order,
  isStale,
  onAgain,
}: {
  plan: CollectPlan;
  order: CollectOrder | null;
  isStale: boolean;
  onAgain: () => void;
}) {
  const { toAsk, usd, refusals, warnings } = plan;
  const { start, error, isPending } = useStart(plan, onAgain);
  const why = refusals.length > 0 || toAsk === 0 || order === null || isStale || isPending;
  return (
    <section aria-labelledby="start" className="min-w-0 border-t border-line pt-6">
      <h2 id="start" className="mb-2.5 text-16 leading-head font-semibold text-balance">
        {refusals.length > 0
          ? 'It can not start yet'
          : toAsk === 0
            ? 'There is nothing to start'
            : 'Ready to start'}
      </h2>
      {warnings.map((warning) => (
        <p key={warning} className="mb-2 max-w-[80ch] text-13">
          {warning}
        </p>
      ))}
      <div id="start-why" className="mb-3">
        <Refused refusals={refusals} />
        {refusals.length === 0 && toAsk === 0 && (
          <p className="max-w-[80ch] text-13 text-muted">
            All of this choice was answered; choose another one, more traces of each question, or ask again
            what failed.
          </p>
        )}
        {refusals.length === 0 && toAsk > 0 && (
          <p className="max-w-[80ch] text-13 text-muted">
            The server asks by itself from then on; the collection can be paused and taken up again at any
            time.
          </p>
        )}
      </div>
      <button
        type="button"
        aria-disabled={why}
        aria-describedby="start-why"
        onClick={() => {
          if (!why && order !== null) start(order);
        }}
        className={`inline-flex h-9 items-center rounded-ui px-4 text-13 font-medium ${why ? 'cursor-not-allowed bg-behind text-muted' : 'bg-accent text-on-accent hover:opacity-90'}`}
      >
        {isPending
          ? 'Starting …'
          : toAsk === 0
            ? 'Start asking'
            : `Start asking: ${counted(toAsk, 'call')}${usd === null ? '' : `, ${aboutSaid(usd)}`}`}
      </button>
      {error !== null && (
        <p role="alert" className="mt-3 max-w-[80ch] text-13 text-warn">
          {error.message}
        </p>
      )}
    </section>
  );
}

/** Starts what was seen, and goes to its collection. */
function useStart({ planId }: CollectPlan, onAgain: () => void) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { param: run } = useChosenRun();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (order: CollectOrder) => startCollection(order, planId),
    onSuccess: ({ jobId }) => {
      void client.invalidateQueries();
      void navigate(addressOf(`/traces/${encodeURIComponent(jobId)}`, { run }));
    },
    onError: (cause) => {
      if (cause instanceof WinnowError && cause.code === 'conflict') onAgain();
    },
  });
  return { start: mutate, error, isPending };
}
