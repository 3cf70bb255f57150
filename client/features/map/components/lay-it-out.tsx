import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { send } from '../../../lib/call.ts';
import { counted } from '../../../lib/format.ts';
import { jobsQuery } from '../../../lib/queries/jobs.ts';

/** A map that nobody laid out yet: how to have it done, and how far it is. */
export function LayItOut({ runId, size }: { runId: string; size: number }) {
  const client = useQueryClient();
  const { data: jobs } = useQuery(jobsQuery());
  const job = jobs?.items.find(({ kind, title }) => kind === 'map' && title === `Map of ${runId}`);
  const order = useMutation({
    mutationFn: () => send('/runs/{id}/map', { params: { id: runId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: ['map', runId] });
  }, [client, isDone, runId]);
  return (
    <section className="mx-auto flex max-w-[38rem] flex-col gap-4 px-4 py-16">
      <title>Map · Winnow</title>
      <h1 className="text-20 leading-head font-semibold text-balance">
        The map of these {counted(size, 'question')} is not laid out yet
      </h1>
      <p className="max-w-[60ch] text-muted">
        It puts questions with similar words near each other, so that what a run keeps and drops can be seen
        as a whole. For 59,029 questions it takes well under a minute, once for a pool: later runs over the
        same questions use it again.
      </p>
      {job !== undefined && !isDone ? (
        <JobLine job={job} />
      ) : (
        <p>
          <button
            type="button"
            disabled={order.isPending}
            onClick={() => order.mutate()}
            className="inline-flex h-8 items-center rounded-ui bg-accent px-3 text-13 font-medium text-on-accent hover:opacity-90"
          >
            Lay out the map
          </button>
        </p>
      )}
      {order.error !== null && (
        <p role="alert" className="text-13 text-warn">
          {order.error.message}
        </p>
      )}
      <CommandLine command={winnowCommand(`map --run ${runId}`)} />
    </section>
  );
}
