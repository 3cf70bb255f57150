import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { LineTable } from '../../../components/line-table.tsx';
import { when } from '../../../lib/format.ts';
import { holdersQuery } from '../api/queues.ts';

/** Who holds which item, and until when it is theirs without another word. */
export function Holders({ queueId }: { queueId: string }) {
  const { data } = useQuery(holdersQuery(queueId));
  return (
    <section aria-labelledby="holders" className="max-w-200">
      <h2 id="holders" className="mb-2 text-16 leading-head font-semibold">
        Who holds what
      </h2>
      {data === undefined || data.items.length === 0 ? (
        <p className="text-13 text-muted">
          Nobody holds an item. Whoever opens the queue gets one for five minutes, and longer while they work.
        </p>
      ) : (
        <LineTable
          label="Items in hand"
          columns={[
            { name: 'Person' },
            { name: 'Question' },
            { name: 'Since', isExtra: true },
            { name: 'Until' },
          ]}
          lines={data.items.map(({ user, questionId, since, until }) => ({
            key: `${user} ${questionId}`,
            cells: [
              user,
              <Link key="question" className="text-link font-mono text-12" to={`/pool/${questionId}`}>
                {questionId}
              </Link>,
              when(since),
              when(until),
            ],
          }))}
        />
      )}
    </section>
  );
}
