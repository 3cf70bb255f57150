import { Check, Field } from '../../../components/field.tsx';
import { type FieldOf, Fields } from '../../../components/fields.tsx';
import { Picker } from '../../../components/picker.tsx';
import type { ImportForm } from '../form.ts';

const FORMATS: Readonly<Record<string, string>> = {
  auto: 'Format: as found',
  jsonl: 'JSON Lines',
  json: 'JSON',
  csv: 'CSV',
  tsv: 'TSV',
  parquet: 'Parquet',
};

const ORIGIN: readonly FieldOf<ImportForm>[] = [
  { at: 'source', name: 'Source', placeholder: 'as a record says', hint: 'Else the name of its file.' },
  { at: 'license', name: 'Licence', placeholder: 'SPDX, as in MIT', hint: 'Of records that state none.' },
  { at: 'revision', name: 'Revision', placeholder: 'a commit, or a date' },
];

const READ: readonly FieldOf<ImportForm>[] = [
  { at: 'encoding', name: 'Encoding', placeholder: 'utf-8', hint: 'Where no byte order mark tells.' },
  { at: 'records', name: 'Records lie at', placeholder: 'data.train[].row', hint: 'Of a JSON file.' },
];

/** What no file says by itself: where its questions come from, under which licence, and how it is to be read. */
export function ReadingForm({
  form,
  set,
}: {
  form: ImportForm;
  set: (changes: Partial<ImportForm>) => void;
}) {
  if (form.kind === 'benchmark')
    return (
      <div className="max-w-80">
        <Field
          name="Name"
          value={form.name}
          placeholder="as the file is called"
          hint="Of one file; several are named by their files."
          onChange={(name) => set({ name })}
        />
      </div>
    );
  return (
    <form
      aria-label="How they are read"
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-col gap-4"
    >
      <Fields form={form} set={set} fields={ORIGIN} className="sm:grid-cols-3" />
      <details open={form.format !== 'auto' || form.encoding !== '' || form.records !== ''}>
        <summary className="w-fit cursor-pointer text-13 text-muted">Read them otherwise</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-3">
          <div>
            <p className="mb-1 text-12 font-medium text-muted">Format</p>
            <Picker
              label="Format"
              value={form.format}
              onChange={(format) => set({ format })}
              isFilter={false}
            >
              {Object.entries(FORMATS).map(([value, says]) => (
                <option key={value} value={value}>
                  {says}
                </option>
              ))}
            </Picker>
          </div>
          <Fields form={form} set={set} fields={READ} className="sm:col-span-2 sm:grid-cols-2" />
        </div>
      </details>
      <div className="flex flex-col gap-2">
        <Check checked={form.strict === 'yes'} onChange={(is) => set({ strict: is ? 'yes' : '' })}>
          Import all records, or none of them
        </Check>
        <Check checked={form.supersede === 'yes'} onChange={(is) => set({ supersede: is ? 'yes' : '' })}>
          Another text under a known id becomes a new version of it
          <span className="block text-12 text-muted">Otherwise it is rejected: nothing is overwritten.</span>
        </Check>
      </div>
    </form>
  );
}
