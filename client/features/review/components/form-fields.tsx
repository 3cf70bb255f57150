import { kindOf } from '../../../../shared/form-kinds.ts';
import type { FormField, ReviewForm } from '../../../../shared/schemas/review-form.ts';

type Values = Record<string, unknown>;

/** What a queue asks besides: choices, ratings, tags and free text. */
export function FormFields({
  form,
  values,
  onChange,
}: {
  form: ReviewForm;
  values: Values;
  onChange: (values: Values) => void;
}) {
  return Object.entries(form.properties).map(([name, field]) => (
    <fieldset key={name}>
      <legend className="mb-1 text-12 font-medium text-muted">
        {field.title ?? name}
        {form.required.includes(name) && <span aria-hidden="true"> *</span>}
      </legend>
      {field.description !== undefined && <p className="mb-1 text-12 text-muted">{field.description}</p>}
      <Control
        name={name}
        field={field}
        value={values[name]}
        onChange={(value) => {
          const { [name]: _before, ...rest } = values;
          onChange(value === undefined ? rest : { ...rest, [name]: value });
        }}
      />
    </fieldset>
  ));
}

function Control({
  name,
  field,
  value,
  onChange,
}: {
  name: string;
  field: FormField;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const kind = kindOf(field);
  if (kind === 'text')
    return (
      <textarea
        aria-label={field.title ?? name}
        rows={2}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        className="w-full rounded-ui border border-line bg-raised px-2.5 py-1.5 text-13"
      />
    );
  if (kind === 'spans')
    return <p className="text-12 text-muted">Marks in the text are given through the API.</p>;
  const several = kind === 'tags';
  const chosen = Array.isArray(value) ? value : [];
  return (
    <div className="flex flex-wrap gap-1.5">
      {optionsOf(field).map((option) => {
        const isOn = several ? chosen.includes(option) : value === option;
        const next = several
          ? isOn
            ? chosen.filter((one) => one !== option)
            : [...chosen, option]
          : isOn
            ? undefined
            : option;
        return (
          <button
            key={String(option)}
            type="button"
            aria-pressed={isOn}
            onClick={() => onChange(next)}
            className="quiet border border-line"
          >
            {String(option)}
          </button>
        );
      })}
    </div>
  );
}

/** What may be chosen, in order. */
export function optionsOf(field: FormField): (string | number)[] {
  if (field.type === 'integer')
    return Array.from({ length: field.maximum - field.minimum + 1 }, (_, i) => field.minimum + i);
  if (field.type === 'array') return 'enum' in field.items ? [...field.items.enum] : [];
  return 'enum' in field ? [...field.enum] : [];
}
