import { useMutation, useQuery } from '@tanstack/react-query';
import { Fault } from '../../../components/fault.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { count, counted } from '../../../lib/format.ts';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { startImport } from '../api/uploads.ts';
import { commandOf, type ImportForm, orderOf } from '../form.ts';
import { onPage, saidOnPage } from '../read-as.ts';
import { type Told, toldBy } from '../report.ts';
import { RejectionTable } from './rejection-table.tsx';

/** Reads every record and stores none: what would be imported, and what rejected, with reasons. */
export function CheckPart({
  form,
  names,
  set,
  mayImport,
}: {
  form: ImportForm;
  /** Of the files. */
  names: readonly string[];
  set: (changes: Partial<ImportForm>) => void;
  mayImport: boolean;
}) {
  const start = useMutation({
    mutationFn: () => startImport(orderOf(form, true)),
    onSuccess: ({ jobId }) => set({ check: jobId, why: '' }),
  });
  const { data: job } = useQuery({ ...jobQuery(form.check), enabled: form.check !== '' });
  const told = toldBy(job);
  return (
    <section aria-labelledby="check" className="flex flex-col gap-3 border-t border-line pt-6">
      <h2 id="check" className="text-16 leading-head font-semibold">
        {told === null ? 'Check them' : checkedSaid(told)}
      </h2>
      {told === null && (
        <p className="max-w-[70ch] text-13 text-muted">
          Every record is read as the import would read it. Nothing is stored; whatever can not be taken is
          listed with its reason.
        </p>
      )}
      {(job === undefined || job === null || job.state !== 'running') && (
        <p>
          <button
            type="button"
            className="control"
            disabled={!mayImport || start.isPending}
            onClick={() => start.mutate()}
          >
            {told === null ? 'Check all records' : 'Check again'}
          </button>
        </p>
      )}
      <Fault error={start.error} />
      {job && told === null && <JobLine job={saidOnPage(job)} />}
      {told !== null && <Checked told={told} form={form} names={names} set={set} />}
    </section>
  );
}

export const checkedSaid = ({ imported, superseded, alreadyPresent, rejected }: Told): string =>
  [
    `${counted(imported, 'question')} would come in`,
    superseded > 0 ? `${count(superseded)} as new versions` : '',
    alreadyPresent > 0 ? `${count(alreadyPresent)} are there already` : '',
    rejected > 0 ? `${count(rejected)} would be rejected` : 'none would be rejected',
  ]
    .filter((part) => part !== '')
    .join('; ');

function Checked({
  told,
  form,
  names,
  set,
}: {
  told: Told;
  form: ImportForm;
  names: readonly string[];
  set: (changes: Partial<ImportForm>) => void;
}) {
  return (
    <>
      <ul className="flex flex-col gap-0.5 text-13">
        {told.sources.slice(0, 40).map(({ name, records, licenseDeclared }) => (
          <li key={name}>
            {name} <span className="text-muted tabular-nums">{counted(records, 'record')}</span>{' '}
            <span className={licenseDeclared === null ? 'text-warn' : 'text-muted'}>
              · {licenseDeclared ?? 'no licence is named, or several are'}
            </span>
          </li>
        ))}
      </ul>
      {told.warnings.map((warning) => (
        <p key={warning} className="max-w-[80ch] text-13 text-muted">
          {onPage(warning)}
        </p>
      ))}
      {told.rejected > 0 && (
        <RejectionTable
          from={{ path: '/uploads/{id}/rejections', id: form.upload, job: form.check }}
          counts={told.rejectedFor}
          why={form.why}
          onWhy={(why) => set({ why })}
          command={`${commandOf({ ...form, strict: '' }, names)} --dry-run --rejected rejected.jsonl`}
        />
      )}
    </>
  );
}
