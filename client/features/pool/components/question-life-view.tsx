import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { OptionList } from '../../../components/option-list.tsx';
import { Part } from '../../../components/part.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import type { PoolContext } from '../context.ts';
import { DecisionView } from './decision-view.tsx';
import { Provenance } from './provenance.tsx';
import { QuestionJudgements } from './question-judgements.tsx';
import { QuestionTraces } from './question-traces.tsx';
import { SignalsView } from './signals-view.tsx';

/** The question as it was imported, what the run made of it, and where it came from. */
export function QuestionLifeView({ life, pool }: { life: QuestionLife; pool: PoolContext }) {
  const { question, decision } = life;
  const { isRaw } = pool;
  return (
    <article className="flex flex-col gap-7">
      <header>
        <h2 className="text-12 text-muted">
          {question.source}
          <span className="mx-1.5">·</span>
          <span className="font-mono">{question.externalId ?? question.questionId}</span>
        </h2>
        <div lang="" className="mt-2 text-16">
          <QuestionText text={question.question} raw={isRaw} />
        </div>
        {question.options !== null && <OptionList options={question.options} isRaw={isRaw} />}
      </header>
      {decision !== null && <DecisionView life={life} decision={decision} pool={pool} />}
      {question.answer !== null && (
        <Part title="Answer">
          <QuestionText text={question.answer} raw={isRaw} />
        </Part>
      )}
      {question.solution !== null && (
        <Part title="Solution">
          <QuestionText text={question.solution} raw={isRaw} />
        </Part>
      )}
      {life.traces.length > 0 && <QuestionTraces traces={life.traces} />}
      <QuestionJudgements questionId={question.questionId} />
      {decision !== null && <SignalsView life={life} signals={decision.signals} titles={pool.titles} />}
      <Provenance life={life} />
    </article>
  );
}
