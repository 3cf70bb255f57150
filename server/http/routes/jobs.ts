import { Router } from 'express';
import { JOB_EVENTS_PATH, ROUTES } from '../../../shared/api.ts';
import { bind } from '../bind.ts';
import { signedIn } from '../callers.ts';
import { pageOfArray } from '../cursor.ts';
import { jobEvents } from '../job-events.ts';
import type { Service } from '../service.ts';

/** Long work, and collections: planned, started, held up, taken up again. */
export function jobRoutes({ jobs }: Pick<Service, 'jobs'>): Router {
  const router = Router();
  bind(router, ROUTES.jobs, ({ query }) => pageOfArray(jobs.all(), query));
  bind(router, ROUTES.job, ({ params }) => jobs.job(params.id));
  router.get(JOB_EVENTS_PATH.replace('{id}', ':id'), signedIn, jobEvents(jobs));
  bind(router, ROUTES.planCollection, ({ body: { probe, ...order }, caller: { actor } }, signal) =>
    jobs.plan(order, { actor, probe: probe === true, signal }),
  );
  bind(router, ROUTES.collect, ({ body, caller }) => jobs.start(body, caller.actor));
  bind(router, ROUTES.pauseJob, ({ params, caller }) => jobs.hold(params.id, 'paused', caller.actor));
  bind(router, ROUTES.cancelJob, ({ params, caller }) => jobs.hold(params.id, 'cancelled', caller.actor));
  bind(router, ROUTES.resumeJob, ({ params, body, caller }) => jobs.resume(params.id, caller.actor, body));
  return router;
}
