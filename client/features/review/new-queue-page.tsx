import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ASPECTS, type Aspect, ORDERS, type QueueOrder } from '../../../shared/vocabulary/queues.ts';
import { Fault } from '../../components/fault.tsx';
import { sentence } from '../../lib/format.ts';
import { runQuery } from '../../lib/queries/runs.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { useHasRun } from '../../lib/use-has-run.ts';
import { makeQueue } from './api/queues.ts';
import { Choice, Text, Whole } from './components/inputs.tsx';
import { OverlapFields } from './components/overlap-fields.tsx';
import { SelectsFields } from './components/selects-fields.tsx';
import { draftFrom, formText, newQueueOf, type QueueDraft } from './queue-draft.ts';

/** Making a queue: of what, what is asked, of how many people. An address with filters fills them in. */
export function NewQueuePage() {
  const [search] = useSearchParams();
  const { run } = useChosenRun();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftFrom(search));
  const { data: chosen } = useQuery({ ...runQuery(run), enabled: useHasRun() === true });
  const set = (changes: Partial<QueueDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const make = useMutation({
    mutationFn: () => makeQueue(newQueueOf(draft, run)),
    onSuccess: ({ queueId }) => void navigate(`/review/queues/${queueId}`),
  });
  return (
    <div className="px-4 py-8 lg:px-8">
      <title>New queue · Winnow</title>
      <h1 className="headline">A new queue</h1>
      <form
        className="mt-6 flex max-w-160 flex-col gap-8"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Text label="Name" value={draft.name} isRequired onChange={(name) => set({ name })} />
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-16 font-semibold">What is judged</legend>
          <Choice
            label="Aspect"
            value={draft.aspect}
            options={(Object.keys(ASPECTS) as Aspect[]).map((value) => ({
              value,
              label: sentence(value),
              says: sentence(ASPECTS[value]),
            }))}
            onChange={(aspect) => set({ aspect, form: formText(aspect) })}
          />
          <SelectsFields draft={draft} run={chosen} onChange={set} />
        </fieldset>
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-16 font-semibold">By whom</legend>
          <OverlapFields draft={draft} onChange={set} />
          <Text
            label="Only for these people"
            says="Names, separated by commas. A share limits how many of the judgements one person gives: ann 40 %, ben. Empty: everybody."
            value={draft.members}
            onChange={(members) => set({ members })}
          />
          <Text
            label="With these skills"
            says="Separated by commas: whoever judges must have all of them. Empty: none is asked for."
            value={draft.wants}
            onChange={(wants) => set({ wants })}
          />
          <label className="flex items-center gap-2 text-13">
            <input
              type="checkbox"
              checked={draft.blind}
              onChange={({ target }) => set({ blind: target.checked })}
            />
            Blind: what others and models said is hidden until one has judged
          </label>
        </fieldset>
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-16 font-semibold">In which order, and how many</legend>
          <Choice
            label="Order"
            value={draft.order}
            options={(Object.keys(ORDERS) as QueueOrder[]).map((value) => ({
              value,
              label: sentence(value),
              says: sentence(ORDERS[value]),
            }))}
            onChange={(order) => set({ order })}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Text
              label="Target, in items"
              says="Empty: all of them."
              value={draft.target}
              pattern="[1-9][0-9]{0,5}"
              onChange={(target) => set({ target })}
            />
            <Whole
              label="Seed of what is drawn"
              min={0}
              max={2 ** 31}
              value={draft.seed}
              onChange={(seed) => set({ seed })}
            />
          </div>
          <Text
            label="Gold questions"
            says="Questions whose verdict is known, one a line: an id, then accept or reject. Everybody judges them, one in ten."
            value={draft.gold}
            rows={2}
            onChange={(gold) => set({ gold })}
          />
        </fieldset>
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-16 font-semibold">What reviewers see</legend>
          <Text
            label="Guidelines, in Markdown"
            value={draft.guidelines}
            rows={6}
            onChange={(guidelines) => set({ guidelines })}
          />
          <details>
            <summary className="cursor-pointer text-13 text-muted">
              The form beside accept, reject and skip, as a JSON Schema
            </summary>
            <div className="mt-3">
              <Text
                label="Form"
                says="Choices, ratings, tags, free text, marks in the text, verdicts on steps."
                value={draft.form}
                rows={14}
                isCode
                onChange={(form) => set({ form })}
              />
            </div>
          </details>
        </fieldset>
        <div className="flex flex-col items-start gap-2">
          <button type="submit" className="control h-9 font-medium" disabled={make.isPending}>
            Make queue
          </button>
          {make.error instanceof SyntaxError ? (
            <p role="alert" className="text-13 text-warn">
              The form is no JSON: {make.error.message}
            </p>
          ) : (
            <Fault error={make.error} />
          )}
        </div>
      </form>
    </div>
  );
}
