import type { Look } from '../../../../shared/schemas/upload.ts';
import { bytesSaid } from '../../../lib/bytes.ts';
import { counted } from '../../../lib/format.ts';
import type { ImportForm } from '../form.ts';
import { onPage, readAs } from '../read-as.ts';
import { FieldMapping } from './field-mapping.tsx';
import { FirstRows } from './first-rows.tsx';

/** What a file is taken for, which of its columns become what, and what its first records would be. */
export function LookView({
  look,
  form,
  set,
}: {
  look: Look;
  form: ImportForm;
  set: (changes: Partial<ImportForm>) => void;
}) {
  const rejected = look.rows.filter(({ reason }) => reason !== null).length;
  return (
    <div className="flex flex-col gap-6">
      <p className="text-13" aria-live="polite">
        <span className="font-medium">{look.file}</span> {readAs(look)} · {bytesSaid(look.bytes)}
      </p>
      {look.problem !== null && (
        <p role="alert" className="max-w-[80ch] text-13 text-warn">
          {onPage(look.problem)}
        </p>
      )}
      {look.fields.length > 0 && look.columns.length > 0 && (
        <FieldMapping look={look} map={form.map} onMap={(map) => set({ map })} />
      )}
      {look.rows.length > 0 && (
        <section aria-labelledby="first-rows">
          <h3 id="first-rows" className="mb-2 text-13 font-medium">
            {rejected === 0
              ? `The first ${counted(look.rows.length, 'record')} as they would stand in ${form.kind === 'benchmark' ? 'the benchmark' : 'the pool'}`
              : `Of the first ${counted(look.rows.length, 'record')}, ${rejected} would be rejected`}
          </h3>
          <FirstRows rows={look.rows} />
        </section>
      )}
    </div>
  );
}
