import { RowTable } from '../../../components/row-table.tsx';
import type { PoolRows } from '../use-rows.ts';
import { COLUMNS, Row } from './question-row.tsx';

/** The rows of the pool. */
export function QuestionTable({
  found,
  openId,
  isRaw,
  titles,
  hrefOf,
  hasRun,
}: {
  found: PoolRows;
  openId: string | undefined;
  isRaw: boolean;
  titles: ReadonlyMap<string, string>;
  hrefOf: (id: string) => string;
  hasRun: boolean;
}) {
  return (
    <RowTable
      label="Questions"
      found={found}
      idOf={({ questionId }) => questionId}
      openId={openId}
      heights={{ wide: 40, narrow: 92 }}
      columns={COLUMNS}
      head={<Head hasRun={hasRun} />}
      row={(row, place) => (
        <Row
          key={row.questionId}
          row={row}
          place={place}
          href={hrefOf(row.questionId)}
          isOpen={row.questionId === openId}
          isRaw={isRaw}
          titles={titles}
        />
      )}
      nothing={<NothingFound />}
    />
  );
}

function Head({ hasRun }: { hasRun: boolean }) {
  return (
    <tr className={`${COLUMNS} h-8 border-b border-line text-left text-12 text-muted *:font-medium`}>
      <th scope="col">Question</th>
      <th scope="col">Source</th>
      <th scope="col" className="max-lg:hidden">
        {hasRun ? 'Domain' : 'Licence'}
      </th>
      {hasRun && (
        <>
          <th scope="col" className="text-right max-lg:hidden">
            Tokens
          </th>
          <th scope="col">Outcome</th>
        </>
      )}
    </tr>
  );
}

function NothingFound() {
  return (
    <p role="status" className="border-t border-line px-4 py-16 text-center text-muted">
      No question fits these filters. Take one away, or search for other words.
    </p>
  );
}
