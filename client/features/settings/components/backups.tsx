import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Fault } from '../../../components/fault.tsx';
import { JobLine } from '../../../components/job-line.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { bytesSaid } from '../../../lib/bytes.ts';
import { when } from '../../../lib/format.ts';
import { jobQuery } from '../../../lib/queries/jobs.ts';
import { backupsQuery, makeBackup } from '../api.ts';

/** Copies of the workspace: made, loaded, and how one becomes a workspace again. */
export function Backups() {
  const { data } = useQuery(backupsQuery());
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: makeBackup,
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const jobId = make.data?.jobId ?? '';
  const { data: job } = useQuery({ ...jobQuery(jobId), enabled: jobId !== '' });
  const newest = data?.items[0]?.name ?? 'NAME.tar';
  return (
    <>
      <p className="max-w-[75ch] text-13 text-muted">
        A backup is the whole workspace as it is at one moment, in one file, made while everybody goes on
        working. It lies in the folder <code className="font-mono text-12">backups/</code> of the workspace,
        so keep a copy of it elsewhere. The private key of the log is not in it: keep{' '}
        <code className="font-mono text-12">ledger.key</code> somewhere else as well, once.
      </p>
      <p>
        <button
          type="button"
          className="control"
          disabled={make.isPending}
          onClick={() => make.mutate(nameNow())}
        >
          Make a backup
        </button>
      </p>
      <Fault error={make.error} />
      {job && job.state !== 'done' && <JobLine job={job} />}
      {data !== undefined && data.items.length === 0 && <p className="text-13">None lies here yet.</p>}
      {data !== undefined && data.items.length > 0 && <SaveRows path="/backups" />}
      {data !== undefined && data.items.length > 0 && (
        <LineTable
          stacks
          label="Backups"
          columns={[{ name: 'File' }, { name: 'Made' }, { name: 'Size', isNumber: true }]}
          lines={data.items.map(({ name, bytes, madeAt }) => ({
            key: name,
            cells: [
              <a
                key="file"
                className="text-link"
                href={`/api/v1/backups/${encodeURIComponent(name)}/file`}
                download
              >
                {name}
              </a>,
              when(madeAt),
              bytesSaid(bytes),
            ],
          }))}
        />
      )}
      <div>
        <p className="mb-1 text-12 text-muted">
          To restore, into a folder that is missing or empty: a living workspace is never overwritten
        </p>
        <CommandLine command={winnowCommand(`--workspace NEW-FOLDER restore ${newest}`)} />
      </div>
    </>
  );
}

/** `winnow-2026-11-30-204903`, in the reader's time zone. */
function nameNow(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `winnow-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
