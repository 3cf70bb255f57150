import type { RequestHandler } from 'express';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { AllJobs } from '../jobs/all-jobs.ts';

/** The least time between two events of a job, however fast it goes. Unit: milliseconds. */
const PAUSE_MS = 250;
/** How often a silent stream looks at its job, which another process may move, and says that it lives. Unit: milliseconds. */
const BEAT_MS = 2000;

/** Server-sent events of one job: `job` with the job as JSON, at once and whenever it moved. */
export function jobEvents(jobs: Pick<AllJobs, 'job' | 'listen'>): RequestHandler<{ id: string }> {
  return ({ params: { id } }, response) => {
    const first = jobs.job(id); // what is not there is 404, before a stream is begun
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    let last = '';
    let pause: NodeJS.Timeout | null = null;
    const say = (job: JobItem): void => {
      const data = JSON.stringify(job);
      if (data === last) return;
      last = data;
      response.write(`event: job\ndata: ${data}\n\n`);
    };
    const look = (): void => {
      pause = null;
      try {
        say(jobs.job(id));
      } catch {
        response.end(); // nobody waits for this to be answered: whoever listens comes again, and is told
      }
    };
    const leave = jobs.listen((moved) => {
      if (moved === id) pause ??= setTimeout(look, PAUSE_MS);
    });
    const beat = setInterval(() => {
      response.write(': alive\n\n');
      look();
    }, BEAT_MS);
    response.on('close', () => {
      leave();
      clearInterval(beat);
      if (pause !== null) clearTimeout(pause);
    });
    response.write('retry: 1000\n');
    say(first);
  };
}
