import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { PolicyOutlook, ReleaseOutlook, ReleaseSizes } from '../../../shared/schemas/release-plan.ts';
import { Empty, LoadingPage, Problem, Skeleton } from '../../components/states.tsx';
import { count } from '../../lib/format.ts';
import { releaseOutlookQuery } from '../../lib/queries/releases.ts';
import { runQuery } from '../../lib/queries/runs.ts';
import { workspaceQuery } from '../../lib/queries/workspace.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useAddressForm } from '../../lib/use-address-form.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { useRested } from '../../lib/use-rested.ts';
import { releaseOptionsQuery, releaseRowQuery, releaseSizesQuery } from './api/building.ts';
import { builderHeadline } from './builder.ts';
import { BuildIt } from './components/build-it.tsx';
import { BuilderForm } from './components/builder-form.tsx';
import { GateView } from './components/gate-view.tsx';
import { RowShown } from './components/row-view.tsx';
import { SizesView } from './components/sizes-view.tsx';
import {
  type Faults,
  faultsOf,
  formOf,
  paramsOf,
  policyOf,
  type ReleaseForm,
  rowsOrder,
  sizesOrder,
} from './order.ts';

/** How long the form rests before it is asked about. Unit: milliseconds. */
const REST_MS = 350;

/** A release before it is made: what each policy says, how large it is, and its rows as a trainer reads them. */
export function BuilderPage() {
  const { run: id, param } = useChosenRun();
  const workspace = useQuery(workspaceQuery());
  const step = useNextStep();
  const hasRun = param !== undefined || workspace.data?.latestRun != null;
  const run = useQuery({ ...runQuery(id), enabled: hasRun });
  const error = workspace.error ?? run.error;
  if (error !== null) return <Problem error={error} onRetry={() => void run.refetch()} />;
  if (workspace.data !== undefined && !hasRun)
    return (
      <Empty title="No run yet" action={step} commands={['run --n 1000 --seed 42']}>
        A release is made of the questions that a run selected. Make a run first.
      </Empty>
    );
  if (run.data === undefined) return <LoadingPage what="the run" />;
  return <Builder runId={run.data.runId} />;
}

function Builder({ runId }: { runId: string }) {
  const { form, set } = useAddressForm({ formOf, paramsOf });
  const rested = useRested(form, REST_MS);
  const faults = faultsOf(form);
  const isSound = Object.keys(faultsOf(rested)).length === 0;
  const rows = useMemo(() => rowsOrder(rested, runId), [rested, runId]);
  const options = useQuery(releaseOptionsQuery());
  const outlook = useQuery({ ...releaseOutlookQuery(rows), enabled: isSound });
  const canSize = isSound && outlook.data !== undefined && outlook.data.rows > 0;
  const sizes = useQuery(releaseSizesQuery(canSize ? sizesOrder(rested, runId) : null));
  const at = Number(rested.row) || 1;
  const blockSize = rested.block.trim() === '' || !isSound ? null : Number(rested.block);
  const row = useQuery(
    releaseRowQuery(
      canSize
        ? {
            ...rows,
            row: at,
            ...(rested.template !== '' && { template: rested.template }),
            ...(rested.system.trim() !== '' && { system: rested.system.trim() }),
            ...(blockSize !== null && { blockSize }),
          }
        : null,
    ),
  );
  const gate = outlook.data?.policies.find(({ policy }) => policy === policyOf(form));
  const { param } = useChosenRun();
  return (
    <div className="pb-16">
      <title>Build a release · Winnow</title>
      <nav aria-label="Where this is" className="px-4 pt-5 text-12 text-muted lg:px-8">
        <Link className="text-link" to={addressOf('/releases', { run: param })}>
          Releases
        </Link>
        <span className="mx-1.5">/</span>build
      </nav>
      <header className="px-4 pt-2 pb-6 lg:px-8">
        <h1 className="headline">{builderHeadline(outlook.data, gate)}</h1>
        <p className="mt-2 text-13 text-muted">Of {runId}. Nothing is written before it is built.</p>
      </header>
      <div className="grid gap-x-12 gap-y-8 px-4 lg:grid-cols-[22rem_minmax(0,1fr)] lg:px-8">
        <BuilderForm form={form} faults={faults} options={options.data} set={set} />
        <div
          className={`flex min-w-0 flex-col gap-10 ${form === rested ? '' : 'opacity-60'}`}
          aria-busy={form !== rested || sizes.isFetching}
        >
          {outlook.error !== null ? (
            <Problem error={outlook.error} onRetry={() => void outlook.refetch()} />
          ) : outlook.data === undefined || gate === undefined ? (
            <Skeleton className="h-40 w-full" />
          ) : (
            <>
              {outlook.data.problem !== null && (
                <p role="alert" className="max-w-[80ch] border-l-2 border-warn pl-3 text-13">
                  {outlook.data.problem}{' '}
                  {isHeldByReviews(outlook.data) ? (
                    <Link className="text-link" to={addressOf('/review', { run: param })}>
                      Review them
                    </Link>
                  ) : (
                    <Link className="text-link" to={addressOf('/traces/plan', { run: param })}>
                      Plan a collection
                    </Link>
                  )}
                </p>
              )}
              <GateView gate={gate} outlook={outlook.data} />
            </>
          )}
          <BuildIt
            form={form}
            faults={faults}
            runId={runId}
            set={set}
            why={whyNot(faults, gate, outlook.data?.problem ?? problemOf(sizes.data, blockSize), form)}
          />
          {canSize &&
            (sizes.error !== null ? (
              <Problem error={sizes.error} onRetry={() => void sizes.refetch()} />
            ) : sizes.data === undefined ? (
              <Skeleton className="h-32 w-full" />
            ) : (
              <SizesView sizes={sizes.data} blockSize={blockSize} />
            ))}
          {canSize &&
            (row.error !== null ? (
              <p role="alert" className="text-13 text-warn">
                {row.error.message}
              </p>
            ) : row.data === undefined ? (
              <Skeleton className="h-64 w-full" />
            ) : (
              <RowShown row={row.data} runId={runId} onRow={(next) => set({ row: String(next) })} />
            ))}
        </div>
      </div>
    </div>
  );
}

/** No row is left, and what people said of them, or have not said yet, is why. */
const isHeldByReviews = ({ rows, gaveWay, reservePassedOver }: ReleaseOutlook): boolean =>
  rows === 0 &&
  ['rejected', 'doubtful', 'unreviewed'].some((why) => why in gaveWay || why in reservePassedOver);

/** What the rows as they would be written stand in the way of. */
const problemOf = (sizes: ReleaseSizes | undefined, blockSize: number | null): string | null =>
  sizes === undefined
    ? null
    : (sizes.problem ??
      (blockSize !== null && sizes.tokens.max > blockSize
        ? `The longest row has ${count(sizes.tokens.max)} tokens, so a block of ${count(blockSize)} is refused.`
        : null));

function whyNot(
  faults: Faults,
  gate: PolicyOutlook | undefined,
  problem: string | null,
  form: ReleaseForm,
): string | null {
  if (Object.keys(faults).length > 0) return 'A field has to be mended first; its line says how.';
  if (problem !== null) return problem;
  if (gate === undefined) return 'It is still being looked at.';
  if (gate.passes) return null;
  const isRecipe = gate.recipe?.met === false;
  return `The ${isRecipe ? 'recipe' : `policy ${policyOf(form)}`} refuses it; above stands what would lift that.`;
}
