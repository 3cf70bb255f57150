import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { GraderItem, GraderRow } from '../../../../shared/schemas/graders.ts';
import { Check } from '../../../components/field.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { Problem, Skeleton } from '../../../components/states.tsx';
import { counted } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { graderRowsQuery } from '../api/graders.ts';

/** What the grader of the address and people both judged, where they differ first; of the first grader without one. */
export function GraderRows({ graders }: { graders: readonly GraderItem[] }) {
  const [search, setSearch] = useSearchParams();
  const differ = search.get('differ') === 'yes';
  const chosen =
    graders.find(
      ({ grader, prompt }) => grader === search.get('grader') && prompt === search.get('prompt'),
    ) ?? graders.find(({ n }) => n > 0);
  const { data, error, refetch } = useQuery(graderRowsQuery(chosen, differ));
  if (chosen === undefined) return null;
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  const { grader, prompt, n, agree } = chosen;
  return (
    <section aria-labelledby="both">
      <h2 id="both" className="max-w-[60ch] text-16 leading-head font-semibold break-words">
        {agree === n
          ? `${grader} and people say the same of ${counted(n, 'row')}`
          : `${grader} and people differ on ${counted(n - agree, 'row')} of ${n.toLocaleString('en-US')}`}
      </h2>
      <div className="mt-2 mb-3">
        <Check
          checked={differ}
          onChange={(isOn) =>
            setSearch({ grader, prompt, ...(isOn && { differ: 'yes' }) }, { replace: true })
          }
        >
          Only where they differ
        </Check>
      </div>
      {data === undefined ? (
        <Skeleton className="h-40 w-full" />
      ) : data.items.length === 0 ? (
        <p className="text-13 text-muted">
          {n === 0 ? 'People have judged none of it yet.' : 'They differ nowhere.'}
        </p>
      ) : (
        <>
          <LineTable
            label="Judged by both"
            columns={[
              { name: 'Question' },
              { name: 'What', isExtra: true },
              { name: 'Grader' },
              { name: 'People' },
            ]}
            lines={data.items.map((row) => ({
              key: `${row.traceId ?? row.attempt}`,
              cells: cellsOf(row),
            }))}
          />
          {data.nextCursor !== null && (
            <p className="mt-2 text-12 text-muted">The first {data.items.length} of them.</p>
          )}
        </>
      )}
    </section>
  );
}

function cellsOf({ questionId, question, traceId, collectionId, attempt, verdict, people }: GraderRow) {
  return [
    <Link
      key="question"
      className="line-clamp-2 max-w-[60ch] min-w-32 text-link"
      to={`/pool/${encodeURIComponent(questionId)}`}
    >
      <PlainText text={question} />
    </Link>,
    traceId !== null && collectionId !== null ? (
      <Link
        key="trace"
        className="text-link"
        to={addressOf(`/traces/${encodeURIComponent(collectionId)}/${encodeURIComponent(traceId)}`, {})}
      >
        trace
      </Link>
    ) : (
      `attempt ${attempt}`
    ),
    verdict,
    <span key="people" className={verdict === people ? '' : 'font-medium text-warn'}>
      {people}
    </span>,
  ];
}
