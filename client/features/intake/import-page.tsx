import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Upload } from '../../../shared/schemas/upload.ts';
import { Fault } from '../../components/fault.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Loading } from '../../components/states.tsx';
import { bytesSaid } from '../../lib/bytes.ts';
import { count, counted, percent } from '../../lib/format.ts';
import { jobQuery } from '../../lib/queries/jobs.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { useAddressForm } from '../../lib/use-address-form.ts';
import { useRested } from '../../lib/use-rested.ts';
import { dropUpload, lookQuery, uploadQuery } from './api/uploads.ts';
import { CheckPart, checkedSaid } from './components/check-part.tsx';
import { DropArea } from './components/drop-area.tsx';
import { EarlierImports } from './components/earlier-imports.tsx';
import { FileList } from './components/file-list.tsx';
import { ImportPart } from './components/import-part.tsx';
import { Imported } from './components/imported.tsx';
import { LookView } from './components/look-view.tsx';
import { OpenUploads } from './components/open-uploads.tsx';
import { ReadingForm } from './components/reading-form.tsx';
import { EMPTY, formOf, type ImportForm, paramsOf, readingOf } from './form.ts';
import { type Told, toldBy } from './report.ts';
import { useSending } from './use-sending.ts';

/** How long nothing must be typed before the files are looked at again. Unit: milliseconds. */
const REST_MS = 250;

/** From files to the pool: handed in, looked at, checked, imported. Each step stands in the address. */
export function ImportPage() {
  const { form, set } = useAddressForm({ formOf, paramsOf });
  const { data: session } = useQuery(sessionQuery());
  const mayImport = session === undefined || ['owner', 'curator'].includes(session.role);
  const { data: imported } = useQuery({ ...jobQuery(form.job), enabled: form.job !== '' });
  const { data: checked } = useQuery({ ...jobQuery(form.check), enabled: form.check !== '' });
  const done = toldBy(imported);
  const isOver = done !== null || (form.job !== '' && imported === undefined);
  const uploaded = useQuery(uploadQuery(form.upload, isOver));
  // Another reading makes another check of it.
  const change = (changes: Partial<ImportForm>): void =>
    set('look' in changes ? changes : { ...changes, check: '', job: '' });
  const sending = useSending(uploaded.data, (upload) => set({ ...EMPTY, kind: form.kind, upload }));
  const upload = done === null ? uploaded.data : undefined;
  const isWhole = upload?.files.every(({ bytes, received }) => bytes === received) === true;
  return (
    <div className="flex max-w-320 flex-col gap-7 px-4 pt-8 pb-16 lg:px-8">
      <title>Import · Winnow</title>
      <header className="flex flex-col gap-4">
        <h1 className="headline">{headlineOf(form, upload, done)}</h1>
        {done === null && (
          <span className="self-start">
            <Segmented
              name="kind"
              label="What they are"
              value={form.kind}
              options={[
                { value: 'questions', label: 'Questions for the pool' },
                { value: 'benchmark', label: 'A benchmark, never to be trained on' },
              ]}
              onChange={(kind) => change({ kind })}
            />
          </span>
        )}
      </header>
      {!mayImport && (
        <p role="status" className="text-13 text-warn">
          Imports are for owner and curator, and you are {session?.role}.
        </p>
      )}
      {done !== null ? (
        <Imported told={done} isBenchmark={form.kind === 'benchmark'} onMore={() => set(EMPTY)} />
      ) : (
        <>
          <Files
            form={form}
            upload={upload}
            isWhole={isWhole}
            isSending={sending.isPending}
            mayImport={mayImport}
            onFiles={(files) => sending.mutate(files)}
            set={change}
          />
          <Fault error={sending.error ?? (form.upload === '' ? null : uploaded.error)} />
          {upload !== undefined && isWhole && (
            <>
              <Reading form={form} set={change} />
              {form.kind !== 'benchmark' && (
                <CheckPart form={form} set={(changes) => set(changes)} mayImport={mayImport} />
              )}
              <ImportPart
                form={form}
                names={upload.files.map(({ name }) => name)}
                set={(changes) => set(changes)}
                why={whyNot(form, toldBy(checked), mayImport)}
                told={saidBefore(toldBy(checked))}
              />
            </>
          )}
        </>
      )}
      {form.upload === '' && mayImport && <OpenUploads onOpen={(id) => change({ upload: id })} />}
      <EarlierImports mayUndo={mayImport} />
    </div>
  );
}

