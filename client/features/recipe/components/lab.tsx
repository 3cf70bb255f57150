import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ReplyOf } from '../../../../shared/api.ts';
import { DATABASE_POOL } from '../../../../shared/schemas/pools.ts';
import type { Recipe } from '../../../../shared/schemas/recipe.ts';
import { Picker } from '../../../components/picker.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Unbroken } from '../../../components/unbroken.tsx';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { useThrottled } from '../../../lib/use-rested.ts';
import { previewQuery } from '../api/previews.ts';
import { commandsOf } from '../commands.ts';
import { changesFrom, faultsOf, withValue } from '../draft.ts';
import { labHeadline, serverFaults } from '../headline.ts';
import type { RecipeForm as Form } from '../schema.ts';
import { useTrial } from '../use-trial.ts';
import { ChangeList } from './change-list.tsx';
import { JsonView } from './json-view.tsx';
import { PreviewStatus } from './preview-status.tsx';
import { PreviewView } from './preview-view.tsx';
import { RecipeForm } from './recipe-form.tsx';
import { RunIt } from './run-it.tsx';

/** The least time between two previews while something is being moved. Unit: milliseconds. */
const PAUSE_MS = 120;

/** The lab over one run. */
export function Lab({
  run,
  newest,
  form,
  shipped,
}: {
  run: ReplyOf<'/runs/{id}'>;
  /** Id of the newest run, where nobody chose another one. */
  newest: string;
  form: Form;
  shipped: ReadonlyMap<string, Recipe>;
}) {
  const { param } = useChosenRun();
  const own = useMemo(() => ({ recipe: run.config, seed: run.seed }), [run]);
  const starts = { own, shipped };
  const { trial, setTrial, search, hrefWith } = useTrial(form, starts);
  const [seedText, setSeedText] = useSeed(trial.seed, (seed) => setTrial({ ...trial, seed }));
  const ownFaults = useMemo(() => faultsOf(form, trial.recipe), [form, trial.recipe]);
  const isSeed = /^-?\d{1,15}$/.test(seedText.trim());
  const ready = ownFaults.size === 0 && isSeed ? trial : null;
  const throttled = useThrottled(ready, PAUSE_MS);
  const inShards = run.shards !== undefined; // nothing is previewed then: the pool would be read for it
  const preview = useQuery(previewQuery(run.runId, inShards ? null : throttled));
  const faults = new Map([
    ...ownFaults,
    ...serverFaults(throttled === ready ? preview.error : null),
    ...(isSeed ? [] : [['seed', 'A whole number, as in 42.'] as const]),
  ]);
  const isStale = preview.isFetching || throttled !== ready;
  const setRecipe = (recipe: Recipe) => setTrial({ ...trial, recipe });
  const changes = changesFrom(form, run.config, trial.recipe);
  const isJson = search.get('view') === 'json';
  const why = held(faults.size, preview.error !== null && !isStale);
  const commands = commandsOf(form, shipped, { ...own, runId: run.runId }, trial);
  return (
    <div className="pb-16">
      <header className="px-4 pt-8 pb-5 lg:px-8">
        <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
          <h1 className="headline lg:min-w-0 lg:flex-1">
            <Unbroken text={labHeadline(preview.data, run)} />
          </h1>
          <Link className="control" to={addressOf('/recipe/compare', { run: param })}>
            Compare two runs
          </Link>
        </div>
        {inShards ? (
          <NoPreview faults={faults.size} />
        ) : (
          <PreviewStatus preview={preview} isStale={isStale} faults={faults.size} />
        )}
        {newest !== run.runId && (
          <p className="mt-1 text-13 text-muted">
            {newest} is newer.{' '}
            <Link className="text-link" to={addressOf('/recipe', { run: newest })}>
              Start from it
            </Link>
          </p>
        )}
      </header>
      <div className="grid gap-x-12 gap-y-8 px-4 lg:grid-cols-[23rem_minmax(0,1fr)] lg:px-8">
        <div className="min-w-0 lg:sticky lg:top-0 lg:-ml-1 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto lg:py-1 lg:pr-3 lg:pl-1">
          <Controls isJson={isJson} shipped={shipped} hrefWith={hrefWith} runId={run.runId} />
          {isJson ? (
            <JsonView recipe={trial.recipe} onRecipe={setRecipe} />
          ) : (
            <RecipeForm
              form={form}
              trial={trial}
              base={run.config}
              faults={faults}
              seedText={seedText}
              onSeed={setSeedText}
              onRecipe={setRecipe}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-10">
          <ChangeList
            changes={changes}
            seed={trial.seed === run.seed ? null : { from: run.seed, to: trial.seed }}
            onBack={({ place, from }) => setRecipe(withValue(trial.recipe, place, from))}
            onSeedBack={() => setTrial({ ...trial, seed: run.seed })}
            onAll={() => setTrial(own)}
          />
          {!inShards && (
            <PreviewView
              preview={preview.data}
              run={run}
              trial={ready}
              isStale={isStale}
              hrefWith={hrefWith}
              show={search.get('show')}
              cause={search.get('cause')}
              command={commands[0]?.command ?? ''}
            />
          )}
          <RunIt
            trial={trial}
            runId={run.runId}
            ownPool={run.shards?.pool ?? DATABASE_POOL}
            why={why}
            commands={inShards ? commands.slice(1) : commands}
          />
        </div>
      </div>
    </div>
  );
}

/** What stands for the preview of a run over a pool that stays as shards. */
const NoPreview = ({ faults }: { faults: number }) => (
  <p role="status" className="mt-2 min-h-6 max-w-[80ch] text-13 text-muted">
    {faults > 0
      ? `${faults === 1 ? 'A setting has' : `${faults} settings have`} to be mended.`
      : 'The questions of this run stay as shards, so nothing is previewed here: move what is to be moved, and make a run of it below.'}
  </p>
);

const held = (faults: number, isRefused: boolean): string | null =>
  faults > 0
    ? 'A setting has to be mended first; its line says how.'
    : isRefused
      ? 'The server does not take this recipe; the line at the head says why.'
      : null;

/** The seed as it is typed; a whole one is tried. */
function useSeed(seed: number, onSeed: (seed: number) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState<{ text: string; of: number } | null>(null);
  const text = typed !== null && typed.of === seed ? typed.text : String(seed);
  return [
    text,
    (next) => {
      const isWhole = /^-?\d{1,15}$/.test(next.trim());
      setTyped({ text: next, of: isWhole ? Number(next) : seed });
      if (isWhole) onSeed(Number(next));
    },
  ];
}

/** Where the recipe starts from, and how it is shown. */
function Controls({
  isJson,
  shipped,
  hrefWith,
  runId,
}: {
  isJson: boolean;
  shipped: ReadonlyMap<string, Recipe>;
  hrefWith: (params: Record<string, string | undefined>) => string;
  runId: string;
}) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const go = (href: string) => void navigate(href, { replace: true, preventScrollReset: true });
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <Picker
        label="Starts from"
        value={search.get('recipe') ?? ''}
        onChange={(name) => {
          const start = { recipe: name === '' ? undefined : name, set: undefined, json: undefined };
          go(hrefWith(start));
        }}
      >
        <option value="">The recipe of {runId}</option>
        {[...shipped.keys()].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Picker>
      <Segmented
        name="recipe-view"
        label="How the recipe is shown"
        value={isJson ? 'json' : 'form'}
        options={[
          { value: 'form', label: 'Form' },
          { value: 'json', label: 'JSON' },
        ]}
        onChange={(view) => go(hrefWith({ view: view === 'json' ? 'json' : undefined }))}
      />
    </div>
  );
}
