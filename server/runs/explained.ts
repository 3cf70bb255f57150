import { WinnowError } from '../../shared/error.ts';
import type { Explanation, StageDecision } from '../../shared/schemas/explanation.ts';
import { ESTIMATED, type StageName } from '../../shared/vocabulary/stages.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredRun } from '../db/runs.ts';

/** What was stored, without deciding anything anew: no setting is tried, and no seed. */
export const explainStored = ({ run, stored }: { run: StoredRun; stored: StoredDecision }): Explanation => ({
  questionId: stored.questionId,
  externalId: stored.externalId,
  runId: run.report.runId,
  signals: stored.signals,
  decisions: trail(
    stored,
    run.report.funnel.map(({ stage }) => stage),
  ),
  today: null,
  change: [],
  turns: stored.kept ? true : null,
  chance: null,
});

export const notDecided = (question: string, { report }: StoredRun): WinnowError =>
  new WinnowError('not-found', `The question ${question} was not in the pool of ${report.runId}.`);

/** The stages reached, in the order of the recipe. */
function trail(decision: StoredDecision, stages: readonly StageName[]): StageDecision[] {
  const { notes = [], ...evidence } = decision.evidence as { notes?: { stage: string }[] };
  const reached = stages.slice(0, stages.indexOf(decision.stage) + 1);
  return reached.map((stage, i) => {
    const isLast = stage === decision.stage;
    const own = notes.filter((note) => note.stage === stage);
    const isEstimate = stage === 'difficulty' && decision.signals.difficultyFrom === 'estimate';
    return {
      stage,
      ...(isEstimate ? { label: ESTIMATED } : {}),
      kept: !isLast || decision.reason === null,
      reason: isLast ? decision.reason : null,
      evidence: { ...(isLast ? evidence : {}), ...(own.length > 0 ? { notes: own } : {}) },
      margin: decision.margins[i] ?? null,
    };
  });
}
