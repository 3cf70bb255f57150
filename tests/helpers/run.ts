import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../server/db/workspace.ts';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { localEngine } from '../../server/engine/local.ts';
import { NO_CACHE } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { findRun } from '../../server/runs/find.ts';
import type { MeasureShared } from '../../server/runs/measurer.ts';
import { executeRun, type RunEffects } from '../../server/runs/run.ts';
import { worker } from '../../server/runs/work.ts';
import type { Run } from '../../shared/schemas/decision.ts';

const root = join(import.meta.dirname, '../..');

/** Files that measuring reads; the tokenizer's table is made by the build. */
export const ASSETS = { data: join(root, 'data'), tokenizer: join(root, 'dist/tokenizers/qwen2.5.bin') };

if (!existsSync(ASSETS.tokenizer)) throw new Error('the tokenizer table is missing: npm run build makes it');

/** A shipped recipe with settings applied. */
export function shippedRecipe(name: string, settings: readonly string[] = []) {
  return applySettings(
    parseRecipe(JSON.parse(readFileSync(join(ASSETS.data, 'recipes', `${name}.json`), 'utf8')), name),
    settings,
  );
}

/** Looks at the texts in this thread: quick, for tests that are about something else. */
const inline: Engine = {
  name: 'local',
  map: (job, batches, onResult) => inline.use(job, (map) => map(batches, onResult)),
  use(job, act) {
    const work = worker(job.shared as MeasureShared);
    return act(async <I, O>(batches: Iterable<I> | AsyncIterable<I>, onResult: (result: O) => void) => {
      for await (const batch of batches) onResult(work(batch as never) as O);
    });
  },
};

/** Carries out a shipped recipe on worker threads as the command does, or (with 0 workers) in this one. */
export function runShipped(
  workspace: Workspace,
  {
    recipe = 's1',
    set = [] as string[],
    seed = 42,
    workers = 0,
    sources = undefined as string[] | undefined,
    keep = undefined as string | undefined,
    signal = new AbortController().signal,
    memory = memoryOver(NO_CACHE),
  } = {},
): Promise<Run> {
  return executeRun(
    workspace,
    {
      recipe: shippedRecipe(recipe, set),
      seed,
      sources,
      keep: keep === undefined ? undefined : findRun(workspace, keep),
      actor: 'test',
    },
    runEffects({ workers, signal, memory }),
  );
}

/** What a run needs of the world: worker threads, or (with 0 of them) this one. */
export const runEffects = ({
  workers = 0,
  signal = new AbortController().signal,
  memory = memoryOver(NO_CACHE),
} = {}): RunEffects => ({
  engine: workers === 0 ? inline : localEngine(workers),
  assets: ASSETS,
  workerFile: join(root, 'dist/server/runs/measure-worker.js'), // as built from the sources before the first test
  version: 'test',
  clock: () => performance.now(),
  progress: () => undefined,
  signal,
  memory,
});
