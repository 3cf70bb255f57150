import { Link, useSearchParams } from 'react-router';
import { RowTable } from '../../../components/row-table.tsx';
import { useDensity } from '../../../lib/appearance.ts';
import { gridOf, type PoolColumn } from '../columns.ts';
import type { PoolRows } from '../use-rows.ts';
import { COLUMNS, Row } from './question-row.tsx';
import { TableHead } from './table-head.tsx';

/** The rows of the pool. */
export function QuestionTable({
  found,
  openId,
  isRaw,
  titles,
  hrefOf,
  columns,
}: {
  found: PoolRows;
  openId: string | undefined;
  isRaw: boolean;
  titles: ReadonlyMap<string, string>;
  hrefOf: (id: string) => string;
  columns: readonly PoolColumn[];
}) {
  const density = useDensity();
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col" style={gridOf(columns)}>
      <RowTable
        label="Questions"
        found={found}
        idOf={({ questionId }) => questionId}
        openId={openId}
        heights={{ wide: density === 'dense' ? 32 : 40, narrow: 92 }}
        columns={COLUMNS}
        head={<TableHead columns={columns} />}
        row={(row, place) => (
          <Row
            key={row.questionId}
            row={row}
            place={place}
            href={hrefOf(row.questionId)}
            isOpen={row.questionId === openId}
            isRaw={isRaw}
            titles={titles}
            columns={columns}
          />
        )}
        nothing={<NothingFound />}
      />
    </div>
  );
}

function NothingFound() {
  const [search] = useSearchParams();
  if (search.has('import'))
    return (
      <p role="status" className="border-t border-line px-4 py-16 text-center text-muted">
        This run holds no such question: it was made before that import, or without its sources.{' '}
        <Link className="text-link" to="/">
          Make a run
        </Link>
      </p>
    );
  return (
    <p role="status" className="border-t border-line px-4 py-16 text-center text-muted">
      No question fits these filters. Take one away, or search for other words.
    </p>
  );
}
