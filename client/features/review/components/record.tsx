import type { HandedOut } from '../../../../shared/schemas/queue.ts';
import { OptionList } from '../../../components/option-list.tsx';
import { Part } from '../../../components/part.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import { count } from '../../../lib/format.ts';

/** What is judged: the question, the trace, and beside its answer the one that the source gives. */
export function Record({ item, isRaw }: { item: HandedOut; isRaw: boolean }) {
  const { question, options, answer, trace, source, externalId, rank } = item;
  return (
    <article aria-label="What is judged" className="flex min-w-0 max-w-[75ch] flex-col gap-6">
      <p className="text-12 text-muted tabular-nums">
        {rank !== null && `Rank ${count(rank)} · `}
        {source}
        {externalId !== null && <span className="ml-1.5 font-mono">{externalId}</span>}
      </p>
      <div className="text-16">
        <QuestionText text={question} raw={isRaw} />
        {options !== null && <OptionList options={options} isRaw={isRaw} />}
      </div>
      {trace?.thinking != null && (
        <Part title={trace.tokens === null ? 'Thinking' : `Thinking, ${count(trace.tokens)} tokens`}>
          {paragraphs(trace.thinking).map(({ at, text }) => (
            <p key={at} className="mb-3 [content-visibility:auto]">
              <QuestionText text={text} raw={isRaw} />
            </p>
          ))}
        </Part>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {trace?.answer != null && (
          <Part title="Answer of the trace">
            <QuestionText text={trace.answer} raw={isRaw} />
          </Part>
        )}
        <Part title="Reference of the source">
          {answer === null ? (
            <span className="text-muted">The source gives no answer.</span>
          ) : (
            <QuestionText text={answer} raw={isRaw} />
          )}
        </Part>
      </div>
    </article>
  );
}

/** Parts of a long text with their places, so that only those in sight are laid out. */
function paragraphs(text: string): { at: number; text: string }[] {
  let at = 0;
  return text.split('\n\n').map((part) => {
    const place = at;
    at += part.length + 2;
    return { at: place, text: part };
  });
}
