import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { PlainText } from '../../components/plain-text.tsx';
import { Empty, Problem } from '../../components/states.tsx';
import { importsQuery } from '../../lib/queries/imports.ts';
import { makeUpQuery, runQuery } from '../../lib/queries/runs.ts';
import { sourcesQuery, workspaceQuery } from '../../lib/queries/workspace.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { decisionCountQuery } from './api/get-decisions.ts';
import { columnsAt, orderAt } from './columns.ts';
import { FacetPanel } from './components/facet-panel.tsx';
import { Filters } from './components/filters.tsx';
import { PoolTools } from './components/pool-tools.tsx';
import { QuestionTable } from './components/question-table.tsx';
import type { PoolContext } from './context.ts';
import { filterAt } from './filter-at.ts';
import { headlineOf } from './headline.ts';
import { askedOfShards } from './over-shards.ts';
import { usePoolRows } from './use-rows.ts';

/** Every question of the pool, filtered by what the address says, and one question's life beside it. */
export function PoolPage() {
  const { id: openId } = useParams();
  const { filter: inAddress, notUnderstood } = usePoolFilter();
  const [isRaw, setRaw] = useState(false);
  const toggleRaw = useCallback(() => setRaw((raw) => !raw), []);
  useKeys({ r: toggleRaw });

  const { run, runId, workspace, error: runError } = usePoolRun();
  const makeUp = useQuery({ ...makeUpQuery(runId ?? ''), enabled: typeof runId === 'string' });
  const titles = useMemo(
    () => new Map(makeUp.data?.domains.map(({ name, title }) => [name, title ?? name])),
    [makeUp.data],
  );
  const [search] = useSearchParams();
  const isOverShards = run?.shards !== undefined;
  const { filter, order, leftOut } = useMemo(() => {
    const order = orderAt(search);
    return isOverShards ? askedOfShards(inAddress, order) : { filter: inAddress, order, leftOut: [] };
  }, [search, inAddress, isOverShards]);
  const found = usePoolRows(runId, filter, order);
  const counted = useQuery({
    ...decisionCountQuery(runId ?? '', filter),
    enabled: typeof runId === 'string',
  });
  const { data: sources } = useQuery({ ...sourcesQuery(), enabled: runId === null });
  const { data: imports } = useQuery({ ...importsQuery(), enabled: runId === null && !!filter.import });
  const total =
    runId !== null
      ? counted.data?.count
      : filter.q || (filter.import && filter.source)
        ? undefined
        : filter.import !== undefined
          ? imports?.items.find(({ importId }) => importId === filter.import)?.imported
          : filter.source === undefined
            ? workspace?.questions
            : sources?.items.find(({ name }) => name === filter.source)?.questions;
  const { hrefOf, open, close } = useOpening();

  const ids = useMemo(() => found.rows?.map(({ questionId }) => questionId) ?? [], [found.rows]);
  const error = runError ?? found.error;
  if (workspace?.questions === 0 && workspace.latestRun === null) return <EmptyPool />;
  const context: PoolContext = {
    runId,
    ids,
    titles,
    isRaw,
    toggleRaw,
    hrefOf,
    open,
    close,
  };
  return (
    <div className="flex h-full flex-col">
      <title>Pool · Winnow</title>
      <header className="flex flex-col gap-3 px-4 pt-8 pb-3 max-sm:pt-6 lg:px-8">
        <h1 className="headline">{headlineOf(filter, total, filter.domain && titles.get(filter.domain))}</h1>
        {notUnderstood.length > 0 && (
          <p role="status" className="max-w-[80ch] text-13 text-warn">
            Not understood in the address, and left out: <PlainText text={notUnderstood.join(', ')} />
          </p>
        )}
        <Filters
          filter={filter}
          funnel={run?.funnel ?? null}
          domains={makeUp.data?.domains ?? []}
          isOverShards={isOverShards}
        />
        {isOverShards && (
          <p className="max-w-prose text-13 text-muted">
            The questions of this run stay as shards. They are listed by outcome, stage and reason, and a
            search finds one by its id, ours or the import's; words of their texts, other orders, other
            filters and the map do not work on them. Their decisions are Parquet files beside the shards.
          </p>
        )}
        {leftOut.length > 0 && (
          <p role="status" className="max-w-[80ch] text-13 text-warn">
            Does not work on shards, and left out: <PlainText text={leftOut.join(', ')} />
          </p>
        )}
        <PoolTools filter={filter} order={order} runId={runId} total={total} isOverShards={isOverShards} />
      </header>
      {error !== null ? (
        <Problem error={error} onRetry={found.retry} />
      ) : (
        <div className="flex min-h-0 flex-1 max-sm:flex-col">
          {typeof runId === 'string' && search.get('facets') === 'yes' && (
            <FacetPanel runId={runId} filter={filter} />
          )}
          <QuestionTable
            found={found}
            openId={openId}
            isRaw={isRaw}
            titles={titles}
            hrefOf={hrefOf}
            columns={columnsAt(search, runId !== null)}
          />
        </div>
      )}
      <Outlet context={context} />
    </div>
  );
}

/** What the address filters by. */
function usePoolFilter() {
  const [search] = useSearchParams();
  return useMemo(() => filterAt(search), [search]);
}

/** The run by its own id, so that what is asked about it may be kept; null where there is none. */
function usePoolRun() {
  const { run: id, param } = useChosenRun();
  const workspace = useQuery(workspaceQuery());
  const hasRun = param !== undefined || (workspace.data && workspace.data.latestRun !== null);
  const run = useQuery({ ...runQuery(id), enabled: hasRun === true });
  return {
    run: run.data,
    runId: hasRun === false ? null : run.data?.runId,
    workspace: workspace.data,
    error: workspace.error ?? run.error,
  };
}

/** Going to a question and back, with filters and run kept in the address. */
function useOpening(): Pick<PoolContext, 'hrefOf' | 'open' | 'close'> {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  return useMemo(() => {
    const params = Object.fromEntries(search);
    const hrefOf = (id: string) => addressOf(`/pool/${encodeURIComponent(id)}`, params);
    return {
      hrefOf,
      open: (id) => void navigate(hrefOf(id), { replace: true }),
      close: () => void navigate(addressOf('/pool', params)),
    };
  }, [search, navigate]);
}

function EmptyPool() {
  return (
    <Empty
      title="The pool is empty"
      action={{ to: '/import', name: 'Import questions' }}
      commands={['import questions.jsonl']}
    >
      Every question you import will stand here with its source, its licence and what each run decided about
      it.
    </Empty>
  );
}
