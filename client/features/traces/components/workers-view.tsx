import { useQuery } from '@tanstack/react-query';
import type { JobItem } from '../../../../shared/schemas/job.ts';
import type { WorkerItem } from '../../../../shared/schemas/worker.ts';
import { LineTable } from '../../../components/line-table.tsx';
import { count, when } from '../../../lib/format.ts';
import { workersQuery } from '../api/get-workers.ts';
import { workersSaid } from '../plan-words.ts';

type Stand = NonNullable<NonNullable<JobItem['progress']>['workers']>;

const COLUMNS = [
  { name: 'Worker' },
  { name: 'Holds', isNumber: true },
  { name: 'Handed over', isNumber: true },
  { name: 'Heard of' },
  { name: 'Calls', isExtra: true },
];

/** Who makes the calls of a collection: how many they are, what each holds and when it was heard of last. */
export function WorkersView({ stand }: { stand: Stand }) {
  const { data } = useQuery(workersQuery());
  const unserved = data?.waiting.filter(({ isServed }) => !isServed).map(({ address }) => address) ?? [];
  const workers = data?.workers ?? [];
  return (
    <div className="mt-2">
      <p className="text-13">
        {workersSaid(stand, unserved)}{' '}
        {stand.connected === 0 && (
          <span className="text-muted">
            Start one: <code className="font-mono text-12">winnow worker --server …</code>
          </span>
        )}
      </p>
      {workers.length > 0 && <LineTable label="Workers" columns={COLUMNS} lines={workers.map(lineOf)} />}
    </div>
  );
}

const lineOf = (worker: WorkerItem) => ({
  key: `${worker.name} ${worker.connectedAt}`,
  cells: [
    <span key="name" className={worker.state === 'silent' ? 'text-muted' : undefined}>
      {worker.name}
      {worker.state === 'silent' && ' (silent)'}
      {worker.trouble !== null && <span className="block text-12 text-warn">{worker.trouble}</span>}
    </span>,
    `${count(worker.leases)} of ${count(worker.concurrency)}`,
    count(worker.replies),
    when(worker.lastSeenAt),
    worker.serves.join(', '),
  ],
});
