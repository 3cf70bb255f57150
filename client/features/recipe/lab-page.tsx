import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../shared/api.ts';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { runQuery } from '../../lib/queries/runs.ts';
import { workspaceQuery } from '../../lib/queries/workspace.ts';
import { useChosenRun } from '../../lib/urls.ts';
import { recipeSchemaQuery, recipesQuery } from './api/recipes.ts';
import { Lab } from './components/lab.tsx';
import { formOf } from './schema.ts';

/** The recipe lab: settings moved over what is known, and what that would change, before anything is stored. */
export function LabPage() {
  const { run: id, param } = useChosenRun();
  const workspace = useQuery(workspaceQuery());
  const hasRun = param !== undefined || workspace.data?.latestRun != null;
  const run = useQuery({ ...runQuery(id), enabled: hasRun });
  const base = useFirst(run.data, param);
  const recipes = useQuery(recipesQuery());
  const schema = useQuery({ ...recipeSchemaQuery(), select: formOf });
  const error = workspace.error ?? run.error ?? recipes.error ?? schema.error;
  return (
    <>
      <title>Recipe · Winnow</title>
      {error !== null ? (
        <Problem
          error={error}
          onRetry={() =>
            void Promise.all([workspace.refetch(), run.refetch(), recipes.refetch(), schema.refetch()])
          }
        />
      ) : workspace.data !== undefined && !hasRun ? (
        <NoRun hasQuestions={workspace.data.questions > 0} />
      ) : base === null || recipes.data === undefined || schema.data === undefined ? (
        <LoadingLab />
      ) : (
        <Lab
          key={base.runId}
          run={base}
          newest={run.data?.runId ?? base.runId}
          form={schema.data}
          shipped={new Map(recipes.data.items.map(({ name, recipe }) => [name, recipe]))}
        />
      )}
    </>
  );
}

type Run = ReplyOf<'/runs/{id}'>;

/** The run as it was when the page was opened: a newer one must not pull the ground away from what is being tried. */
function useFirst(run: Run | undefined, param: string | undefined): Run | null {
  const [first, setFirst] = useState<{ run: Run; param: string | undefined } | null>(null);
  if (run !== undefined && (first === null || first.param !== param)) setFirst({ run, param });
  return first !== null && first.param === param ? first.run : null;
}

function NoRun({ hasQuestions }: { hasQuestions: boolean }) {
  return (
    <Empty
      title={hasQuestions ? 'No run yet' : 'The pool is empty'}
      action={hasQuestions ? { to: '/', name: 'Make a run' } : { to: '/import', name: 'Import questions' }}
      commands={hasQuestions ? ['run --n 1000 --seed 42'] : ['import questions.jsonl', 'run --n 1000']}
    >
      Here every threshold of a recipe can be moved, and the page shows at once who would come in and who
      would go out. It starts from a run, since that is what has been measured.
    </Empty>
  );
}

function LoadingLab() {
  return (
    <div className="px-4 py-8 lg:px-8">
      <Loading what="the recipe" />
      <Skeleton className="h-9 w-full max-w-140" />
      <div className="mt-8 grid gap-12 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-96 w-full" />
      </div>
    </div>
  );
}
