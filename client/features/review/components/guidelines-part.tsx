import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import { Fault } from '../../../components/fault.tsx';
import { Markdown } from '../../../components/markdown.tsx';
import { when } from '../../../lib/format.ts';
import { guidelinesQuery, setGuidelines } from '../api/queues.ts';

/** What reviewers are told, in its latest version; whoever may change it writes a new one. */
export function GuidelinesPart({ queue, mayChange }: { queue: QueueLine; mayChange: boolean }) {
  const { data } = useQuery(guidelinesQuery(queue.queueId));
  const [text, setText] = useState<string | null>(null);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (words: string) => setGuidelines(queue.queueId, words),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['guidelines', queue.queueId] });
      setText(null);
    },
  });
  const latest = data?.items.at(-1);
  return (
    <section aria-labelledby="guidelines" className="max-w-160">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="guidelines" className="text-16 leading-head font-semibold">
          Guidelines
          {latest !== undefined && (
            <span className="ml-2 text-12 font-normal text-muted">
              version {latest.version}, {when(latest.setAt)} by {latest.setBy}
            </span>
          )}
        </h2>
        {mayChange && text === null && (
          <button type="button" className="quiet -mr-2" onClick={() => setText(latest?.text ?? '')}>
            {latest === undefined ? 'Write guidelines' : 'Change'}
          </button>
        )}
      </div>
      {text !== null ? (
        <form
          className="flex flex-col items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(text);
          }}
        >
          <textarea
            aria-label="Guidelines, in Markdown"
            rows={12}
            required
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="w-full rounded-ui border border-line bg-raised px-3 py-2 font-mono text-12"
          />
          <p className="text-12 text-muted">
            Markdown. Judgements name the version under which they were given; old versions stay.
          </p>
          <div className="flex gap-2">
            <button type="submit" className="control font-medium">
              Save as version {(latest?.version ?? 0) + 1}
            </button>
            <button type="button" className="control" onClick={() => setText(null)}>
              Cancel
            </button>
          </div>
          <Fault error={save.error} />
        </form>
      ) : latest === undefined ? (
        <p className="text-13 text-muted">There are none: reviewers see the question and the form alone.</p>
      ) : (
        <Markdown text={latest.text} />
      )}
    </section>
  );
}
