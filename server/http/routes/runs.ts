import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { MakeUp } from '../../../shared/schemas/make-up.ts';
import { poolCounts } from '../../runs/over-shards/counts.ts';
import { bind } from '../bind.ts';
import { cursorOf, pageOfRows, readCursor } from '../cursor.ts';
import { makeUpOf } from '../make-up.ts';
import { runOf, type Service } from '../service.ts';

/** Make-ups that are kept at hand; a run never changes, so nothing goes stale. */
const KEPT_MAKE_UPS = 32;

/** Runs and what they are made of. */
export function runRoutes({ workspace, tallies, titles }: Service): Router {
  const router = Router();
  bind(router, ROUTES.runs, ({ query }) => {
    const before = readCursor('run', query.cursor, Number.MAX_SAFE_INTEGER);
    const rows = workspace.runs.page(query.limit + 1, before);
    return pageOfRows(
      rows,
      query.limit,
      (row) => row.report,
      (row) => cursorOf('run', row.n),
    );
  });
  bind(router, ROUTES.run, ({ params }) => {
    const { report, recipe } = runOf(workspace, params.id);
    return { ...report, config: recipe };
  });

  const known = new Map<number, MakeUp>();
  bind(router, ROUTES.makeUp, ({ params }) => {
    const run = runOf(workspace, params.id);
    const counts = poolCounts(workspace, run.report);
    const made = known.get(run.n) ?? makeUpOf(run, tallies, titles, counts);
    if (known.size >= KEPT_MAKE_UPS) known.clear();
    known.set(run.n, made);
    return made;
  });
  return router;
}
