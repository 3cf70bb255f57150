import { Link } from 'react-router';
import type { TraceRow } from '../../../../shared/schemas/trace.ts';
import { QuestionText } from '../../../components/question-text.tsx';
import { type PagedRows, type Place, ROW_LINE, RowTable } from '../../../components/row-table.tsx';
import { TraceOutcome } from '../../../components/trace-mark.tsx';
import { count, counted, oneLine } from '../../../lib/format.ts';

/** The columns of the table, the same for its head and its rows. */
const COLUMNS =
  'grid items-center gap-x-5 px-4 lg:px-8 sm:grid-cols-[3rem_minmax(0,1fr)_11.5rem_4.5rem] lg:grid-cols-[3rem_minmax(0,1fr)_13rem_6.5rem_4.5rem_4.5rem]';

/** The traces of a collection in the order in which they came. */
export function TraceTable({
  found,
  openId,
  isRaw,
  hrefOf,
}: {
  found: PagedRows<TraceRow>;
  openId: string | undefined;
  isRaw: boolean;
  hrefOf: (id: string) => string;
}) {
  return (
    <RowTable
      label="Traces"
      isOfPage
      found={found}
      idOf={({ traceId }) => traceId}
      openId={openId}
      heights={{ wide: 40, narrow: 92 }}
      columns={COLUMNS}
      head={<Head />}
      row={(row, place) => (
        <Row
          key={row.traceId}
          row={row}
          place={place}
          href={hrefOf(row.traceId)}
          isOpen={row.traceId === openId}
          isRaw={isRaw}
        />
      )}
      nothing={
        <p role="status" className="border-t border-line px-4 py-16 text-center text-muted">
          No trace fits these filters. Take one away, or search for other words.
        </p>
      }
    />
  );
}

function Head() {
  return (
    <tr className={`${COLUMNS} h-8 border-b border-line text-left text-12 text-muted *:font-medium`}>
      <th scope="col" className="text-right">
        Rank
      </th>
      <th scope="col">Question</th>
      <th scope="col">Outcome</th>
      <th scope="col" className="max-lg:hidden">
        Verdict
      </th>
      <th scope="col" className="text-right">
        Tokens
      </th>
      <th scope="col" className="max-lg:hidden">
        Flags
      </th>
    </tr>
  );
}

function Row({
  row,
  place,
  href,
  isOpen,
  isRaw,
}: {
  row: TraceRow;
  place: Place;
  href: string;
  isOpen: boolean;
  isRaw: boolean;
}) {
  const { rank, text, outcome, reason, verdict, tokens, flags, sample } = row;
  return (
    <tr
      aria-rowindex={place.index + 2}
      data-row={place.index}
      style={place.style}
      className={`${COLUMNS} ${ROW_LINE} max-sm:content-center max-sm:gap-y-1 ${isOpen ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      <td className="text-right text-muted tabular-nums max-sm:hidden">
        {rank === null ? '–' : count(rank)}
      </td>
      <td className="min-w-0">
        <Link
          to={href}
          aria-current={isOpen ? 'true' : undefined}
          className="block text-14 leading-text sm:leading-[1.6] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="row-line">
            {sample > 0 && <span className="mr-2 text-12 text-muted">sample {sample + 1}</span>}
            <QuestionText text={oneLine(text)} raw={isRaw} inline />
          </span>
        </Link>
      </td>
      <td className="flex min-w-0 items-center gap-2">
        <TraceOutcome outcome={outcome} reason={reason} />
        <span className="truncate text-12 text-muted sm:hidden">
          {[verdict, tokens === null ? null : counted(tokens, 'token')].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td className="truncate text-muted max-lg:hidden">{verdict ?? '–'}</td>
      <td className="text-right text-muted tabular-nums max-sm:hidden">
        {tokens === null ? '–' : count(tokens)}
      </td>
      <td className="truncate text-12 text-muted max-lg:hidden" title={flags.join('\n')}>
        {flags.length === 0 ? '–' : counted(flags.length, 'flag')}
      </td>
    </tr>
  );
}
