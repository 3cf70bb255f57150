import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { JobItem } from '../../shared/schemas/job.ts';
import { counted, percent } from '../lib/format.ts';
import { isCommand, jobsQuery } from '../lib/queries/jobs.ts';
import { addressOf, useChosenRun } from '../lib/urls.ts';

/** Radius and circumference of the ring. Unit: pixels. */
const RADIUS = 6;
const AROUND = 2 * Math.PI * RADIUS;

/** Where a job is looked after: a collection on its own page, what was ordered otherwise among the jobs. */
const placeOf = ({ jobId, kind }: JobItem): string =>
  isCommand(kind) ? '/jobs' : `/traces/${encodeURIComponent(jobId)}`;

/** Work under way as a ring with its percent; leads to it. Nothing where nothing is. */
export function JobRing() {
  const { data } = useQuery(jobsQuery());
  const { param: run } = useChosenRun();
  const running = (data?.items ?? []).filter(({ state }) => state === 'running');
  const [first] = running;
  if (first === undefined) return null;
  const done = running.reduce((sum, job) => sum + job.done, 0);
  const total = running.reduce((sum, job) => sum + Math.max(job.done, job.total ?? 0), 0);
  const path = running.length === 1 ? placeOf(first) : '/jobs';
  const said = total === 0 ? '' : percent(done, total);
  return (
    <Link
      to={addressOf(path, { run })}
      className="flex shrink-0 items-center gap-1.5 text-13 tabular-nums hover:text-accent"
      title={`${counted(running.length, 'job')} under way: ${running.map(({ title }) => title).join(', ')}`}
    >
      <svg viewBox="0 0 16 16" className="size-4 -rotate-90" aria-hidden="true">
        <circle cx="8" cy="8" r={RADIUS} fill="none" strokeWidth="2.5" className="stroke-behind" />
        <circle
          cx="8"
          cy="8"
          r={RADIUS}
          fill="none"
          strokeWidth="2.5"
          strokeDasharray={`${total === 0 ? 0 : (AROUND * done) / total} ${AROUND}`}
          className="stroke-accent"
        />
      </svg>
      <span className="sr-only">{counted(running.length, 'job')} under way </span>
      {said}
    </Link>
  );
}
