import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { WinnowError } from '../../../../shared/error.ts';
import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import { Fault } from '../../../components/fault.tsx';
import { useKeys } from '../../../lib/use-keys.ts';
import { settle } from '../api/queues.ts';

/** The last word on an item, with its reason: it stands over what anybody else said of that text. */
export function VerdictPanel({
  queue,
  questionId,
  textSha256,
  onSettled,
}: {
  queue: QueueLine;
  questionId: string;
  /** Of the text that is shown, so that the verdict lands on no other. */
  textSha256: string;
  onSettled: () => void;
}) {
  const [why, setWhy] = useState('');
  const [isMissing, setMissing] = useState(false);
  const client = useQueryClient();
  const verdict = useMutation({
    mutationFn: ({ decision, overrides }: { decision: Decision; overrides: boolean }) =>
      settle(queue.queueId, {
        ...{ questionId, textSha256, decision, why: why.trim() },
        ...(overrides && { overrides }),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['queue', queue.queueId] });
      onSettled();
    },
  });
  const say = (decision: Decision, overrides = false) => {
    setMissing(why.trim() === '');
    if (why.trim() === '') document.getElementById('verdict-why')?.focus();
    else if (!verdict.isPending) verdict.mutate({ decision, overrides });
  };
  const by = decidedBy(verdict.error);
  useKeys({
    a: () => say('accept'),
    x: () => say('reject'),
    n: () => document.getElementById('verdict-why')?.focus(),
  });
  return (
    <form
      aria-label="Your verdict"
      className="flex flex-col gap-2"
      onSubmit={(event) => event.preventDefault()}
    >
      <label htmlFor="verdict-why" className="text-12 font-medium text-muted">
        Reason of the verdict <kbd className="font-mono font-normal">n</kbd>
      </label>
      <textarea
        id="verdict-why"
        rows={3}
        value={why}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? 'verdict-missing' : undefined}
        onChange={({ target }) => {
          setWhy(target.value);
          setMissing(false);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }}
        className="w-full rounded-ui border border-line bg-raised px-2.5 py-1.5 text-13"
      />
      {isMissing && (
        <p id="verdict-missing" role="alert" className="text-12 text-warn">
          A verdict needs its reason.
        </p>
      )}
      <div className="grid grid-cols-2 gap-2">
        <button
          type="button"
          className="control h-10 justify-center font-medium"
          onClick={() => say('accept')}
        >
          Accept <kbd className="font-mono text-12 font-normal text-muted">a</kbd>
        </button>
        <button
          type="button"
          className="control h-10 justify-center font-medium"
          onClick={() => say('reject')}
        >
          Reject <kbd className="font-mono text-12 font-normal text-muted">x</kbd>
        </button>
      </div>
      <Fault error={verdict.error} />
      {by !== null && verdict.variables !== undefined && (
        <button
          type="button"
          className="control self-start"
          disabled={verdict.isPending}
          onClick={() => say(verdict.variables.decision, true)}
        >
          {verdict.variables.decision === 'accept' ? 'Accept' : 'Reject'} over the verdict of {by}
        </button>
      )}
    </form>
  );
}

type Decision = 'accept' | 'reject';

/** Who settled the item while one was writing, where that is why a verdict was refused. */
function decidedBy(error: unknown): string | null {
  if (!(error instanceof WinnowError) || error.code !== 'conflict') return null;
  const { decidedBy: by } = (error.details ?? {}) as { decidedBy?: unknown };
  return typeof by === 'string' ? by : null;
}
