import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { SelectionChange } from '../../../../shared/schemas/review.ts';
import { LineTable } from '../../../components/line-table.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { count, counted } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { selectionChangeQuery } from '../api/queues.ts';

/** What a release would hold by now: who gave way since somebody rejected them, and who of the reserve stepped in. */
export function SelectionChangePart({ runId }: { runId: string }) {
  const { data, error } = useQuery(selectionChangeQuery(runId));
  if (error !== null) return null; // the rest of the page stands without it
  if (data === undefined) return <Skeleton className="h-20 w-full max-w-160" />;
  const { wanted, rows, accepted, left, steppedIn } = data;
  const short = wanted - rows;
  return (
    <section aria-labelledby="selection">
      <h2 id="selection" className="text-16 leading-head font-semibold">
        {headline(data)}
      </h2>
      <p className="mt-1 max-w-[75ch] text-13 text-muted">
        A release would hold {count(rows)} of {counted(wanted, 'row')}, {count(accepted)} of them accepted.
        {short > 0 && (
          <>
            {' '}
            Nobody with a usable trace is left in the reserve, so {counted(short, 'row')} would be missing.{' '}
            <Link className="text-link" to={addressOf('/traces/plan', { run: runId })}>
              Plan a collection
            </Link>
          </>
        )}
      </p>
      {left.length > 0 && (
        <div className="mt-3 max-w-240">
          <LineTable
            label="Rows that changed"
            columns={[{ name: 'Rank', isNumber: true }, { name: 'Question' }, { name: 'Now' }]}
            lines={[
              ...left.map((row) => lineOf(row, runId, gaveWay(row.rejectedBy))),
              ...steppedIn.map((row) => lineOf(row, runId, 'stepped in from the reserve')),
            ]}
          />
        </div>
      )}
    </section>
  );
}

type Place = SelectionChange['steppedIn'][number];

const gaveWay = (by: readonly string[]): string =>
  by.length === 0 ? 'gave way' : `gave way: rejected by ${by.join(', ')}`;

const lineOf = ({ questionId, rank, question }: Place, runId: string, now: string) => ({
  key: questionId,
  cells: [
    count(rank),
    <Link
      key="question"
      className="line-clamp-1 min-w-32 text-link"
      to={addressOf(`/pool/${encodeURIComponent(questionId)}`, { run: runId })}
    >
      <PlainText text={question} />
    </Link>,
    now,
  ],
});

function headline({ left, steppedIn }: SelectionChange): string {
  if (left.length === 0) return 'Reviews have changed nothing in the selection yet';
  const gone = `${counted(left.length, 'row')} gave way`;
  return steppedIn.length === 0
    ? `${gone}, and nobody stepped in`
    : `${gone}, and ${count(steppedIn.length)} of the reserve stepped in`;
}
