import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { bind } from '../bind.ts';
import { hiddenFrom } from '../blind.ts';
import type { Service } from '../service.ts';
import { rawOf, traceOf } from '../trace-detail.ts';

/** One trace with all that is known of it, and the raw reply behind it. */
export function traceRoutes(service: Service): Router {
  const router = Router();
  bind(router, ROUTES.trace, ({ params, caller }) => {
    const trace = traceOf(service, params.id);
    return hiddenFrom(service.workspace, caller)(trace.question.questionId) ? { ...trace, ...UNTOLD } : trace;
  });
  bind(router, ROUTES.rawReply, ({ params }) => rawOf(service, params.id));
  return router;
}

/** What graders said and what was found, to whom judges blind. */
const UNTOLD = { verdict: null, verdictRule: null, isGraded: false, findings: [], flags: [] };
