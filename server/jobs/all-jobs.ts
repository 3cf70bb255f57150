import type { ResumeOrder } from '../../shared/schemas/collect-order.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { CollectingJobs } from './collecting/jobs.ts';
import type { CommandJobs } from './commands/jobs.ts';

export type AllJobs = ReturnType<typeof allJobs>;

/** Collections and commands as one list of jobs; their ids differ. */
export function allJobs(collecting: CollectingJobs, commands: CommandJobs) {
  return {
    plan: collecting.plan,
    start: collecting.start,
    order: commands.start,
    leftToWorkers: collecting.leftToWorkers,
    job: (id: string): JobItem => (commands.has(id) ? commands.job(id) : collecting.job(id)),
    hold: (id: string, state: 'paused' | 'cancelled', actor: string): JobItem =>
      commands.has(id) ? commands.hold(id, state) : collecting.hold(id, state, actor),
    resume: async (id: string, actor: string, order: ResumeOrder): Promise<JobItem> =>
      commands.has(id) ? commands.resume(id) : collecting.resume(id, actor, order),
    all: (): JobItem[] =>
      [...collecting.all(), ...commands.all()].sort((a, b) =>
        a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0,
      ),
    /** @returns how to stop listening */
    listen(listener: (jobId: string) => void): () => void {
      const leaves = [collecting.listen(listener), commands.listen(listener)];
      return () => {
        for (const leave of leaves) leave();
      };
    },
    close: async (): Promise<void> => void (await Promise.all([collecting.close(), commands.close()])),
  };
}
