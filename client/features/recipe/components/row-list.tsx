import { Link } from 'react-router';
import type { PreviewRow } from '../../../../shared/schemas/preview.ts';
import { QuestionText } from '../../../components/question-text.tsx';
import { type PagedRows, type Place, ROW_LINE, RowTable } from '../../../components/row-table.tsx';
import { oneLine } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { causeSaid, placeSaid } from '../causes.ts';

const COLUMNS =
  'grid items-center gap-x-5 sm:grid-cols-[minmax(0,1fr)_11rem] lg:grid-cols-[minmax(0,1fr)_10.5rem_13rem]';

/** Questions that stand elsewhere: where each stood, where it would stand, and why. */
export function RowList({
  found,
  runId,
  names,
  nothing,
}: {
  found: PagedRows<PreviewRow>;
  /** The run whose life of a question is opened. */
  runId: string;
  names: { before: string; after: string };
  nothing: string;
}) {
  return (
    <RowTable
      label="Questions"
      found={found}
      idOf={({ questionId }) => questionId}
      openId={undefined}
      heights={{ wide: 52, narrow: 108 }}
      columns={COLUMNS}
      isOfPage
      head={
        <tr className={`${COLUMNS} h-8 border-b border-line text-left text-12 text-muted *:font-medium`}>
          <th scope="col">Question</th>
          <th scope="col">
            {names.before} → {names.after}
          </th>
          <th scope="col" className="max-lg:hidden">
            Because of
          </th>
        </tr>
      }
      row={(row, place) => <Row key={row.questionId} row={row} place={place} runId={runId} />}
      nothing={<p className="border-t border-line py-8 text-13 text-muted">{nothing}</p>}
    />
  );
}

function Row({ row, place, runId }: { row: PreviewRow; place: Place; runId: string }) {
  const { questionId, text, source, before, after, cause } = row;
  const why = cause === null ? '' : causeSaid(cause);
  return (
    <tr
      aria-rowindex={place.index + 2}
      data-row={place.index}
      style={place.style}
      className={`${COLUMNS} ${ROW_LINE} max-sm:content-center max-sm:gap-y-0.5 hover:bg-sunken`}
    >
      <td className="min-w-0">
        <Link
          to={addressOf(`/pool/${encodeURIComponent(questionId)}`, { run: runId })}
          title={source}
          className="block text-14 leading-[1.6] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="row-line">
            <QuestionText text={oneLine(text)} raw={false} inline />
          </span>
        </Link>
      </td>
      <td className="min-w-0 leading-[1.35]">
        <span className="block truncate text-12 text-muted" title={placeSaid(before)}>
          {placeSaid(before)}
        </span>
        <span className="block truncate" title={placeSaid(after)}>
          <span aria-hidden="true" className="text-faint">
            →{' '}
          </span>
          <span className="sr-only">now </span>
          {placeSaid(after)}
        </span>
      </td>
      <td className="line-clamp-2 font-mono text-12 break-words text-muted max-lg:hidden" title={why}>
        {why}
      </td>
    </tr>
  );
}
