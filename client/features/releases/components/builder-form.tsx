import { POLICY_NAMES } from '../../../../shared/vocabulary/policies.ts';
import { Check, Field } from '../../../components/field.tsx';
import { type FieldOf, Fields } from '../../../components/fields.tsx';
import { Picker } from '../../../components/picker.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import type { ReleaseOptions } from '../builder.ts';
import { type Faults, formatsIn, policyOf, type ReleaseForm } from '../order.ts';

const ROWS: readonly FieldOf<ReleaseForm>[] = [
  { at: 'rows', name: 'Rows', mode: 'numeric', placeholder: 'all selected' },
  { at: 'validation', name: 'Held back for validation', mode: 'numeric', placeholder: 'none' },
];

const TRAINING: readonly FieldOf<ReleaseForm>[] = [
  {
    ...{ at: 'block', name: 'Block size (tokens)', mode: 'numeric', placeholder: 'no limit' },
    hint: 'A longer row is refused.',
  },
  { at: 'gpu', name: 'Price of a GPU hour', mode: 'decimal', unit: '$', placeholder: 'not said' },
];

/** For whom, which rows, and how they are written. */
export function BuilderForm({
  form,
  faults,
  options,
  set,
}: {
  form: ReleaseForm;
  faults: Faults;
  options: ReleaseOptions | undefined;
  set: (changes: Partial<ReleaseForm>) => void;
}) {
  const chosen = formatsIn(form);
  const toggle = (name: string, isOn: boolean): void => {
    const all = options?.formats ?? [];
    const before = chosen.length === 0 ? all : chosen;
    const next = all.filter((one) => (one === name ? isOn : before.includes(one)));
    set({ formats: next.length === all.length ? '' : next.join(',') });
  };
  return (
    <form aria-label="Release" className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
      <div>
        <p className="mb-1 text-12 font-medium text-muted">Policy</p>
        <Segmented
          name="policy"
          label="Policy"
          value={policyOf(form)}
          options={POLICY_NAMES.map((name) => ({ value: name, label: name }))}
          onChange={(policy) => set({ policy })}
        />
      </div>
      <Fields form={form} faults={faults} set={set} fields={ROWS} />
      <Choice
        name="Traces of"
        value={form.teacher}
        onChange={(teacher) => set({ teacher })}
        options={[['', 'any teacher'], ...(options?.teachers ?? []).map((one) => [one, one] as const)]}
      />
      <Choice
        name="Template"
        value={form.template}
        onChange={(template) => set({ template })}
        options={(options?.templates ?? []).map((one, at) => [at === 0 ? '' : one, one] as const)}
      />
      <Field
        name="System text"
        rows={2}
        value={form.system}
        placeholder="what the template says"
        fault={faults.system}
        hint="Said before every question, in every format."
        onChange={(system) => set({ system })}
      />
      <Fields form={form} faults={faults} set={set} fields={TRAINING} />
      <fieldset>
        <legend className="mb-1 text-12 font-medium text-muted">Formats</legend>
        <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
          {options?.formats.map((name) => (
            <Check
              key={name}
              checked={chosen.length === 0 || chosen.includes(name)}
              onChange={(isOn) => toggle(name, isOn)}
            >
              {name}
            </Check>
          ))}
        </div>
      </fieldset>
      <Check checked={form.mix === 'yes'} onChange={(mix) => set({ mix: mix ? 'yes' : '' })}>
        Allow kinds of traces beside each other
        <span className="block text-12 text-muted">Raw thoughts, summaries and worked solutions.</span>
      </Check>
      <Check checked={form.sample === 'yes'} onChange={(sample) => set({ sample: sample ? 'yes' : '' })}>
        Allow questions of the built-in sample beside others
      </Check>
    </form>
  );
}

function Choice({
  name,
  value,
  options,
  onChange,
}: {
  name: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <div>
      <span aria-hidden="true" className="mb-1 block text-12 font-medium text-muted">
        {name}
      </span>
      <Picker label={name} value={value} onChange={onChange} isFilter={false} isWide>
        {options.map(([one, says]) => (
          <option key={one} value={one}>
            {says}
          </option>
        ))}
      </Picker>
    </div>
  );
}
