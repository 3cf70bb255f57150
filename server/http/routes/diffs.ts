import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { causeKey, type RunDiff, type RunDiffHead } from '../../../shared/schemas/run-diff.ts';
import type { Workspace } from '../../db/workspace.ts';
import { countCauses } from '../../runs/diff/causes.ts';
import { bind } from '../bind.ts';
import { pageOfArray, readCursor } from '../cursor.ts';
import { latest } from '../latest.ts';
import { questionHead } from '../question-head.ts';
import { runOf } from '../service.ts';

/** Diffs that are kept at hand, so that pages of one are not worked out again; each may name the whole pool. */
const KEPT = 2;

/**
 * How two runs differ. Runs never change and what they knew is pinned, so a diff is worked out once, whoever asks and
 * whoever leaves meanwhile.
 * @param compare works it out
 */
export function diffRoutes(
  workspace: Workspace,
  compare: (ids: { a: string; b: string }) => Promise<RunDiff>,
): Router {
  const router = Router();
  const known = latest<RunDiff>(KEPT);
  const diffOf = (id: string, against: string | undefined): Promise<RunDiff> => {
    const after = runOf(workspace, id);
    const before = against === undefined ? workspace.runs.page(1, after.n)[0] : runOf(workspace, against);
    const ids = { a: (before ?? after).report.runId, b: after.report.runId };
    return known(`${ids.a} ${ids.b}`, () => compare(ids));
  };
  bind(router, ROUTES.runDiff, async ({ params, query }) => diffHead(await diffOf(params.id, query.against)));
  bind(router, ROUTES.runChanges, async ({ params, query }) => {
    readCursor('place', query.cursor, 0); // a bad one costs no diff
    const diff = await diffOf(params.id, query.against);
    const { cause } = query;
    const changes = diff[query.side].filter((one) => cause === undefined || causeKey(one.cause) === cause);
    const page = pageOfArray(changes, query);
    const items = page.items.map((change) => {
      const { source, text } = questionHead(workspace, change.questionId);
      return { ...change, source, text };
    });
    return { ...page, items };
  });
  return router;
}

/** A diff without its questions, which are listed page by page. */
export function diffHead({ added, removed, moved, ...head }: RunDiff): RunDiffHead {
  const changes = { added: added.length, removed: removed.length, moved: moved.length };
  return { ...head, changes, causes: countCauses({ added, removed, moved }) };
}
