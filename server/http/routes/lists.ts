import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { ImportItem, ReleaseItem } from '../../../shared/schemas/lists.ts';
import type { StoredImport } from '../../db/imports.ts';
import type { StoredRelease } from '../../db/releases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { compareEvaluations } from '../../jobs/evaluating/compare.ts';
import { evaluationReport } from '../../jobs/evaluating/report.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';

/** Lists that are short enough to be read whole: sources, imports, benchmarks, releases, evaluations. */
export function listRoutes({ workspace }: Service): Router {
  const router = Router();
  bind(router, ROUTES.sources, ({ query }) => {
    const counts = workspace.questions.liveCounts();
    const items = workspace.sources
      .all()
      .map((source) => ({ ...source, questions: counts.get(source.name) ?? 0 }));
    return pageOfArray(items, query);
  });
  bind(router, ROUTES.imports, ({ query }) => {
    const page = pageOfArray(workspace.imports.all(), query);
    return { ...page, items: page.items.map(importItem) };
  });
  bind(router, ROUTES.benchmarks, ({ query }) => pageOfArray(workspace.benchmarks.all(), query));
  bind(router, ROUTES.releases, ({ query }) => {
    const page = pageOfArray(workspace.releases.all(), query);
    return { ...page, items: page.items.map((release) => releaseItem(release, workspace)) };
  });
  bind(router, ROUTES.evaluations, ({ query }) => {
    const page = pageOfArray(workspace.evaluations.all(), query);
    return { ...page, items: page.items.map((one) => evaluationReport(workspace, one)) };
  });
  bind(router, ROUTES.evaluationComparisons, ({ query }) =>
    pageOfArray(compareEvaluations(workspace, query), query),
  );
  return router;
}

function importItem({ id, createdAt, undoneAt, files, report }: StoredImport): ImportItem {
  const { rejections: _inAFile, ...counts } = report;
  return { ...counts, importId: id, createdAt, undoneAt, files };
}

function releaseItem(release: StoredRelease, workspace: Workspace): ReleaseItem {
  const report = JSON.parse(release.report) as { rows?: unknown };
  return {
    releaseId: release.id,
    runId: workspace.runs.byNumber(release.run)?.report.runId ?? null,
    policy: release.policy,
    createdAt: release.createdAt,
    rows: typeof report.rows === 'number' ? report.rows : null,
    report,
  };
}
