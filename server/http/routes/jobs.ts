import { Router } from 'express';
import { JOB_EVENTS_PATH, ROUTES } from '../../../shared/api.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import { jobEvents } from '../job-events.ts';
import type { Service } from '../service.ts';

/** Who acts over HTTP, as long as the workspace has no users. */
const ACTOR = 'local';

/** Long work, and collections: planned, started, held up, taken up again. */
export function jobRoutes({ jobs }: Pick<Service, 'jobs'>): Router {
  const router = Router();
  bind(router, ROUTES.jobs, ({ query }) => pageOfArray(jobs.all(), query));
  bind(router, ROUTES.job, ({ params }) => jobs.job(params.id));
  router.get(JOB_EVENTS_PATH.replace('{id}', ':id'), jobEvents(jobs));
  bind(router, ROUTES.planCollection, ({ body: { probe, ...order } }, signal) =>
    jobs.plan(order, { actor: ACTOR, probe: probe === true, signal }),
  );
  bind(router, ROUTES.collect, ({ body }) => jobs.start(body, ACTOR));
  bind(router, ROUTES.pauseJob, ({ params }) => jobs.hold(params.id, 'paused', ACTOR));
  bind(router, ROUTES.cancelJob, ({ params }) => jobs.hold(params.id, 'cancelled', ACTOR));
  bind(router, ROUTES.resumeJob, ({ params, body }) => jobs.resume(params.id, ACTOR, body));
  return router;
}
