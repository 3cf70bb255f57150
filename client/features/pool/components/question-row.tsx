import { Link } from 'react-router';
import { QuestionText } from '../../../components/question-text.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import type { PoolRow } from '../use-rows.ts';
import { Outcome } from './outcome.tsx';

/** The columns of the table, the same for its head and its rows. */
export const COLUMNS =
  'grid items-center gap-x-5 px-4 lg:px-8 sm:grid-cols-[minmax(0,1fr)_7.5rem_8.5rem] lg:grid-cols-[minmax(0,1fr)_8.5rem_10rem_4rem_9.5rem]';

/** Where a row stands: its number from 0, and its place and height in the list. */
export interface Place {
  index: number;
  style: { height: number; transform: string };
}

const LINE = `${COLUMNS} absolute inset-x-0 border-b border-line text-13`;

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
      className={`${LINE} max-sm:content-center max-sm:gap-y-1 ${isOpen ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
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

/** A row that is on its way. */
export function Coming({ place }: { place: Place }) {
  return (
    <tr className={LINE} style={place.style}>
      <td aria-busy="true">
        <Skeleton className="h-3.5 w-3/5" />
      </td>
    </tr>
  );
}

/** A row is one line, so line breaks are spaces. */
const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
