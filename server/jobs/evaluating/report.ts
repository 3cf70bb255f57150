import type { EvaluationReport } from '../../../shared/schemas/evaluation.ts';
import type { StoredEvaluation } from '../../db/evaluations.ts';
import type { Workspace } from '../../db/workspace.ts';
import { pointFigures, scalingOf } from './figures.ts';
import type { EvaluationSettings } from './settings.ts';

/** How an evaluation stands: figures over what is settled. */
export function evaluationReport(workspace: Workspace, stored: StoredEvaluation): EvaluationReport {
  const settings = JSON.parse(stored.settings) as EvaluationSettings;
  const results = workspace.evaluations.results(stored.id);
  const figures = pointFigures(results, settings.points);
  const asked = settings.points.length * settings.benchmarks.reduce((sum, { items }) => sum + items, 0);
  return {
    evaluationId: stored.id,
    createdAt: stored.createdAt,
    ...settings,
    ...origin(workspace, settings.release),
    asked,
    pending: asked - results.length,
    failed: results.filter(({ verdict }) => verdict === 'failed').length,
    tokens: workspace.evaluations.tokens(stored.id),
    figures,
    scaling: scalingOf(figures),
  };
}

function origin({ releases, runs }: Workspace, release: string | null) {
  const stored = release === null ? undefined : releases.byId(release);
  const run = stored === undefined ? undefined : runs.byNumber(stored.run);
  return { recipe: run?.report.recipe ?? null, runId: run?.report.runId ?? null };
}
