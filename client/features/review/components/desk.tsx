import { useCallback, useEffect, useState } from 'react';
import type { HandedOut, QueueLine } from '../../../../shared/schemas/queue.ts';
import type { ReviewDecision } from '../../../../shared/vocabulary/reviews.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { saveDraft } from '../api/reviewing.ts';
import type { Said } from '../use-review.ts';
import { optionsOf } from './form-fields.tsx';
import { Record as JudgedRecord } from './record.tsx';
import { VerdictForm } from './verdict-form.tsx';

const DRAFT_AFTER_MS = 700;
type Fields = Record<string, unknown>;

/** One item and what is said of it; made anew for each item, so that nothing of the last one is left. */
export function Desk({
  queue,
  item,
  onSubmit,
  children,
}: {
  queue: QueueLine;
  item: HandedOut;
  onSubmit: (said: Omit<Said, 'reviewId'>, seconds: number) => void;
  children: React.ReactNode;
}) {
  const draft = draftOf(item.draft);
  const [note, setNote] = useState(draft.note);
  const [fields, setFields] = useState<Fields>(draft.fields);
  const [isRaw, setRaw] = useState(false);
  const [since] = useState(() => performance.now());
  const say = useCallback(
    (decision: ReviewDecision) =>
      onSubmit({ item, decision, note, fields }, Math.round((performance.now() - since) / 1000)),
    [item, note, fields, since, onSubmit],
  );
  useDraft(queue.queueId, item, note, fields);
  useKeys({
    a: () => say('accept'),
    x: () => say('reject'),
    ' ': () => say('skip'),
    'mod+Enter': () => say('accept'),
    r: () => setRaw((raw) => !raw),
    n: () => document.getElementById('review-note')?.focus(),
    ...digits(queue, fields, setFields),
  });
  return (
    <div className="grid gap-x-10 gap-y-6 px-4 py-5 lg:grid-cols-[minmax(0,1fr)_22rem] lg:px-8">
      <JudgedRecord item={item} isRaw={isRaw} />
      <aside className="flex flex-col gap-6 max-lg:sticky max-lg:bottom-0 max-lg:bg-paper max-lg:py-2">
        <VerdictForm
          form={queue.form}
          note={note}
          fields={fields}
          onNote={setNote}
          onFields={setFields}
          onSay={say}
        />
        {children}
      </aside>
    </div>
  );
}

function draftOf(draft: unknown): { note: string; fields: Fields } {
  const { note = '', fields = {} } = (draft ?? {}) as { note?: string; fields?: Fields };
  return { note, fields };
}

/** Keeps what is written on the server, a moment after the last change. */
function useDraft(queueId: string, item: HandedOut, note: string, fields: Fields): void {
  useEffect(() => {
    const before = draftOf(item.draft);
    if (note === before.note && JSON.stringify(fields) === JSON.stringify(before.fields)) return;
    const later = setTimeout(() => {
      void saveDraft(queueId, item, { note, fields }).catch(() => undefined); // the next change tries again
    }, DRAFT_AFTER_MS);
    return () => clearTimeout(later);
  }, [queueId, item, note, fields]);
}

/** Digits choose in the first field that has something to choose from. */
function digits({ form }: QueueLine, fields: Fields, set: (fields: Fields) => void) {
  const [first] = Object.entries(form.properties).filter(
    ([, field]) => field.type !== 'array' && optionsOf(field).length > 0,
  );
  if (first === undefined) return {};
  const [name, field] = first;
  const keys = optionsOf(field).slice(0, 9);
  return Object.fromEntries(
    keys.map((option, i) => [String(i + 1), () => set({ ...fields, [name]: option })]),
  );
}
