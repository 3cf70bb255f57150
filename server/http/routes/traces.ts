import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { bind } from '../bind.ts';
import type { Service } from '../service.ts';
import { rawOf, traceOf } from '../trace-detail.ts';

/** One trace with all that is known of it, and the raw reply behind it. */
export function traceRoutes(service: Service): Router {
  const router = Router();
  bind(router, ROUTES.trace, ({ params }) => traceOf(service, params.id));
  bind(router, ROUTES.rawReply, ({ params }) => rawOf(service, params.id));
  return router;
}
