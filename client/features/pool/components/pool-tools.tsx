import { Link, useSearchParams } from 'react-router';
import { SaveRows } from '../../../components/save-rows.tsx';
import type { PoolFilter } from '../../../lib/urls.ts';
import { queryOf } from '../api/get-decisions.ts';
import type { PoolOrder } from '../columns.ts';
import { rowsCommand } from '../commands.ts';
import { ActOnAll } from './act-on-all.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { SavedViews } from './saved-views.tsx';

/** What is done with the list as a whole: facets, columns, views, marks, files, and more questions. */
export function PoolTools({
  filter,
  order,
  runId,
  total,
  isOverShards,
}: {
  filter: PoolFilter;
  order: PoolOrder;
  /** Null where there is no run. */
  runId: string | null | undefined;
  total: number | undefined;
  /** Then nothing can be said of all of them at once. */
  isOverShards: boolean;
}) {
  const [search, setSearch] = useSearchParams();
  const isCounting = search.get('facets') === 'yes';
  const turn = (): void => {
    const params = new URLSearchParams(search);
    if (isCounting) params.delete('facets');
    else params.set('facets', 'yes');
    setSearch(params, { replace: true });
  };
  const { q, source } = filter;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {typeof runId === 'string' && (
        <button
          type="button"
          className="control aria-expanded:border-accent"
          aria-expanded={isCounting}
          onClick={turn}
        >
          Facets
        </button>
      )}
      <ColumnChooser hasRun={runId !== null} />
      <SavedViews />
      {typeof runId === 'string' && !isOverShards && <ActOnAll runId={runId} filter={filter} total={total} />}
      {typeof runId === 'string' && (
        <SaveRows
          path="/runs/{id}/decisions"
          params={{ id: runId }}
          query={{ ...queryOf(filter), ...order }}
          command={rowsCommand(runId, filter, order)}
        />
      )}
      {runId === null && (
        <SaveRows
          path="/questions"
          query={{ ...(q !== undefined && { q }), ...(source !== undefined && { source }) }}
        />
      )}
      <Link to="/import" className="text-link ml-auto px-1 text-13">
        Import questions
      </Link>
    </div>
  );
}
