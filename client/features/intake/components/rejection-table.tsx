import { useInfiniteQuery } from '@tanstack/react-query';
import { REJECTIONS } from '../../../../shared/vocabulary/rejections.ts';
import { Fault } from '../../../components/fault.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Loading } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import { reasonName } from '../../../lib/stages.ts';
import { type RejectedFrom, type RejectionReason, rejectionsQuery } from '../api/rejections.ts';
import { onPage } from '../read-as.ts';

/**
 * Records that are not taken, with place and reason; a reason chosen shows its own alone.
 * @param counts of each reason, among all of them
 * @param command that lists the same; none where none does
 */
export function RejectionTable({
  from,
  counts,
  why,
  onWhy,
  command,
}: {
  from: RejectedFrom;
  counts: readonly (readonly [reason: string, count: number])[];
  /** The reason that is chosen; empty: all of them. */
  why: string;
  onWhy: (why: string) => void;
  command?: string;
}) {
  const reason = isReason(why) ? why : undefined;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    rejectionsQuery(from, reason),
  );
  const rows = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-label="Rejections" className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13">
        {counts.map(([name, many]) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === reason}
              className={`quiet ${name === reason ? 'font-medium text-accent' : ''}`}
              onClick={() => onWhy(name === reason ? '' : name)}
            >
              {reasonName(name)} <span className="tabular-nums">{count(many)}</span>
            </button>
          </li>
        ))}
      </ul>
      <SaveRows
        path={from.path}
        params={{ id: from.id }}
        query={{ reason }}
        {...(reason === undefined && { command })}
      />
      <Fault error={error} />
      {rows === undefined && error === null && <Loading what="the rejected records" />}
      {rows !== undefined && (
        <div className="max-h-96 overflow-y-auto">
          <LineTable
            label="Rejected records"
            columns={[
              { name: 'File' },
              { name: 'Line', isNumber: true },
              { name: 'Reason' },
              { name: 'Why' },
            ]}
            lines={rows.map((one) => ({
              key: `${one.file} ${one.line} ${one.byte} ${one.reason}`,
              cells: [
                <span key="file" className="whitespace-nowrap">
                  {one.file}
                </span>,
                count(one.line),
                <span key="reason" className="whitespace-nowrap">
                  {reasonName(one.reason)}
                </span>,
                <span key="why" className="block max-w-[80ch] min-w-64 break-words">
                  <PlainText text={onPage(one.message)} />
                </span>,
              ],
            }))}
          />
        </div>
      )}
      {hasNextPage && (
        <p>
          <button
            type="button"
            className="control"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? 'Loading …' : 'Show more'}
          </button>
        </p>
      )}
    </section>
  );
}

const isReason = (why: string): why is RejectionReason => Object.hasOwn(REJECTIONS, why);
