import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { QuestionText } from '../../../components/question-text.tsx';
import { type Place, ROW_LINE } from '../../../components/row-table.tsx';
import { count, oneLine } from '../../../lib/format.ts';
import type { ColumnName, PoolColumn } from '../columns.ts';
import type { PoolRow } from '../use-rows.ts';
import { Outcome } from './outcome.tsx';

/** The columns of the table, the same for its head and its rows; their widths are variables of the table. */
export const COLUMNS =
  'grid items-center gap-x-5 px-4 lg:px-8 sm:grid-cols-(--cols-sm) lg:grid-cols-(--cols)';

/** One question: a line on a desk, two on a phone; all of it opens the question. */
export function Row({
  row,
  place,
  href,
  isOpen,
  isRaw,
  titles,
  columns,
}: {
  row: PoolRow;
  place: Place;
  href: string;
  isOpen: boolean;
  isRaw: boolean;
  titles: ReadonlyMap<string, string>;
  columns: readonly PoolColumn[];
}) {
  const decided = 'stage' in row ? row : null;
  const kind =
    decided === null ? row.license : (titles.get(decided.signals.domain) ?? decided.signals.domain);
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
      {columns.map((column) =>
        column.name === 'outcome' && decided !== null ? (
          <td key="outcome" className="flex min-w-0 items-center gap-2">
            <Outcome decision={decided} />
            <span className="truncate text-12 text-muted sm:hidden">
              {row.source} · {kind}
            </span>
          </td>
        ) : (
          <Cell key={column.name} column={column} text={CELLS[column.name](row, titles)} />
        ),
      )}
    </tr>
  );
}

function Cell({ column: { isNumber, isFirst }, text }: { column: PoolColumn; text: ReactNode }) {
  const title = typeof text === 'string' ? text : undefined;
  return (
    <td
      className={`truncate text-muted ${isFirst ? 'max-sm:hidden' : 'max-lg:hidden'} ${isNumber ? 'text-right tabular-nums' : ''}`}
      title={title}
    >
      {text}
    </td>
  );
}

const CELLS: Readonly<Record<ColumnName, (row: PoolRow, titles: ReadonlyMap<string, string>) => string>> = {
  source: ({ source }) => source,
  license: ({ license }) => license ?? '–',
  domain: (row, titles) => ('stage' in row ? (titles.get(row.signals.domain) ?? row.signals.domain) : '–'),
  length: (row) => ('stage' in row ? count(row.signals.length) : '–'),
  difficulty: (row) =>
    'stage' in row && row.signals.difficulty !== null ? row.signals.difficulty.toFixed(2) : '–',
  rank: (row) => ('stage' in row && row.rank !== null ? count(row.rank) : '–'),
  id: ({ externalId, questionId }) => externalId ?? questionId,
  outcome: () => '',
};