function headlineOf({ kind, upload: id }: ImportForm, upload: Upload | undefined, done: Told | null): string {
  if (done !== null)
    return kind === 'benchmark'
      ? 'The benchmark is added'
      : `${counted(done.imported, 'question')} imported; ${done.rejected === 0 ? 'none was' : done.rejected === 1 ? 'one record was' : `${count(done.rejected)} records were`} rejected`;
  if (upload === undefined || id === '')
    return kind === 'benchmark' ? 'Add a benchmark' : 'Import questions into the pool';
  const bytes = upload.files.reduce((sum, file) => sum + file.bytes, 0);
  const received = upload.files.reduce((sum, file) => sum + file.received, 0);
  const files = `${counted(upload.files.length, 'file')}, ${bytesSaid(bytes)}`;
  return received < bytes ? `${files}: ${percent(received, bytes)} is here` : files;
}

function whyNot({ kind }: ImportForm, told: Told | null, mayImport: boolean): string | null {
  if (!mayImport) return 'Imports are for owner and curator.';
  if (kind === 'benchmark') return null;
  if (told === null) return 'Check all records first.';
  return told.imported + told.superseded === 0 ? 'There is nothing new in these files.' : null;
}

const saidBefore = (told: Told | null): string => (told === null ? '' : `${checkedSaid(told)}.`);

/** The files that are there, or the place to put them. */
function Files({
  form,
  upload,
  isWhole,
  isSending,
  mayImport,
  onFiles,
  set,
}: {
  form: ImportForm;
  upload: Upload | undefined;
  isWhole: boolean;
  isSending: boolean;
  mayImport: boolean;
  onFiles: (files: readonly File[]) => void;
  set: (changes: Partial<ImportForm>) => void;
}) {
  const client = useQueryClient();
  const drop = useMutation({
    mutationFn: dropUpload,
    onSuccess: async () => {
      set({ ...EMPTY, kind: form.kind });
      await client.invalidateQueries({ queryKey: ['uploads'] });
    },
  });
  const isWaiting = upload !== undefined && !isWhole && !isSending;
  return (
    <div className="flex flex-col gap-3">
      {upload !== undefined && (
        <FileList
          upload={upload}
          looked={Math.max(0, Number.parseInt(form.look, 10) - 1 || 0)}
          onLook={(place) => set({ look: String(place + 1) })}
        />
      )}
      {(upload === undefined || isWaiting) && (
        <DropArea isBusy={isSending || !mayImport} onFiles={onFiles}>
          {isWaiting ? 'Drop the same files again, and they go on where they stopped' : 'Drop files here'}
        </DropArea>
      )}
      {upload !== undefined && !isSending && (
        <p>
          <button
            type="button"
            className="quiet"
            disabled={drop.isPending}
            onClick={() => drop.mutate(upload.uploadId)}
          >
            Remove these files and take others
          </button>
        </p>
      )}
      <Fault error={drop.error} />
    </div>
  );
}

/** What the file at hand is taken for, and how to have it read otherwise. */
function Reading({ form, set }: { form: ImportForm; set: (changes: Partial<ImportForm>) => void }) {
  const reading = useRested(readingOf(form), REST_MS);
  const { data: look, error, isFetching } = useQuery(lookQuery(form.upload, reading, true));
  return (
    <section aria-labelledby="reading" className="flex flex-col gap-5 border-t border-line pt-6">
      <h2 id="reading" className="text-16 leading-head font-semibold">
        How they are read
      </h2>
      <ReadingForm form={form} set={set} />
      <Fault error={error} />
      {look === undefined && isFetching && <Loading what="the file" />}
      {look !== undefined && error === null && <LookView look={look} form={form} set={set} />}
    </section>
  );
}
