import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { SaveRows } from '../../components/save-rows.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count } from '../../lib/format.ts';
import { collectionsQuery } from '../../lib/queries/collections.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { CollectionTable } from './components/collection-table.tsx';
import { collectionsHeadline } from './words.ts';

/** Every collection: who was asked, what came of it, what it cost, and what stands in the way of a release. */
export function TracesPage() {
  const { data, error, refetch } = useQuery(collectionsQuery());
  return (
    <>
      <title>Traces · Winnow</title>
      {error !== null ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <LoadingCollections />
      ) : data.items.length === 0 ? (
        <NoCollection />
      ) : (
        <div className="px-4 py-8 lg:px-8">
          <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
            <h1 className="headline">{collectionsHeadline(data.items)}</h1>
            <PlanLink />
          </div>
          <CollectionTable collections={data.items} />
          <div className="mt-3">
            <SaveRows path="/collections" command="traces status" />
          </div>
          {data.nextCursor !== null && (
            <p className="mt-3 text-13 text-muted">
              The newest {count(data.items.length)} are shown;{' '}
              <code className="font-mono text-12">traces status</code> lists all.
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** Where a collection is planned before anything is paid. */
function PlanLink() {
  const { param: run } = useChosenRun();
  return (
    <Link className="control shrink-0" to={addressOf('/traces/plan', { run })}>
      Plan a collection
    </Link>
  );
}

function NoCollection() {
  const step = useNextStep();
  return (
    <Empty
      title="No traces yet"
      action={step}
      commands={[
        'traces collect --run latest --teacher reference',
        'traces collect --run latest --teacher gemini --budget-usd 2',
        'traces collect --run latest --teacher openai --endpoint http://127.0.0.1:8000/v1 --model NAME',
      ]}
    >
      A teacher is asked about the selected questions of a run: the source’s own solutions (offline), a Gemini
      model, or a model on any server that speaks the OpenAI interface. Here will stand what it said, whether
      its answers are right, what it cost, and which flags its terms raise.
      {step === undefined && (
        <p className="mt-4">
          <PlanLink />
        </p>
      )}
    </Empty>
  );
}

function LoadingCollections() {
  return (
    <div className="flex flex-col gap-4 px-4 py-8 lg:px-8">
      <Loading what="collections" />
      <Skeleton className="h-8 w-full max-w-140" />
      <Skeleton className="mt-4 h-10 w-full" />
      <Skeleton className="h-10 w-full" />
    </div>
  );
}
