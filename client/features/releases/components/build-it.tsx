import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Field } from '../../../components/field.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { sessionQuery } from '../../../lib/queries/workspace.ts';
import { addressOf } from '../../../lib/urls.ts';
import { startRelease } from '../api/building.ts';
import { commandOf, type Faults, type ReleaseForm, releaseOrder } from '../order.ts';

/** The name, the start, how far it is, and the command that does the same. */
export function BuildIt({
  form,
  faults,
  runId,
  why,
  set,
}: {
  form: ReleaseForm;
  faults: Faults;
  runId: string;
  /** Why it can not be built; null where it can. */
  why: string | null;
  set: (changes: Partial<ReleaseForm>) => void;
}) {
  const { data: session } = useQuery(sessionQuery());
  const { mutate, data: started, error, isPending } = useMutation({ mutationFn: startRelease });
  const mayBuild = session === undefined || ['owner', 'curator'].includes(session.role);
  const held =
    why ??
    (form.name === ''
      ? 'Give it a name first: the folder below releases/ of the workspace.'
      : mayBuild
        ? null
        : `Releases are for owner and curator, and you are ${session?.role}.`);
  return (
    <section aria-labelledby="build" className="border-t border-line pt-5">
      <h2 id="build" className="mb-3 text-16 leading-head font-semibold">
        Build it
      </h2>
      <div className="flex flex-wrap items-start gap-3">
        <span className="w-56">
          <Field
            name="Name"
            value={form.name}
            placeholder="set-1"
            fault={faults.name}
            onChange={(name) => set({ name })}
          />
        </span>
        <span className="mt-5.5">
          <HeldButton
            isHeld={held !== null}
            isPending={isPending}
            whyId="build-why"
            onPress={() => mutate(releaseOrder(form, runId))}
          >
            Build release
          </HeldButton>
        </span>
      </div>
      <p id="build-why" className="mt-2 max-w-[70ch] text-12 text-muted">
        {held ?? 'All of it is written, or nothing; it goes on when this page is closed.'}
      </p>
      {error !== null && (
        <p role="alert" className="mt-2 max-w-[80ch] text-13 text-warn">
          {error.message}
        </p>
      )}
      {started !== undefined && <Started jobId={started.jobId} />}
      <div className="mt-3">
        <CommandLine command={winnowCommand(commandOf(form, runId))} />
      </div>
    </section>
  );
}

function Started({ jobId }: { jobId: string }) {
  const { data: job } = useQuery(jobQuery(jobId));
  if (job === undefined || job === null) return null;
  const { releaseId } = (job.result ?? {}) as { releaseId?: unknown };
  return (
    <div className="mt-3">
      <JobLine job={job} />
      {typeof releaseId === 'string' && (
        <p className="mt-1.5 text-13">
          <Link className="text-link" to={addressOf(`/releases/${encodeURIComponent(releaseId)}`, {})}>
            See {releaseId}
          </Link>
        </p>
      )}
    </div>
  );
}
