import type { ReviewForm } from '../../../../shared/schemas/review-form.ts';
import type { ReviewDecision } from '../../../../shared/vocabulary/reviews.ts';
import { FormFields } from './form-fields.tsx';

const BUTTONS: readonly { decision: ReviewDecision; name: string; key: string }[] = [
  { decision: 'accept', name: 'Accept', key: 'a' },
  { decision: 'reject', name: 'Reject', key: 'x' },
  { decision: 'skip', name: 'Skip', key: 'Space' },
];

/** Accept, reject or skip, a note, and what the queue asks besides. */
export function VerdictForm({
  form,
  note,
  fields,
  onNote,
  onFields,
  onSay,
}: {
  form: ReviewForm;
  note: string;
  fields: Record<string, unknown>;
  onNote: (note: string) => void;
  onFields: (fields: Record<string, unknown>) => void;
  onSay: (decision: ReviewDecision) => void;
}) {
  return (
    <form
      aria-label="Your judgement"
      className="flex flex-col gap-4"
      onSubmit={(event) => event.preventDefault()}
    >
      <FormFields form={form} values={fields} onChange={onFields} />
      <label className="block">
        <span className="mb-1 block text-12 font-medium text-muted">Note</span>
        <textarea
          id="review-note"
          rows={3}
          value={note}
          onChange={({ target }) => onNote(target.value)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Escape') currentTarget.blur();
          }}
          className="w-full rounded-ui border border-line bg-raised px-2.5 py-1.5 text-13"
        />
      </label>
      <div className="grid grid-cols-3 gap-2">
        {BUTTONS.map(({ decision, name, key }) => (
          <button
            key={decision}
            type="button"
            onClick={() => onSay(decision)}
            className="control h-10 justify-center font-medium"
          >
            {name} <kbd className="font-mono text-12 font-normal text-muted">{key}</kbd>
          </button>
        ))}
      </div>
    </form>
  );
}
