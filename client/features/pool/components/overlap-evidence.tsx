import type { Evidence } from '../../../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { Marked } from '../../../components/marked.tsx';
import { counted, percent } from '../../../lib/format.ts';
import { numberOf, spansOf, wordsIn } from '../evidence.ts';
import { Beside } from './beside.tsx';

/** A question and the benchmark question that it shares words with, side by side, the shared words marked. */
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
      {item !== null && item.text !== null && (
        <Beside
          sides={[
            { name: 'This question', text, spans },
            {
              name: `${item.benchmark}, item ${item.itemId}`,
              text: item.text,
              spans: wordsIn(
                item.text,
                spans.map(({ start, end }) => text.slice(start, end)),
              ),
            },
          ]}
        />
      )}
      {(item === null || item.text === null) && <Alone text={text} spans={spans} />}
      {item !== null && item.text === null && (
        <p className="text-muted">
          {item.benchmark}, item {item.itemId}: the text of this benchmark is not shown.
        </p>
      )}
    </div>
  );
}

/** The question by itself, where what it shares words with can not be shown. */
function Alone({ text, spans }: { text: string; spans: ReturnType<typeof spansOf> }) {
  return (
    <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-wrap">
      <Marked text={text} spans={spans} />
    </blockquote>
  );
}
