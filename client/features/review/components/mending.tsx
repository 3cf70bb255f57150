import type { HandedOut, JudgedRecord } from '../../../../shared/schemas/queue.ts';
import { mend } from '../api/comments.ts';
import { mendTrace } from '../api/edits.ts';
import { MendBox } from './mend-box.tsx';

export type Mended = 'question' | 'trace' | null;

/** What may be mended of an item. A reference trace is the source's own solution: that is mended with the question. */
export function Mending({
  item,
  what,
  onWhat,
  onMended,
}: {
  item: HandedOut;
  what: Mended;
  onWhat: (what: Mended) => void;
  onMended: () => void;
}) {
  const { trace } = item;
  const close = () => onWhat(null);
  if (what === 'question') return <MendQuestion item={item} onMended={onMended} onClose={close} />;
  if (what === 'trace' && trace !== null)
    return <MendTrace trace={trace} onMended={onMended} onClose={close} />;
  return (
    <p className="-mt-5 flex flex-wrap gap-1">
      <button type="button" className="quiet -ml-2" onClick={() => onWhat('question')}>
        Mend the question
      </button>
      {trace !== null && trace.kind !== 'reference' && trace.answer !== null && (
        <button type="button" className="quiet" onClick={() => onWhat('trace')}>
          Mend the trace
        </button>
      )}
    </p>
  );
}

function MendQuestion({
  item: { questionId, contentSha256, question, answer, solution },
  onMended,
  onClose,
}: {
  item: JudgedRecord;
  onMended: () => void;
  onClose: () => void;
}) {
  const orNull = (text = '') => (text === '' ? null : text);
  return (
    <MendBox
      title="Mend the question"
      of={contentSha256}
      parts={[
        { name: 'question', label: 'Question', rows: 5, before: question, isRequired: true },
        { name: 'answer', label: 'Answer', rows: 1, before: answer ?? '' },
        { name: 'solution', label: 'Solution', rows: 4, before: solution ?? '' },
      ]}
      says="Becomes a new version. It leaves this queue, the next run puts it through every gate again, and somebody else has to accept it."
      save={(changed, why) =>
        mend(questionId, {
          contentSha256,
          why,
          ...(changed.question !== undefined && { question: changed.question }),
          ...('answer' in changed && { answer: orNull(changed.answer) }),
          ...('solution' in changed && { solution: orNull(changed.solution) }),
        })
      }
      onStored={onMended}
      onClose={onClose}
    />
  );
}

function MendTrace({
  trace: { traceId, thinking, answer },
  onMended,
  onClose,
}: {
  trace: NonNullable<JudgedRecord['trace']>;
  onMended: () => void;
  onClose: () => void;
}) {
  return (
    <MendBox
      title="Mend the trace"
      of={traceId}
      parts={[
        { name: 'thinking', label: 'Thinking', rows: 10, before: thinking ?? '', isRequired: true },
        { name: 'answer', label: 'Answer', rows: 3, before: answer ?? '', isRequired: true },
      ]}
      says="Becomes a new version that goes through the answer checker, the detectors and the flags again. What was judged of this one is stale, and somebody else has to accept the new one."
      save={(changed, why) => mendTrace(traceId, { ...changed, why })}
      done={({ outcome, verdict }) => (
        <Stored
          title="The trace was mended"
          says={
            outcome === 'usable'
              ? `Stored as a new version${verdict === null ? '' : `; the answer checker says: ${verdict}`}. Somebody else has to accept it.`
              : `Stored as a new version, but no release takes it: ${outcome.replaceAll('-', ' ')}.`
          }
          onNext={onMended}
        />
      )}
      onClose={onClose}
    />
  );
}

function Stored({ title, says, onNext }: { title: string; says: string; onNext: () => void }) {
  return (
    <section role="status" aria-label={title} className="rounded-ui bg-sunken px-3 py-2.5 text-13">
      <p>{says}</p>
      <button type="button" className="control mt-2" onClick={onNext}>
        Next item
      </button>
    </section>
  );
}
