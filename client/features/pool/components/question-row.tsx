import { Link } from 'react-router';
import { QuestionText } from '../../../components/question-text.tsx';
import { type Place, ROW_LINE } from '../../../components/row-table.tsx';
import { count, oneLine } from '../../../lib/format.ts';
import type { PoolRow } from '../use-rows.ts';
import { Outcome } from './outcome.tsx';

/** The columns of the table, the same for its head and its rows. */
export const COLUMNS =
  'grid items-center gap-x-5 px-4 lg:px-8 sm:grid-cols-[minmax(0,1fr)_7.5rem_8.5rem] lg:grid-cols-[minmax(0,1fr)_8.5rem_10rem_4rem_9.5rem]';

/** One question: a line on a desk, two on a phone; all of it opens the question. */
export function Row({
  row,
  place,
  href,
  isOpen,
  isRaw,
  titles,
}: {
  row: PoolRow;
  place: Place;
  href: string;
  isOpen: boolean;
  isRaw: boolean;
  titles: ReadonlyMap<string, string>;
}) {
  const decided = 'stage' in row ? row : null;
  const kind = 'stage' in row ? (titles.get(row.signals.domain) ?? row.signals.domain) : row.license;
  return (
    <tr
      aria-rowindex={place.index + 2}
      data-row={place.index}
      style={place.style}
      className={`${COLUMNS} ${ROW_LINE} max-sm:content-center max-sm:gap-y-1 ${isOpen ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      <td className="min-w-0">
        <Link
          to={href}
          aria-current={isOpen ? 'true' : undefined}
          className="block text-14 leading-text sm:leading-[1.6] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="row-line">
            <QuestionText text={oneLine(row.text)} raw={isRaw} inline />
          </span>
        </Link>
      </td>
      <td className="truncate text-muted max-sm:hidden" title={row.source}>
        {row.source}
      </td>
      <td className="truncate text-muted max-lg:hidden" title={kind ?? undefined}>
        {kind ?? '–'}
      </td>
      {decided && (
        <>
          <td className="text-right text-muted tabular-nums max-lg:hidden">
            {count(decided.signals.length)}
          </td>
          <td className="flex min-w-0 items-center gap-2">
            <Outcome decision={decided} />
            <span className="truncate text-12 text-muted sm:hidden">
              {row.source} · {kind}
            </span>
          </td>
        </>
      )}
    </tr>
  );
}
