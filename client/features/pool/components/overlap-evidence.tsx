import type { Evidence } from '../../../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { Marked } from '../../../components/marked.tsx';
import { counted, percent } from '../../../lib/format.ts';
import { numberOf, spansOf, wordsIn } from '../evidence.ts';

/** A question and the benchmark question that it shares words with, one under the other, the shared words marked. */
export function OverlapEvidence({ life, evidence }: { life: QuestionLife; evidence: Evidence }) {
  const text = life.question.question;
  const spans = spansOf(evidence, text.length);
  const item = life.benchmarkItem;
  const shared = numberOf(evidence, 'sharedWords');
  const containment = numberOf(evidence, 'containment');
  const others = Array.isArray(evidence.others) ? evidence.others.length : 0;
  return (
    <div className="mt-2 flex flex-col gap-3 text-13">
      <p className="text-muted">
        {shared !== null && `${counted(shared, 'word')} shared`}
        {containment !== null &&
          `; ${percent(containment, 1)} of the benchmark question’s runs are in this one`}
        {others > 0 && `; ${counted(others, 'other benchmark question')} touched`}.
      </p>
      <Side name="This question" text={text} spans={spans} />
      {item !== null && item.text !== null && (
        <Side
          name={`${item.benchmark}, item ${item.itemId}`}
          text={item.text}
          spans={wordsIn(
            item.text,
            spans.map(({ start, end }) => text.slice(start, end)),
          )}
        />
      )}
      {item !== null && item.text === null && (
        <p className="text-muted">
          {item.benchmark}, item {item.itemId}: the text of this benchmark is not shown.
        </p>
      )}
    </div>
  );
}

function Side({ name, text, spans }: { name: string; text: string; spans: ReturnType<typeof spansOf> }) {
  return (
    <figure>
      <figcaption className="mb-1 text-12 text-muted">{name}</figcaption>
      <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-wrap">
        <Marked text={text} spans={spans} />
      </blockquote>
    </figure>
  );
}
