import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { ReleaseDiff } from '../../../shared/schemas/release-diff.ts';
import type { Workspace } from '../../db/workspace.ts';
import { diffReleases } from '../../release/diff/diff.ts';
import { bind } from '../bind.ts';
import { pageOfArray, readCursor } from '../cursor.ts';
import { latest } from '../latest.ts';
import { questionHead } from '../question-head.ts';

/** Differences that are kept at hand, so that pages of one are not worked out again. */
const KEPT = 4;

/** How two releases differ, row by row. What traces and people say may grow meanwhile, so it holds until somebody writes. */
export function releaseDiffRoutes(workspace: Workspace): Router {
  const router = Router();
  const known = latest<ReleaseDiff>(KEPT);
  const diffOf = (id: string, against: string | undefined): Promise<ReleaseDiff> => {
    const all = workspace.releases.all();
    const at = all.findIndex((release) => release.id === id);
    const other = against ?? (all[at - 1] ?? all[at])?.id ?? id;
    for (const named of [id, other])
      if (!all.some((release) => release.id === named))
        throw new WinnowError(
          'not-found',
          `There is no release ${named.slice(0, 80)}; GET /api/v1/releases lists them.`,
        );
    return known(JSON.stringify([workspace.stamp(), other, id]), async () =>
      diffReleases(workspace, { a: other, b: id }),
    );
  };
  bind(router, ROUTES.releaseDiff, async ({ params, query }) => {
    const { before, after, counts, causes } = await diffOf(params.id, query.against);
    return { before, after, counts, causes };
  });
  bind(router, ROUTES.releaseChanges, async ({ params, query }) => {
    readCursor('place', query.cursor, 0); // a bad one costs no comparison
    const diff = await diffOf(params.id, query.against);
    const { cause } = query;
    const changes = diff[query.side].filter((one) => cause === undefined || one.cause.kind === cause);
    const page = pageOfArray(changes, query);
    const items = page.items.map((change) => ({
      ...change,
      text: questionHead(workspace, change.questionId).text,
    }));
    return { ...page, items };
  });
  return router;
}
