import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JobItem } from '../../shared/schemas/job.ts';
import { send } from '../lib/call.ts';
import { counted, percent } from '../lib/format.ts';

const STATES: Readonly<Record<JobItem['state'], string>> = {
  waiting: 'Waiting',
  running: 'Under way',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** How a job stands, in a line, with the ways to end it and to take it up again. */
export function JobLine({ job }: { job: JobItem }) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (what: 'cancel' | 'resume') =>
      what === 'cancel'
        ? send('/jobs/{id}/cancel', { params: { id: job.jobId } })
        : send('/jobs/{id}/resume', { params: { id: job.jobId }, body: {} }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['job', job.jobId] }),
        client.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
  const { state, done, total, message } = job;
  const isOpen = state === 'running' || (state === 'waiting' && !job.isResumable);
  const share = total === null || total === 0 ? null : done / total;
  return (
    <div className="max-w-160 rounded-ui border border-line bg-sunken px-3 py-2">
      <p role="status" className="flex flex-wrap items-center gap-x-3 text-13">
        <span className={`font-medium ${state === 'failed' ? 'text-warn' : ''}`}>{STATES[state]}</span>
        <span className="text-muted tabular-nums">
          {job.title}
          {state === 'running' && total !== null && ` · ${percent(done, total)} of ${counted(total, 'step')}`}
        </span>
        {isOpen && (
          <button
            type="button"
            className="quiet ml-auto"
            disabled={act.isPending}
            onClick={() => act.mutate('cancel')}
          >
            Cancel
          </button>
        )}
        {job.isResumable && (
          <button
            type="button"
            className="quiet ml-auto"
            disabled={act.isPending}
            onClick={() => act.mutate('resume')}
          >
            Do it again
          </button>
        )}
      </p>
      {isOpen && (
        <div
          role="progressbar"
          aria-label={job.title}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share === null ? undefined : Math.round(100 * share)}
          className="mt-1.5 h-1.5 overflow-hidden rounded-[3px] bg-behind"
        >
          <span
            className={`block h-full bg-accent ${share === null ? 'pulse w-full opacity-40' : ''}`}
            style={share === null ? undefined : { width: `${100 * share}%` }}
          />
        </div>
      )}
      {message !== null && <p className="mt-1 max-w-[90ch] text-12 break-words text-muted">{message}</p>}
      {act.error !== null && (
        <p role="alert" className="mt-1 text-12 text-warn">
          {act.error.message}
        </p>
      )}
    </div>
  );
}
