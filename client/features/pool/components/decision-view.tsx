import type { Decision } from '../../../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { ESTIMATED } from '../../../../shared/vocabulary/stages.ts';
import { reasonName, reasonSays, stageName } from '../../../lib/stages.ts';
import type { PoolContext } from '../context.ts';
import { EvidenceView } from './evidence-view.tsx';
import { Outcome } from './outcome.tsx';
import { WhyView } from './why-view.tsx';

/** What the run decided about a question, why, and what a person can check. */
export function DecisionView({
  life,
  decision,
  pool,
}: {
  life: QuestionLife;
  decision: Decision;
  pool: PoolContext;
}) {
  const { kept, reason, stage } = decision;
  const name = (reason === 'easy-by-estimate' ? ESTIMATED : stageName(stage)).toLowerCase();
  const isSaid = reasonName(reason ?? '') === name;
  return (
    <section className="border-y border-line py-4">
      <h3 className="sr-only">Decision</h3>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Outcome decision={decision} />
        <span className="text-13 text-muted">
          {kept || isSaid ? '' : `at ${name} `}in {life.runId}
        </span>
      </p>
      <p className="mt-2">
        {kept || reason === null ? 'It passed every gate and was drawn.' : reasonSays(reason)}
      </p>
      <EvidenceView life={life} decision={decision} pool={pool} />
      {life.runId !== null && (
        <WhyView key={life.question.questionId} runId={life.runId} questionId={life.question.questionId} />
      )}
    </section>
  );
}
