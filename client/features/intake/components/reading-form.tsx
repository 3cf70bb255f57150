import { Check, Field } from '../../../components/field.tsx';
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
      <div className="grid gap-4 sm:grid-cols-3">
        <Field
          name="Source"
          value={form.source}
          placeholder="as a record says"
          hint="Else the name of its file."
          onChange={(source) => set({ source })}
        />
        <Field
          name="Licence"
          value={form.license}
          placeholder="SPDX, as in MIT"
          hint="Of records that state none."
          onChange={(license) => set({ license })}
        />
        <Field
          name="Revision"
          value={form.revision}
          placeholder="a commit, or a date"
          onChange={(revision) => set({ revision })}
        />
      </div>
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
          <Field
            name="Encoding"
            value={form.encoding}
            placeholder="utf-8"
            hint="Where no byte order mark tells."
            onChange={(encoding) => set({ encoding })}
          />
          <Field
            name="Records lie at"
            value={form.records}
            placeholder="data.train[].row"
            hint="Of a JSON file."
            onChange={(records) => set({ records })}
          />
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
