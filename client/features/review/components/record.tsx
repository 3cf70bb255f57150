import { type Ref, useMemo } from 'react';
import type { JudgedRecord } from '../../../../shared/schemas/queue.ts';
import { BlockView } from '../../../components/block-view.tsx';
import { OptionList } from '../../../components/option-list.tsx';
import { Part } from '../../../components/part.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import { count } from '../../../lib/format.ts';
import type { TextMark } from '../marking.ts';
import { type Step, type StepVerdict, stepsOf } from '../steps.ts';
import { StepText } from './step-text.tsx';

/** What is judged: the question, the trace, and beside its answer the one that the source gives. */
export function Record({
  item,
  isRaw,
  steps,
  current = -1,
  verdicts = [],
  marks = [],
  onRaw,
  ref,
}: {
  item: JudgedRecord;
  isRaw: boolean;
  /** Of the trace, where whoever shows the record has them already. */
  steps?: readonly Step[];
  current?: number;
  verdicts?: readonly StepVerdict[];
  marks?: readonly TextMark[];
  onRaw?: () => void;
  ref?: Ref<HTMLElement>;
}) {
  const { question, options, trace, source, externalId, rank } = item;
  const thinking = trace?.thinking ?? null;
  const known = useMemo(() => steps ?? stepsOf(thinking ?? ''), [steps, thinking]);
  return (
    <article
      ref={ref}
      tabIndex={-1}
      aria-label="What is judged"
      data-question={item.questionId}
      className="flex min-w-0 max-w-[75ch] flex-col gap-6 outline-none"
    >
      <p className="flex items-center gap-2 text-12 text-muted tabular-nums">
        <span className="min-w-0 truncate">
          {rank !== null && `Rank ${count(rank)} · `}
          {source}
          {externalId !== null && <span className="ml-1.5 font-mono">{externalId}</span>}
        </span>
        {onRaw !== undefined && (
          <button type="button" className="quiet -mr-2 ml-auto shrink-0" aria-pressed={isRaw} onClick={onRaw}>
            {isRaw ? 'Rendered' : 'Raw'}
          </button>
        )}
      </p>
      <div className="text-16">
        {thinking === null && marks.length > 0 ? (
          <BlockView
            id="question-text"
            block={{ start: 0, text: question, heading: null, lines: 1 }}
            findings={marks.map(({ start, end, label }, n) => ({
              n,
              start,
              end,
              says: label,
              defect: label,
            }))}
            isRaw={isRaw}
          />
        ) : (
          <div data-start={thinking === null ? 0 : undefined}>
            <QuestionText text={question} raw={isRaw} />
          </div>
        )}
        {options !== null && <OptionList options={options} isRaw={isRaw} />}
      </div>
      {thinking !== null && (
        <Part
          level={2}
          title={trace?.tokens == null ? 'Thinking' : `Thinking, ${count(trace.tokens)} tokens`}
        >
          <div lang="" className="-ml-3.5">
            <StepText steps={known} current={current} verdicts={verdicts} marks={marks} isRaw={isRaw} />
          </div>
        </Part>
      )}
      <Answers item={item} isRaw={isRaw} />
    </article>
  );
}

/** The answer of the trace and that of the source side by side, and the source's solution one press away. */
function Answers({ item: { trace, answer, solution }, isRaw }: { item: JudgedRecord; isRaw: boolean }) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {trace?.answer != null && (
          <Part level={2} title="Answer of the trace">
            <QuestionText text={trace.answer} raw={isRaw} />
            {trace.verdict !== null && (
              <p className="mt-1 text-12 text-muted">The answer checker says: {trace.verdict}.</p>
            )}
          </Part>
        )}
        <Part level={2} title="Reference of the source">
          {answer === null ? (
            <span className="text-muted">The source gives no answer.</span>
          ) : (
            <QuestionText text={answer} raw={isRaw} />
          )}
        </Part>
      </div>
      {solution !== null && (
        <details>
          <summary className="cursor-pointer text-12 font-medium text-muted">Solution of the source</summary>
          <div className="mt-2">
            <QuestionText text={solution} raw={isRaw} />
          </div>
        </details>
      )}
    </>
  );
}
