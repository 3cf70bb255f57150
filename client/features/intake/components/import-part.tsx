import { useMutation, useQuery } from '@tanstack/react-query';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Fault } from '../../../components/fault.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { startImport } from '../api/uploads.ts';
import { commandOf, type ImportForm, orderOf } from '../form.ts';
import { saidOnPage } from '../read-as.ts';

/** The import itself, and the command that does the same. */
export function ImportPart({
  form,
  names,
  set,
  why,
  told,
}: {
  form: ImportForm;
  /** Of the files. */
  names: readonly string[];
  set: (changes: Partial<ImportForm>) => void;
  /** Why it can not be begun; null where it can. */
  why: string | null;
  /** What will be stored. */
  told: string;
}) {
  const start = useMutation({
    mutationFn: () => startImport(orderOf(form, false)),
    onSuccess: ({ jobId }) => set({ job: jobId }),
  });
  const { data: job } = useQuery({ ...jobQuery(form.job), enabled: form.job !== '' });
  const isBenchmark = form.kind === 'benchmark';
  return (
    <section aria-labelledby="import" className="flex flex-col gap-3 border-t border-line pt-6">
      <h2 id="import" className="text-16 leading-head font-semibold">
        {isBenchmark ? 'Add it' : 'Import them'}
      </h2>
      {(job === undefined || job === null || job.state === 'failed' || job.state === 'cancelled') && (
        <p>
          <HeldButton
            isHeld={why !== null}
            isPending={start.isPending}
            whyId="import-why"
            onPress={() => start.mutate()}
          >
            {isBenchmark ? 'Add benchmark' : 'Import'}
          </HeldButton>
        </p>
      )}
      <p id="import-why" className="max-w-[70ch] text-12 text-muted">
        {why ?? `${told} All of it is stored, or nothing; it goes on when this page is closed.`}
      </p>
      <Fault error={start.error} />
      {job && <JobLine job={saidOnPage(job)} />}
      <div>
        <p className="mb-1 text-12 text-muted">The same from a terminal</p>
        <CommandLine command={winnowCommand(commandOf(form, names))} />
      </div>
    </section>
  );
}
