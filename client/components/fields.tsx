import type { ComponentProps } from 'react';
import { Field } from './field.tsx';

/** Members of a form that hold any text. */
type TextName<Form> = { [Name in keyof Form]: string extends Form[Name] ? Name : never }[keyof Form] & string;

/** A line of a form: which member it fills in, and how it is called. */
export type FieldOf<Form> = Omit<ComponentProps<typeof Field>, 'value' | 'onChange' | 'fault'> & {
  at: TextName<Form>;
};

/** Lines of a form side by side, each with what is wrong with it. */
export function Fields<Form extends object>({
  form,
  faults = {},
  set,
  fields,
  className = 'grid-cols-2',
}: {
  form: Form;
  faults?: Partial<Record<keyof Form, string>>;
  set: (changes: Partial<Form>) => void;
  fields: readonly FieldOf<Form>[];
  /** How many columns there are. */
  className?: string;
}) {
  return (
    <div className={`grid gap-4 ${className}`}>
      {fields.map(({ at, ...field }) => (
        <Field
          key={at}
          {...field}
          value={String(form[at])}
          fault={faults[at]}
          onChange={(value) => set({ [at]: value } as Partial<Form>)}
        />
      ))}
    </div>
  );
}
