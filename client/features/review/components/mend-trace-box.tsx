import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JudgedRecord } from '../../../../shared/schemas/queue.ts';
import { Fault } from '../../../components/fault.tsx';
import { WordDifference } from '../../../components/word-difference.tsx';
import { useRested } from '../../../lib/use-rested.ts';
import { mendTrace } from '../api/edits.ts';
import { Text } from './inputs.tsx';

/** How long the text rests before its difference is looked for. Unit: milliseconds. */
const REST_MS = 300;

/** Mends the thinking or the answer of a trace: another version, looked at as it comes. Somebody else has to accept it. */
export function MendTraceBox({
  trace,
  onMended,
  onClose,
}: {
  trace: NonNullable<JudgedRecord['trace']>;
  onMended: () => void;
  onClose: () => void;
}) {
  const before = { thinking: trace.thinking ?? '', answer: trace.answer ?? '' };
  const [text, setText] = useState(before);
  const [why, setWhy] = useState('');
  const rested = useRested(text, REST_MS);
  const save = useMutation({
    mutationFn: () =>
      mendTrace(trace.traceId, {
        ...(text.thinking !== before.thinking && { thinking: text.thinking }),
        ...(text.answer !== before.answer && { answer: text.answer }),
        why: why.trim(),
      }),
  });
  const names = ['thinking', 'answer'] as const;
  const isChanged = names.some((name) => text[name] !== before[name]);
  if (save.data !== undefined)
    return (
      <section
        role="status"
        aria-label="The trace was mended"
        className="rounded-ui bg-sunken px-3 py-2.5 text-13"
      >
        <p>
          {save.data.outcome === 'usable'
            ? `Stored as a new version${save.data.verdict === null ? '' : `; the answer checker says: ${save.data.verdict}`}. Somebody else has to accept it.`
            : `Stored as a new version, but no release takes it: ${save.data.outcome.replaceAll('-', ' ')}.`}
        </p>
        <button type="button" className="control mt-2" onClick={onMended}>
          Next item
        </button>
      </section>
    );
  return (
    <form
      aria-label="Mend the trace"
      className="flex flex-col gap-3 rounded-ui bg-sunken px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Text
        label="Thinking"
        rows={10}
        isRequired
        value={text.thinking}
        onChange={(thinking) => setText({ ...text, thinking })}
      />
      <Text
        label="Answer"
        rows={3}
        isRequired
        value={text.answer}
        onChange={(answer) => setText({ ...text, answer })}
      />
      {names
        .filter((name) => rested[name] !== before[name])
        .map((name) => (
          <section key={name} aria-label={`What changes in the ${name}`}>
            <h3 className="text-12 text-muted">{name}</h3>
            <WordDifference before={before[name]} after={rested[name]} />
          </section>
        ))}
      <Text label="Why" isRequired value={why} onChange={setWhy} />
      <p className="text-12 text-muted">
        Becomes a new version that goes through the answer checker, the detectors and the flags again. What
        was judged of this one is stale, and somebody else has to accept the new one.
      </p>
      <div className="flex gap-2">
        <button
          type="submit"
          className="control"
          disabled={!isChanged || save.isPending}
          title={isChanged ? undefined : 'Nothing has been changed yet'}
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
