import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { RunDiffHead } from '../../../shared/schemas/run-diff.ts';
import { CommandLine, winnowCommand } from '../../components/command-line.tsx';
import { Picker } from '../../components/picker.tsx';
import { Empty, Loading, LoadingPage, Problem, Skeleton } from '../../components/states.tsx';
import { Unbroken } from '../../components/unbroken.tsx';
import { count, when } from '../../lib/format.ts';
import { makeUpQuery, runQuery, runsQuery } from '../../lib/queries/runs.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useNextStep } from '../../lib/use-next-step.ts';
import { runDiffQuery, type Side } from './api/diffs.ts';
import { beforeIn } from './beside.ts';
import { CausesView } from './components/causes-view.tsx';
import { CompositionBeside } from './components/composition-beside.tsx';
import { DecidingAgain } from './components/deciding-again.tsx';
import { FunnelBeside } from './components/funnel-beside.tsx';
import { RunChanges } from './components/run-changes.tsx';
import { VennView } from './components/venn-view.tsx';

/** Two runs side by side: funnels, selections, and each question that stands elsewhere with its cause. */
export function ComparePage() {
  const [search, setSearch] = useSearchParams();
  const { run: id } = useChosenRun();
  const step = useNextStep();
  const runs = useQuery(runsQuery());
  const items = runs.data?.items ?? [];
  const after = id === 'latest' ? items[0]?.runId : id;
  const against = search.get('against') ?? beforeIn(items, after);
  if (runs.error) return <Problem error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.data === undefined) return <LoadingPage what="the runs" />;
  if (after === undefined || against === undefined)
    return (
      <Empty
        title="There are not two runs yet"
        action={step ?? { to: '/recipe', name: 'Move a threshold and run it' }}
        commands={['run --n 1000 --seed 42', 'run --n 1000 --seed 43']}
      >
        Two runs stand here side by side: their funnels, who was selected by both, and what each difference is
        put down to.
      </Empty>
    );
  return (
    <div className="px-4 pt-5 pb-16 lg:px-8">
      <title>{`${against} and ${after} · Winnow`}</title>
      <nav aria-label="Where this is" className="text-12 text-muted">
        <Link className="text-link" to={addressOf('/recipe', { run: search.get('run') ?? undefined })}>
          Recipe
        </Link>
        <span className="mx-1.5">/</span>two runs
      </nav>
      <Compared
        after={after}
        against={against}
        side={sideIn(search.get('show'))}
        cause={search.get('cause') ?? undefined}
        picker={
          <Picker
            label="Held against"
            value={against}
            onChange={(next) => setSearch({ ...Object.fromEntries(search), against: next })}
          >
            {items.map((run) => (
              <option key={run.runId} value={run.runId}>
                {run.runId} · {run.recipe}, seed {run.seed}, {when(run.createdAt)}
              </option>
            ))}
          </Picker>
        }
      />
    </div>
  );
}

const sideIn = (text: string | null): Side => (text === 'removed' || text === 'moved' ? text : 'added');

function Compared({
  after,
  against,
  side,
  cause,
  picker,
}: {
  after: string;
  against: string;
  side: Side;
  /** Only what is put down to this. */
  cause: string | undefined;
  picker: React.ReactNode;
}) {
  const diff = useQuery(runDiffQuery(after, against));
  const run = useQuery(runQuery(after));
  const was = useQuery(makeUpQuery(against));
  const is = useQuery(makeUpQuery(after));
  const error = diff.error ?? run.error ?? was.error ?? is.error;
  const names = { before: against, after };
  const hrefOf = (show: Side, of?: string): string =>
    `${addressOf('/recipe/compare', { run: after, against, show, cause: of })}#changes`;
  return (
    <>
      <h1 className="mt-2 headline">
        <Unbroken
          text={diff.data === undefined ? `${after} beside ${against}` : headlineOf(diff.data, names)}
        />
      </h1>
      <div className="mt-3 flex flex-wrap items-center gap-2 text-13 text-muted">
        {after}, chosen above, is held against {picker}
      </div>
      {error !== null ? (
        <Problem
          error={error}
          onRetry={() => void Promise.all([diff.refetch(), run.refetch(), was.refetch(), is.refetch()])}
        />
      ) : diff.data === undefined || run.data === undefined ? (
        <div className="mt-8">
          <Loading what="how the runs differ" />
          <DecidingAgain />
          <Skeleton className="h-96 w-full" />
        </div>
      ) : (
        <div className="mt-8 flex flex-col gap-10">
          <CausesView diff={diff.data} hrefOf={hrefOf} />
          <FunnelBeside
            funnel={diff.data.funnel}
            pool={run.data.pool}
            names={names}
            links={{
              left: (stage, isLast, of) =>
                addressOf('/pool', {
                  run: names[of],
                  ...(isLast ? { kept: 'true' } : { passed: stage }),
                }),
              fell: (stage, reason, of) => addressOf('/pool', { run: names[of], stage, reason }),
            }}
          />
          <VennView
            {...diff.data.selected}
            names={names}
            links={{
              added: hrefOf('added'),
              stay: addressOf('/pool', { run: names.after, kept: 'true', also: names.before }),
              removed: hrefOf('removed'),
            }}
          />
          <RunChanges
            after={after}
            against={against}
            side={side}
            cause={cause}
            hrefOf={hrefOf}
            diff={diff.data}
          />
          {was.data !== undefined && is.data !== undefined && (
            <CompositionBeside
              before={was.data}
              after={is.data}
              names={names}
              hrefOf={(by, name) => addressOf('/pool', { run: after, kept: 'true', [by]: name })}
            />
          )}
          <CommandLine command={winnowCommand(`diff ${against} ${after}`)} />
        </div>
      )}
    </>
  );
}

function headlineOf(
  { selected, changes }: RunDiffHead,
  { before, after }: { before: string; after: string },
) {
  if (changes.added + changes.removed === 0)
    return `${after} and ${before} select the same ${count(selected.after)} questions`;
  return `${after} selects ${count(changes.added)} that ${before} does not, and leaves out ${count(changes.removed)}`;
}
