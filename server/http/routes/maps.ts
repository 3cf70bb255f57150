import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import { bind } from '../bind.ts';
import { runOf, type Service } from '../service.ts';
import { decisionItem } from './decision-item.ts';

/** The questions of runs as points in the plane. */
export function mapRoutes({ workspace, maps, decisions, jobs }: Service): Router {
  const router = Router();
  bind(router, ROUTES.map, ({ params }) => maps.map(runOf(workspace, params.id)));
  bind(router, ROUTES.mapColumns, ({ params }) => maps.columns(runOf(workspace, params.id)));
  bind(router, ROUTES.mapPoint, ({ params: { id }, query: { n } }) => {
    const run = runOf(workspace, id);
    const question = maps.question(run, n);
    const range = { by: 'question', after: question - 1, upTo: question, limit: 1 } as const;
    const [row] = decisions.page({ run: run.n }, range);
    if (row === undefined) throw new WinnowError('not-found', `The run ${id} has no question ${n}.`);
    return decisionItem(row);
  });
  bind(router, ROUTES.layOutMap, ({ params, caller: { actor } }) => {
    const { runId } = runOf(workspace, params.id).report;
    const title = `Map of ${runId}`;
    const open = jobs.all().find((job) => job.kind === 'map' && job.title === title && isOpen(job));
    return open ?? jobs.order({ kind: 'map', title, actor, args: ['map', `--run=${runId}`] });
  });
  return router;
}

const isOpen = ({ state, isResumable }: { state: string; isResumable: boolean }): boolean =>
  (state === 'running' || state === 'waiting') && !isResumable;
