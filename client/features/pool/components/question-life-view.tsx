import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { Part } from '../../../components/part.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import type { PoolContext } from '../context.ts';
import { DecisionView } from './decision-view.tsx';
import { Provenance } from './provenance.tsx';
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
        {question.options !== null && <Options options={question.options} isRaw={isRaw} />}
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
      {decision !== null && <SignalsView life={life} signals={decision.signals} titles={pool.titles} />}
      <Provenance life={life} />
    </article>
  );
}

/** An option that brings its own letter needs none of ours; the rule is that of `promptOf`. */
const isLettered = (option: string): boolean => /^\s*[([]?[A-Z][)\].:、．]/u.test(option);

function Options({ options, isRaw }: { options: readonly string[]; isRaw: boolean }) {
  const hasLetters = options.every(isLettered);
  return (
    <ul className="mt-3 flex flex-col gap-1.5" aria-label="Options">
      {options.map((option, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options may have the same text, and their order is fixed
        <li key={i} className="flex gap-2.5">
          {!hasLetters && i < 26 && (
            <span className="w-4 shrink-0 text-muted">{String.fromCharCode(65 + i)}</span>
          )}
          <span className="min-w-0">
            <QuestionText text={option} raw={isRaw} />
          </span>
        </li>
      ))}
    </ul>
  );
}
