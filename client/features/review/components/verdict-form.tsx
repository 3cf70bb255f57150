import type { ReviewForm } from '../../../../shared/schemas/review-form.ts';
import type { ReviewDecision } from '../../../../shared/vocabulary/reviews.ts';
import { type Keymap, nameOf } from '../keymap.ts';
import type { FieldState } from '../use-fields.ts';
import { FormFields } from './form-fields.tsx';

const BUTTONS: readonly { decision: ReviewDecision; name: string }[] = [
  { decision: 'accept', name: 'Accept' },
  { decision: 'reject', name: 'Reject' },
  { decision: 'skip', name: 'Skip' },
];

/** Accept, reject or skip, a note, and what the queue asks besides. On a phone the buttons stay at the foot. */
export function VerdictForm({
  form,
  state,
  note,
  keymap,
  onNote,
  onSay,
  isFlagging,
  onFlag,
}: {
  form: ReviewForm;
  state: FieldState;
  note: string;
  keymap: Keymap;
  onNote: (note: string) => void;
  onSay: (decision: ReviewDecision) => void;
  isFlagging: boolean;
  onFlag: () => void;
}) {
  return (
    <form
      aria-label="Your judgement"
      className="flex flex-col gap-4"
      onSubmit={(event) => event.preventDefault()}
    >
      <FormFields form={form} state={state} />
      <label className="block">
        <span className="mb-1 flex justify-between text-12 font-medium text-muted">
          Note
          <kbd className="font-mono font-normal">{nameOf(keymap.note)}</kbd>
        </span>
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
      <div className="grid grid-cols-3 gap-2 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-13 max-lg:z-20 max-lg:border-t max-lg:border-line max-lg:bg-paper max-lg:px-4 max-lg:py-2 sm:max-lg:bottom-0 sm:max-lg:left-14">
        {BUTTONS.map(({ decision, name }) => (
          <button
            key={decision}
            type="button"
            onClick={() => onSay(decision)}
            className="control h-10 justify-center font-medium"
          >
            {name}{' '}
            <kbd className="font-mono text-12 font-normal text-muted max-sm:hidden">
              {nameOf(keymap[decision])}
            </kbd>
          </button>
        ))}
      </div>
      {!isFlagging && (
        <button type="button" className="quiet -ml-2 self-start" onClick={onFlag}>
          Flag for the others <kbd className="ml-1 font-mono">{nameOf(keymap.flag)}</kbd>
        </button>
      )}
    </form>
  );
}
