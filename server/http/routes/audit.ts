import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { TermsRegistry } from '../../comply/shipped.ts';
import { auditAnywhere } from '../../jobs/audit-shards.ts';
import { auditOfNothing } from '../../release/audit/audit.ts';
import { bind } from '../bind.ts';
import type { Service } from '../service.ts';

/** What is on record about whatever a query leads to. */
export function auditRoutes({ workspace }: Service, terms: TermsRegistry): Router {
  const router = Router();
  bind(router, ROUTES.audit, ({ query: { q = '', limit } }) =>
    q.trim() === '' ? auditOfNothing(workspace) : auditAnywhere(workspace, terms, q, limit),
  );
  return router;
}
