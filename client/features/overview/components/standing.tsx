import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ReplyOf } from '../../../../shared/api.ts';
import { Icon } from '../../../components/icons.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { count, counted, dollars, when } from '../../../lib/format.ts';
import { collectionsQuery } from '../../../lib/queries/collections.ts';
import { releaseOutlookQuery } from '../../../lib/queries/releases.ts';
import { runsQuery } from '../../../lib/queries/runs.ts';
import { workspaceQuery } from '../../../lib/queries/workspace.ts';
import { addressOf } from '../../../lib/urls.ts';
import { checklistOf, type Item } from '../checklist.ts';

/** How many of the last runs are named. */
const RUNS = 6;

/** What is missing before a release, what was spent, and the last runs. */
export function Standing({ run }: { run: ReplyOf<'/runs/{id}'> }) {
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <Checklist run={run} />
      <div className="flex min-w-0 flex-col gap-10">
        <Spent runId={run.runId} />
        <LastRuns runId={run.runId} />
      </div>
    </div>
  );
}

function Checklist({ run }: { run: ReplyOf<'/runs/{id}'> }) {
  const { data: workspace } = useQuery(workspaceQuery());
  const { data: outlook, error } = useQuery(releaseOutlookQuery({ runId: run.runId }));
  const items = workspace && outlook ? checklistOf(run, workspace, outlook) : null;
  const open = items?.filter(({ state }) => state !== 'ready').length ?? 0;
  return (
    <section aria-labelledby="checklist" className="min-w-0">
      <h2 id="checklist" className="mb-3 text-16 leading-head font-semibold">
        {items === null
          ? 'Before a release'
          : open === 0
            ? 'Nothing stands in the way of a release'
            : `${count(open)} of ${count(items.length)} things are open before a release`}
      </h2>
      {error !== null ? (
        <p role="alert" className="text-13 text-warn">
          {error.message}
        </p>
      ) : items === null ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <ul>
          {items.map((item) => (
            <Line key={item.says} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ item: { state, says, more, to, act } }: { item: Item }) {
  return (
    <li className="flex items-start gap-3 border-t border-line py-2 text-13">
      <StateMark state={state} />
      <span className="min-w-0 flex-1">
        {says}
        {more !== null && <span className="block text-12 break-words text-muted">{more}</span>}
      </span>
      <Link className="text-link shrink-0 whitespace-nowrap" to={to}>
        {act}
      </Link>
    </li>
  );
}

const SAID: Readonly<Record<Item['state'], string>> = {
  ready: 'Done: ',
  open: 'Open: ',
  missing: 'In the way: ',
};

/** A tick, a ring, a filled one: shape and colour together. */
function StateMark({ state }: { state: Item['state'] }) {
  return (
    <span className={`mt-0.5 shrink-0 ${state === 'ready' ? 'text-kept' : 'text-warn'}`}>
      {state === 'ready' ? (
        <Icon name="check" size={14} />
      ) : (
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle
            cx="7"
            cy="7"
            r="4.5"
            fill={state === 'missing' ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="1.6"
          />
        </svg>
      )}
      <span className="sr-only">{SAID[state]}</span>
    </span>
  );
}

function Spent({ runId }: { runId: string }) {
  const { data } = useQuery(collectionsQuery());
  if (data === undefined) return <Skeleton className="h-12 w-full" />;
  const spent = data.items.reduce((sum, { spentUsd }) => sum + spentUsd, 0);
  const unsettled = data.items.reduce((sum, { unsettledUsd }) => sum + unsettledUsd, 0);
  const asked = data.items.filter(({ provider, spentUsd }) => provider !== null && spentUsd > 0);
  return (
    <section aria-labelledby="spent">
      <h2 id="spent" className="mb-2 text-16 leading-head font-semibold">
        {spent === 0 ? 'Nothing was spent so far' : `${dollars(spent)} spent so far`}
      </h2>
      {unsettled > 0 && (
        <p className="mb-1 text-13 text-muted">
          Calls that were lost or are under way may have cost {dollars(unsettled)} more, at most.
        </p>
      )}
      {asked.length > 0 && (
        <ul className="mb-1 text-13">
          {asked.slice(0, 5).map(({ collectionId, model, teacher, purpose, spentUsd }) => (
            <li key={collectionId} className="flex justify-between gap-4 border-t border-line py-1.5">
              <Link
                className="text-link truncate"
                to={addressOf(`/traces/${encodeURIComponent(collectionId)}`, { run: runId })}
              >
                {purpose} of {model ?? teacher}
              </Link>
              <span className="tabular-nums">{dollars(spentUsd)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-13">
        <Link className="text-link" to={addressOf('/traces', { run: runId })}>
          All collections
        </Link>
      </p>
    </section>
  );
}

function LastRuns({ runId }: { runId: string }) {
  const { data } = useQuery(runsQuery());
  const runs = data?.items.slice(0, RUNS) ?? [];
  if (runs.length === 0) return null;
  return (
    <section aria-labelledby="runs" className="min-w-0">
      <h2 id="runs" className="mb-2 text-16 leading-head font-semibold">
        Last runs
      </h2>
      <ul className="text-13">
        {runs.map((run) => (
          <li
            key={run.runId}
            className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-4 border-t border-line py-1.5"
          >
            <Link
              className="text-link truncate"
              to={addressOf('/', { run: run.runId })}
              aria-current={run.runId === runId ? 'true' : undefined}
            >
              {run.recipe}, seed {run.seed}
            </Link>
            <span className="text-muted tabular-nums">
              <Link
                className="text-link"
                to={addressOf('/pool', { run: run.runId, kept: 'true' })}
                aria-label={`${counted(run.selected, 'question')} selected by ${run.runId}`}
              >
                {count(run.selected)}
              </Link>{' '}
              · {when(run.createdAt)}
            </span>
            {run.runId === runId ? (
              <span className="w-14 text-right text-muted">shown</span>
            ) : (
              <Link
                className="text-link w-14 text-right"
                to={addressOf('/recipe/compare', { run: runId, against: run.runId })}
                aria-label={`Compare ${run.runId} with ${runId}`}
              >
                compare
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
