import { kindOf } from '../../../../shared/form-kinds.ts';
import type { FormField, ReviewForm } from '../../../../shared/schemas/review-form.ts';
import { counted } from '../../../lib/format.ts';
import type { TextMark } from '../marking.ts';
import type { StepVerdict } from '../steps.ts';
import { type FieldState, optionsOf } from '../use-fields.ts';

/** What a queue asks besides: choices, ratings, tags, free text, marks and verdicts on steps. */
export function FormFields({ form, state }: { form: ReviewForm; state: FieldState }) {
  return Object.entries(form.properties).map(([name, field]) => {
    const isActive = state.active === name && state.names.length > 0;
    return (
      <fieldset
        key={name}
        data-active={isActive || undefined}
        className="border-l-2 border-transparent pl-2 data-active:border-accent"
      >
        <legend className="mb-1 text-12 font-medium text-muted">
          {field.title ?? name}
          {form.required.includes(name) && <span title="Has to be filled in"> *</span>}
        </legend>
        {field.description !== undefined && <p className="mb-1 text-12 text-muted">{field.description}</p>}
        <Control name={name} field={field} state={state} isActive={isActive} />
        {isActive && state.says !== null && (
          <p role="status" className="mt-1 text-12 text-warn">
            {state.says}
          </p>
        )}
      </fieldset>
    );
  });
}

interface ControlProps {
  name: string;
  field: FormField;
  state: FieldState;
  isActive: boolean;
}

function Control({ name, field, state, isActive }: ControlProps) {
  const value = state.fields[name];
  const kind = kindOf(field);
  if (kind === 'text')
    return (
      <textarea
        id={`field-${name}`}
        aria-label={field.title ?? name}
        rows={2}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => state.set(name, target.value === '' ? undefined : target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }}
        className="w-full rounded-ui border border-line bg-raised px-2.5 py-1.5 text-13"
      />
    );
  return (
    <>
      <Options name={name} field={field} state={state} isActive={isActive} />
      {kind === 'spans' && <Marks name={name} marks={state.marks} state={state} />}
      {kind === 'steps' && <StepsSaid verdicts={state.verdicts} />}
    </>
  );
}

function Options({ name, field, state, isActive }: ControlProps) {
  const value = state.fields[name];
  const kind = kindOf(field);
  const isOn = (option: string | number) =>
    kind === 'tags' ? Array.isArray(value) && value.includes(option) : value === option;
  return (
    <div className="flex flex-wrap gap-1.5">
      {optionsOf(field).map((option, i) => (
        <button
          key={String(option)}
          type="button"
          // A press must not take the selection away that a mark is made of.
          onMouseDown={(event) => event.preventDefault()}
          {...(kind !== 'spans' && kind !== 'steps' && { 'aria-pressed': isOn(option) })}
          onClick={() => state.choose(name, option)}
          className="quiet gap-1.5 border border-line"
        >
          {String(option)}
          {isActive && i < 9 && kind !== 'rating' && (
            <span aria-hidden="true" className="font-mono text-12 text-faint">
              {i + 1}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function Marks({ name, marks, state }: { name: string; marks: readonly TextMark[]; state: FieldState }) {
  if (marks.length === 0)
    return <p className="mt-1 text-12 text-muted">Select some of the text, then choose what it is.</p>;
  return (
    <ul className="mt-1.5 text-12">
      {marks.map((mark) => (
        <li key={`${mark.start} ${mark.end} ${mark.label}`} className="flex items-center gap-2 py-0.5">
          <span className="font-medium">{mark.label}</span>
          <span className="text-muted tabular-nums">
            {mark.start} to {mark.end}
          </span>
          <button
            type="button"
            className="quiet ml-auto"
            aria-label={`Remove the mark ${mark.label} at ${mark.start}`}
            onClick={() =>
              state.set(
                name,
                marks.filter((one) => one !== mark),
              )
            }
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

function StepsSaid({ verdicts }: { verdicts: readonly StepVerdict[] }) {
  return (
    <p className="mt-1 text-12 text-muted" role="status">
      {verdicts.length === 0
        ? '] goes to the first step; a digit judges it and goes on.'
        : `${counted(verdicts.length, 'step')} judged.`}
    </p>
  );
}
