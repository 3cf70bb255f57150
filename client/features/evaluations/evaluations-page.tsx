import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { EvaluationReport } from '../../../shared/schemas/evaluation.ts';
import { Figure } from '../../components/figure.tsx';
import { Picker } from '../../components/picker.tsx';
import { SaveRows } from '../../components/save-rows.tsx';
import { Empty, Loading, Problem, Skeleton } from '../../components/states.tsx';
import { formAt, paramsOver } from '../../lib/address-form.ts';
import { counted } from '../../lib/format.ts';
import type { Table } from '../../lib/table.ts';
import { addressOf, useChosenRun } from '../../lib/urls.ts';
import { useAddressForm } from '../../lib/use-address-form.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { toggleAllTables } from '../../lib/use-tables.ts';
import { comparisonsQuery } from './api/get-comparisons.ts';
import { evaluationsQuery } from './api/get-evaluations.ts';
import { Ablation } from './components/ablation.tsx';
import { Comparison } from './components/comparison.tsx';
import { ScalingChart } from './components/scaling-chart.tsx';
import { findingOf } from './findings.ts';
import { benchmarksIn, bestOf, numbered, pointName, type Series, seriesOn, sharedPoints } from './series.ts';

/** What releases taught: accuracy over thinking, an evaluation a line, and the recipes side by side. */
export function EvaluationsPage() {
  const { data, error, refetch } = useQuery(evaluationsQuery());
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div className="flex flex-col gap-3 px-4 py-8 lg:px-8">
        <Loading what="evaluations" />
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-80 w-full max-w-200" />
      </div>
    );
  const benchmarks = benchmarksIn(data.items);
  return benchmarks.length === 0 ? <NothingYet /> : <Evaluated all={data.items} benchmarks={benchmarks} />;
}

function NothingYet() {
  return (
    <>
      <title>Evaluations · Winnow</title>
      <ToReleases className="px-4 pt-5 lg:px-8" />
      <Empty
        title="No model was evaluated yet"
        commands={[
          'benchmarks add evals/aime24.jsonl',
          'evaluate --model student --endpoint http://127.0.0.1:8000/v1 --budget 1000 --budget 4000 --wait 0 --wait 2',
        ]}
      >
        Train a model on a release, serve it, and have it answer a benchmark with its thinking cut off or
        drawn out: here its accuracy is drawn over the tokens that it thought, beside that of other recipes.
      </Empty>
      <div className="mx-auto max-w-[38rem] px-4 pb-16">
        <Ablation evaluated={new Set()} />
      </div>
    </>
  );
}

function ToReleases({ className }: { className: string }) {
  const { param: run } = useChosenRun();
  return (
    <p className={`text-12 ${className}`}>
      <Link className="text-link" to={addressOf('/releases', { run })}>
        Releases
      </Link>
    </p>
  );
}

/**
 * What is drawn, as the address has it: one benchmark, without the evaluations that were switched off; with which one
 * the others are compared, and at which point.
 */
const ALL = { benchmark: '', hide: '', to: '', at: '' };
const SHOWN = {
  formOf: (search: URLSearchParams) => formAt(ALL, search),
  paramsOf: (form: typeof ALL) => paramsOver(ALL, form),
};

function Evaluated({ all, benchmarks }: { all: readonly EvaluationReport[]; benchmarks: readonly string[] }) {
  const { form, set } = useAddressForm(SHOWN);
  useKeys({ t: toggleAllTables });
  const benchmark = benchmarks.find((name) => name === form.benchmark) ?? benchmarks[0] ?? '';
  const hidden = new Set(form.hide.split(',').filter((id) => id !== ''));
  const lines = numbered(seriesOn(all, benchmark));
  const shown = lines.filter(({ series }) => !hidden.has(series.id));
  const toggle = (id: string) => {
    const left = new Set(hidden);
    if (!left.delete(id)) left.add(id);
    set({ hide: [...left].join(',') });
  };
  const recipes = new Set(all.flatMap(({ recipe }) => recipe ?? []));
  const series = lines.map((line) => line.series);
  const best = bestOf(series)?.id ?? '';
  const to = series.find(({ id }) => id === form.to)?.id ?? best;
  const points = sharedPoints(series);
  const at = points.find((point) => point.at === form.at)?.at ?? 'best';
  const withBest = useQuery(comparisonsQuery(benchmark, best));
  const compared = useQuery(comparisonsQuery(benchmark, to, at));
  return (
    <div className="max-w-320 px-4 pt-5 pb-16 lg:px-8">
      <title>Evaluations · Winnow</title>
      <ToReleases className="mb-2" />
      <h1 className="headline">{findingOf(series, benchmark, withBest.data?.items ?? [])}</h1>
      <div className="mt-8">
        <Figure
          title={`Accuracy over thinking on ${benchmark}`}
          note={`${counted(shown.length, 'evaluation')}; whiskers are 95 % intervals (Wilson), points are budgets and suppressed ends of the thinking.`}
          table={tableOf(shown.map(({ series }) => series))}
          controls={
            benchmarks.length > 1 && (
              <Picker label="Benchmark" value={benchmark} onChange={(name) => set({ benchmark: name })}>
                {benchmarks.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </Picker>
            )
          }
        >
          <ScalingChart lines={shown} />
        </Figure>
      </div>
      <div className="mt-8">
        {series.length > 1 && (
          <p className="mb-3 flex flex-wrap items-center gap-2 text-13">
            <span className="text-muted">Difference to</span>
            <Picker label="Compared with" value={form.to} onChange={(id) => set({ to: id })}>
              <option value="">the best</option>
              {series.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Picker>
            <Picker label="Compared at" value={form.at} onChange={(point) => set({ at: point })}>
              <option value="">each at its best</option>
              {points.map((point) => (
                <option key={point.at} value={point.at}>
                  {point.name}
                </option>
              ))}
            </Picker>
          </p>
        )}
        <Comparison
          lines={lines}
          to={to}
          comparisons={compared.data?.items}
          hidden={hidden}
          onToggle={toggle}
        />
        <div className="mt-3">
          <SaveRows path="/evaluations" command="evaluations list" />
        </div>
        <p className="mt-3 max-w-[75ch] text-12 text-muted">
          Control: per cent of the budgets that the mean thinking keeps to. Scaling: mean slope over all pairs
          of points. Best: the highest accuracy of any point, which the paper calls performance. An answer
          that could not be judged counts as not right. Difference: in accuracy on the items that both were
          asked, with its 95 % interval by the paired bootstrap (Efron and Tibshirani 1993), as in table 2 of
          the paper; it is plain where the interval leaves out 0.
        </p>
      </div>
      <div className="mt-12">
        <Ablation evaluated={recipes} />
      </div>
    </div>
  );
}

/** Every point of the picture as a row. */
function tableOf(series: readonly Series[]): Table {
  return {
    head: ['Recipe', 'Model', 'Point', 'Thinking tokens', 'Right', 'Items', 'Right, %', 'From, %', 'To, %'],
    rows: series.flatMap(({ recipe, model, points }) =>
      points.map((point) => [
        recipe ?? 'unknown',
        model,
        pointName(point),
        Math.round(point.thinkingTokens.mean),
        point.correct,
        point.items,
        percent(point.accuracy),
        percent(point.interval.low),
        percent(point.interval.high),
      ]),
    ),
  };
}

const percent = (of: number): number => Number((100 * of).toFixed(1));
