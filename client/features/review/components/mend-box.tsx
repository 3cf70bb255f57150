import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JudgedRecord } from '../../../../shared/schemas/queue.ts';
import { Fault } from '../../../components/fault.tsx';
import { WordDifference } from '../../../components/word-difference.tsx';
import { mend } from '../api/comments.ts';
import { Text } from './inputs.tsx';

/** Mends the question: another version, whose difference is shown before it is stored. Somebody else has to accept it. */
export function MendBox({
  item,
  onMended,
  onClose,
}: {
  item: JudgedRecord;
  onMended: () => void;
  onClose: () => void;
}) {
  const before = { question: item.question, answer: item.answer ?? '', solution: item.solution ?? '' };
  const [text, setText] = useState(before);
  const [why, setWhy] = useState('');
  const save = useMutation({
    mutationFn: () =>
      mend(item.questionId, {
        contentSha256: item.contentSha256,
        ...(text.question !== before.question && { question: text.question }),
        ...(text.answer !== before.answer && { answer: text.answer === '' ? null : text.answer }),
        ...(text.solution !== before.solution && { solution: text.solution === '' ? null : text.solution }),
        why: why.trim(),
      }),
    onSuccess: onMended,
  });
  const names = ['question', 'answer', 'solution'] as const;
  const changed = names.filter((name) => text[name] !== before[name]);
  return (
    <form
      aria-label="Mend the question"
      className="flex flex-col gap-3 rounded-ui bg-sunken px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Text
        label="Question"
        rows={5}
        isRequired
        value={text.question}
        onChange={(question) => setText({ ...text, question })}
      />
      <Text label="Answer" rows={1} value={text.answer} onChange={(answer) => setText({ ...text, answer })} />
      <Text
        label="Solution"
        rows={4}
        value={text.solution}
        onChange={(solution) => setText({ ...text, solution })}
      />
      {changed.length > 0 && (
        <section
          aria-label="What changes"
          className="flex flex-col gap-1.5 text-12 break-words whitespace-pre-wrap"
        >
          {changed.map((name) => (
            <div key={name}>
              <span className="text-muted">{name}</span>
              <WordDifference before={before[name]} after={text[name]} />
            </div>
          ))}
        </section>
      )}
      <Text label="Why" isRequired value={why} onChange={setWhy} />
      <p className="text-12 text-muted">
        Becomes a new version. It leaves this queue, the next run puts it through every gate again, and
        somebody else has to accept it.
      </p>
      <div className="flex gap-2">
        <button
          type="submit"
          className="control"
          disabled={changed.length === 0 || save.isPending}
          title={changed.length === 0 ? 'Nothing has been changed yet' : undefined}
        >
          Save as a new version
        </button>
        <button type="button" className="control" onClick={onClose}>
          Cancel
        </button>
      </div>
      <Fault error={save.error} />
    </form>
  );
}
