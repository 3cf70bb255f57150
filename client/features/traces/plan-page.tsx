import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { WinnowError } from '../../../shared/error.ts';
import { Empty, LoadingPage } from '../../components/states.tsx';
import { runQuery } from '../../lib/queries/runs.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useAddressForm } from '../../lib/use-address-form.ts';
import { useHasRun } from '../../lib/use-has-run.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { useRested } from '../../lib/use-rested.ts';
import { planQuery } from './api/plan-collection.ts';
import { PlanForm } from './components/plan-form.tsx';
import { PlanView } from './components/plan-view.tsx';
import { faultsOf, formOf, orderOf, paramsOf } from './order.ts';
import { planHeadline } from './plan-words.ts';

/** How long the form rests before its plan is asked for. Unit: milliseconds. */
const REST_MS = 350;

/** A collection before anything is paid: whom to ask, what it costs, which flags it brings, and the start. */
export function PlanPage() {
  const hasRun = useHasRun();
  if (hasRun === undefined) return <LoadingPage what="the plan" />;
  return hasRun ? <Plan /> : <NoRun />;
}

function NoRun() {
  return (
    <Empty title="No run yet" action={useNextStep()} commands={['run --n 1000 --seed 42']}>
      A teacher is asked about the questions that a run selected. Make a run first; then what asking costs is
      said here before anything is paid.
    </Empty>
  );
}

function Plan() {
  const { run, param } = useChosenRun();
  const { form, set } = useAddressForm({ formOf, paramsOf });
  const rested = useRested(form, REST_MS);
  const order = useMemo(() => orderOf(rested, run), [rested, run]);
  const [probe, setProbe] = useState(false);
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery(planQuery(order, probe));
  const { data: known } = useQuery(runQuery(run));
  const faults = faultsOf(form);
  const plan = order === null || error !== null ? undefined : data;
  return (
    <>
      <title>Plan a collection · Winnow</title>
      <nav aria-label="Where this is" className="px-4 pt-5 text-12 text-muted lg:px-8">
        <Link className="text-link" to={addressOf('/traces', { run: param })}>
          Traces
        </Link>
        <span className="mx-1.5">/</span>plan
      </nav>
      <header className="px-4 pt-2 pb-6 lg:px-8">
        <h1 className="headline">
          {plan === undefined ? 'Plan a collection of traces' : planHeadline(plan)}
        </h1>
        <p className="mt-2 max-w-[80ch] text-13 text-muted">
          {known === undefined ? '' : `For ${known.runId}. `}Nothing is asked and nothing is paid before you
          start it. Keys come from the environment of the server.
        </p>
      </header>
      <div className="grid gap-x-12 gap-y-8 px-4 pb-16 lg:grid-cols-[20rem_minmax(0,1fr)] lg:px-8">
        <PlanForm form={form} faults={faults} set={set} />
        <PlanView
          plan={plan}
          order={form === rested ? order : null}
          error={order === null ? null : asKnown(error)}
          form={form}
          faults={faults}
          isStale={isPlaceholderData || isFetching || form !== rested}
          isProbed={probe}
          onProbe={() => setProbe(true)}
          onAgain={() => void refetch()}
          set={set}
        />
      </div>
    </>
  );
}

const asKnown = (error: Error | null): WinnowError | null =>
  error === null || error instanceof WinnowError
    ? error
    : new WinnowError('failed', 'The page met something unforeseen; reload it.');
