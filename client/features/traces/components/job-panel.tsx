import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobItem } from '../../../../shared/schemas/job.ts';
import { Field } from '../../../components/field.tsx';
import { percent } from '../../../lib/format.ts';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { cancelJob, pauseJob, resumeJob } from '../api/plan-collection.ts';
import { jobSaid } from '../plan-words.ts';
import { WorkersView } from './workers-view.tsx';

/** How far the asking of a collection is, and the ways to hold it up and to take it up again. */
export function JobPanel({ collectionId }: { collectionId: string }) {
  const { data: job } = useQuery(jobQuery(collectionId));
  if (job === undefined || job === null || (job.state === 'done' && job.message === null)) return null;
  return (
    <section aria-label="Asking" className="mt-3 mb-2 border-y border-line bg-sunken px-4 py-3 lg:px-8">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-13">
          <span className="font-medium">{STATES[job.state]}</span>
          <span className="text-muted tabular-nums"> {jobSaid(job).join(' · ')}</span>
        </p>
        <Controls job={job} />
      </div>
      {job.state !== 'done' && <Bar job={job} />}
      {job.progress?.workers !== undefined && <WorkersView stand={job.progress.workers} />}
      {job.message !== null && <p className="mt-2 max-w-[90ch] text-13 text-muted">{job.message}</p>}
    </section>
  );
}

const STATES: Readonly<Record<JobItem['state'], string>> = {
  waiting: 'Waiting',
  running: 'Asking',
  paused: 'Paused',
  done: 'Done',
  failed: 'Broken off',
  cancelled: 'Cancelled',
};

function Bar({ job: { done, total, state } }: { job: JobItem }) {
  if (total === null || total === 0) return null;
  const said = `${percent(done, total)} of the asking`;
  return (
    <div
      role="progressbar"
      aria-label={said}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      className="mt-2 h-1.5 overflow-hidden rounded-[3px] bg-behind"
    >
      <span
        className={`block h-full ${state === 'running' ? 'bg-accent' : 'bg-line-strong'}`}
        style={{ width: `${Math.min(100, (100 * done) / total)}%` }}
      />
    </div>
  );
}

function Controls({ job }: { job: JobItem }) {
  const { act, error, isPending } = useControls(job.jobId);
  const [ceiling, setCeiling] = useState(job.budgetUsd === null ? '' : String(job.budgetUsd));
  const isSum = /^[0-9]{1,9}(\.[0-9]{1,6})?$/.test(ceiling.trim());
  const isFaulty = ceiling.trim() !== '' && !isSum;
  return (
    <div className="ml-auto flex flex-wrap items-end gap-2 max-sm:ml-0">
      {job.state === 'running' && (
        <button
          type="button"
          className="control"
          disabled={isPending}
          onClick={() => act(() => pauseJob(job.jobId))}
        >
          Pause
        </button>
      )}
      {job.isResumable && (
        <>
          <span className="w-28">
            <Field
              name="Ceiling"
              mode="decimal"
              unit="$"
              placeholder="none"
              value={ceiling}
              fault={isFaulty ? 'A sum, as in 12.50.' : undefined}
              onChange={setCeiling}
            />
          </span>
          <button
            type="button"
            className="control"
            disabled={isPending || isFaulty}
            title={isFaulty ? 'The ceiling is no sum' : undefined}
            onClick={() => act(() => resumeJob(job.jobId, { budgetUsd: isSum ? Number(ceiling) : null }))}
          >
            Resume
          </button>
        </>
      )}
      {job.state !== 'cancelled' && job.state !== 'done' && (
        <button
          type="button"
          className="control"
          disabled={isPending}
          onClick={() => act(() => cancelJob(job.jobId))}
        >
          Cancel
        </button>
      )}
      {error !== null && (
        <p role="alert" className="basis-full text-13 text-warn">
          {error.message}
        </p>
      )}
    </div>
  );
}

/** Does something with a job, and looks at it again. */
function useControls(id: string) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (act: () => Promise<JobItem>) => act(),
    onSuccess: (job) => void client.setQueryData(['job', id], job),
    onSettled: () => void client.invalidateQueries({ queryKey: ['collection', id] }),
  });
  return { act: mutate, error, isPending };
}
